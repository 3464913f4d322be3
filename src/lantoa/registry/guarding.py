"""Rights that decide or open accounts: who holds them, since when, from when a new approver
decides, and how long an account that held them stays guarded. Written by whatever gives or takes
a role or a right, read by the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.contrib.auth.models import Group
from django.db.models import Min, Q, QuerySet

from lantoa.core.clock import local
from lantoa.registry.models import Account

SIGNS, SIGNS_LAST = "approval.add_approval", "approval.final_approval"
KEEPS_ACCOUNTS, MAY = "registry.change_account", "auth.change_group"
SIGNING = frozenset({SIGNS, SIGNS_LAST})
DECISIVE = SIGNING | {KEEPS_ACCOUNTS, MAY}
# A right that is taken away guards its account this long, lest it be taken for a moment only.
GUARDED_FOR = timedelta(days=30)
# How long an account holds its role before its word opens another's; time for a leader who was
# told of it to ask why.
SEASONED_AFTER = timedelta(days=3)
# An approver whom another approver refused to confirm: not before one does.
REFUSED = date.max
# In its first days an installation has no seasoned account: a leader's word is enough.
FIRST_DAYS = timedelta(days=7)


def decisive_codes(account: Account) -> set[str]:
    """Of the groups of an account, in use or not."""
    rows = account.groups.values_list(
        "permissions__content_type__app_label", "permissions__codename"
    )
    return {f"{label}.{name}" for label, name in rows} & DECISIVE


def guarded_until(now: datetime) -> date:
    """The last day on which an account that loses a right at this moment is guarded."""
    return local(now).date() + GUARDED_FOR


def keep_guarded(*, accounts: QuerySet[Account], now: datetime) -> None:
    """Marks accounts that are about to lose, or just lost, a decisive right."""
    accounts.update(guarded_until=guarded_until(now))


def waits_to_sign(account: Account, *, today: date | None) -> bool:
    """Is its right to decide too new, and confirmed by nobody? Without a day: was it refused?"""
    first = account.signs_from
    return first is not None and (first == REFUSED if today is None else first > today)


def hold_signing(*, accounts: Iterable[Account], now: datetime) -> None:
    """These were just given a right to decide, by one person: they decide after three days, or as
    soon as another approver confirms. The first approvers of a commune, before any of them was
    ever there, need nobody, nor who decided until a few days ago; whom somebody refused goes on
    waiting."""
    held, today = list(accounts), local(now).date()
    is_first = not _approvers_seen().exclude(pk__in=[one.pk for one in held]).exists()
    for one in held:
        if one.signs_from == REFUSED or _decided_lately(one, today):
            continue
        one.signs_from = today if is_first else today + SEASONED_AFTER
        one.save(update_fields=["signs_from"])


def keep_settled(*, accounts: QuerySet[Account], now: datetime) -> None:
    """These decide and are about to lose the right, or just lost it: should it come back while
    they are guarded, nobody has to confirm them."""
    accounts.filter(signs_from=None).update(signs_from=local(now).date())


def _decided_lately(account: Account, today: date) -> bool:
    since, until = account.signs_from, account.guarded_until
    return since is not None and since <= today and until is not None and until >= today


def open_signing(*, account: Account, now: datetime) -> None:
    """Another approver confirmed: it decides from today."""
    account.signs_from = local(now).date()
    account.save(update_fields=["signs_from"])


def refuse_signing(*, account: Account) -> None:
    """Another approver refused: it does not decide until one confirms."""
    account.signs_from = REFUSED
    account.save(update_fields=["signs_from"])


def _approvers_seen() -> QuerySet[Account]:
    """Who decides or once did, in use or not, and has signed in at least once."""
    names = [code.partition(".")[2] for code in SIGNING]
    signs = Q(groups__permissions__codename__in=names)
    ever = signs | Q(signs_from__isnull=False) | Q(guarded_until__isnull=False)
    return Account.objects.filter(ever, last_login__isnull=False)


def note_rights(
    *, group: Group, taken: bool, given: bool, signed: bool, signs: bool, now: datetime
) -> None:
    """Decisive rights of a role changed: its accounts, in use or not, are marked. `signed`,
    `signs`: did and does the role decide?"""
    members = Account.objects.filter(groups=group)
    if taken:
        keep_guarded(accounts=members, now=now)
    if given:
        members.update(role_since=now)
    if signed and not signs:
        keep_settled(accounts=members, now=now)
    if signs and not signed:
        hold_signing(accounts=members, now=now)


def is_seasoned(account: Account, *, now: datetime) -> bool:
    """Has it been there, in use and in its role long enough for its word to count?"""
    since = (account.date_joined, account.role_since, account.active_since)
    return now - max(moment for moment in since if moment) >= SEASONED_AFTER


def is_new_installation(*, now: datetime) -> bool:
    """Is the oldest account a few days old?"""
    first = Account.objects.aggregate(first=Min("date_joined"))["first"]
    return first is None or now - first < FIRST_DAYS

"""Rights that decide or open accounts: who holds them, since when, and how long an account that
held them stays guarded. Written by whatever gives or takes a role or a right, read by the desk."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth.models import Group
from django.db.models import Min, QuerySet

from lantoa.core.clock import local
from lantoa.registry.models import Account

SIGNS, SIGNS_LAST = "approval.add_approval", "approval.final_approval"
KEEPS_ACCOUNTS, MAY = "registry.change_account", "auth.change_group"
DECISIVE = frozenset({SIGNS, SIGNS_LAST, KEEPS_ACCOUNTS, MAY})
# A right that is taken away guards its account this long, lest it be taken for a moment only.
GUARDED_FOR = timedelta(days=30)
# How long an account holds its role before its word opens another's; time for a leader who was
# told of it to ask why.
SEASONED_AFTER = timedelta(days=3)
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


def note_rights(*, group: Group, taken: bool, given: bool, now: datetime) -> None:
    """Decisive rights of a role changed: its accounts, in use or not, are marked."""
    members = Account.objects.filter(groups=group)
    if taken:
        keep_guarded(accounts=members, now=now)
    if given:
        members.update(role_since=now)


def is_seasoned(account: Account, *, now: datetime) -> bool:
    """Has it been there, in use and in its role long enough for its word to count?"""
    since = (account.date_joined, account.role_since, account.active_since)
    return now - max(moment for moment in since if moment) >= SEASONED_AFTER


def is_new_installation(*, now: datetime) -> bool:
    """Is the oldest account a few days old?"""
    first = Account.objects.aggregate(first=Min("date_joined"))["first"]
    return first is None or now - first < FIRST_DAYS

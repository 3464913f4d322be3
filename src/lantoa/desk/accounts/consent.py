"""Whose word opens an account that signs or keeps accounts, and which accounts those are.

One administrator alone must not get there by a detour: a right taken away leaves its account
guarded for 30 days, an account made or raised a moment ago counts for nothing for three days,
and two accounts of one person are one person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from lantoa.approval.models import Approval, Delegation
from lantoa.core.clock import local
from lantoa.desk.signin.sessions import open_sessions
from lantoa.registry.guarding import (
    GUARDED_FOR,
    KEEPS_ACCOUNTS,
    MAY,
    SIGNS,
    SIGNS_LAST,
    decisive_codes,
    is_new_installation,
    is_seasoned,
    waits_to_sign,
)
from lantoa.registry.models import Account, ResetRequest
from lantoa.registry.role_changes import keepers
from lantoa.registry.terms import ResetAct
from lantoa.vietnamese import fold

BACKEND = "django.contrib.auth.backends.ModelBackend"


def is_guarded(account: Account, *, now: datetime) -> bool:
    """Does it sign or keep accounts, did it in the last 30 days, did it ever decide? Asked of its
    groups, in use or not: switching an account off changes nothing."""
    today = local(now).date()
    kept = Account.objects.filter(pk=account.pk, guarded_until__gte=today).exists()
    return (
        kept
        or bool(decisive_codes(account))
        or Approval.objects.filter(by=account).exists()
        or Delegation.objects.filter(deputy=account, until__gte=today - GUARDED_FOR).exists()
    )


def leaders() -> QuerySet[Account]:
    """Accounts in use that decide at the last step."""
    found: QuerySet[Account] = Account.objects.with_perm(SIGNS_LAST, backend=BACKEND)
    return found.filter(is_active=True)


def who_answer() -> list[Account]:
    """Leaders and administrators in use: they hear of whatever touches who decides."""
    return list({one.pk: one for one in (*leaders(), *keepers())}.values())


def approvers() -> QuerySet[Account]:
    """Accounts in use that decide at any step."""
    found: QuerySet[Account] = Account.objects.with_perm(SIGNS, backend=BACKEND)
    return found.filter(is_active=True)


def who_may_agree(
    account: Account, asked_by: Account, *, now: datetime, act: ResetAct | None = None
) -> list[Account]:
    """Whom a request of this moment would wait for."""
    asked = ResetRequest(account=account, asked_by=asked_by, asked_at=now, act=act or "")
    known = {one.pk: one for one in (*who_answer(), *approvers(), account)}
    return [one for one in known.values() if may_agree(asked, one, now=now)]


def may_agree(row: ResetRequest, who: Account, *, now: datetime) -> bool:
    """The owner, or a leader or administrator who is not new and not the asker in another coat.
    What a new administrator asks is for leaders; in the first week new leaders will do."""
    if who.pk == row.asked_by_id or not who.is_active:
        return False
    if row.act == ResetAct.SIGN:
        return _may_confirm(row, who, now)
    if who.pk == row.account_id:
        return True
    leads, keeps = who.has_perm(SIGNS_LAST), who.has_perm(KEEPS_ACCOUNTS) and who.has_perm(MAY)
    if not (leads or keeps) or is_same_person(who, row.asked_by):
        return False
    if not is_seasoned(who, now=now):
        waits = waits_to_sign(who, today=local(now).date())
        return leads and not waits and is_new_installation(now=now)
    return leads or is_seasoned(row.asked_by, now=row.asked_at)


def _may_confirm(row: ResetRequest, who: Account, now: datetime) -> bool:
    """Another approver, who waits for nobody: neither the new one nor who made it, in any coat."""
    if not who.has_perm(SIGNS) or waits_to_sign(who, today=local(now).date()):
        return False
    return not (is_same_person(who, row.asked_by) or is_same_person(who, row.account))


def is_same_person(one: Account, other: Account) -> bool:
    """Two accounts with one name or one address count as one person."""
    addresses = {one.email.casefold(), one.previous_email.casefold()} - {""}
    others = {other.email.casefold(), other.previous_email.casefold()}
    return bool(addresses & others) or fold(one.get_full_name()) == fold(other.get_full_name())


def is_signed_in(account: Account, *, now: datetime) -> bool:
    """Can its owner answer by herself?"""
    return account.is_active and bool(open_sessions(account, this="", now=now))


def addresses_of(people: Iterable[Account], *, now: datetime) -> set[str]:
    """Where they get letters; an address changed in the last 30 days is written to as well."""
    found = set()
    for one in people:
        found.add(one.email)
        if one.email_changed_at and now - one.email_changed_at < GUARDED_FOR:
            found.add(one.previous_email)
    return found - {""}


def note_address(account: Account, email: str, *, now: datetime) -> None:
    """Another address: the one before is kept for 30 days, the first of several."""
    fresh = account.email_changed_at and now - account.email_changed_at < GUARDED_FOR
    if not (fresh and account.previous_email):
        account.previous_email = account.email
    account.email, account.email_changed_at = email, now


def forget_addresses(*, now: datetime) -> int:
    """Clears former addresses whose days are over."""
    over = Account.objects.filter(email_changed_at__lt=now - GUARDED_FOR).exclude(previous_email="")
    return over.update(previous_email="")

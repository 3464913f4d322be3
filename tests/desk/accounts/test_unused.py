"""Accounts that nobody uses are switched off after 45 days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.make import NOW, account

from lantoa.core.tick import tick_jobs
from lantoa.desk.accounts.jobs import look_after_accounts
from lantoa.desk.accounts.services import disable_unused, enable_account
from lantoa.desk.audit.models import AuditEntry
from lantoa.notices.models import Notice
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def last_here(days: int, role: Role = Role.EDITOR) -> Account:
    """Made long ago, signed in so many days ago."""
    made = account(role)
    made.date_joined, made.last_login = NOW - timedelta(days=400), NOW - timedelta(days=days)
    made.save()
    return made


@pytest.mark.parametrize(("days", "goes"), [(44, False), (45, True), (300, True)])
def test_forty_five_days(days: int, goes: bool) -> None:
    last_here(1, Role.ADMINISTRATOR)
    who = last_here(days)
    assert (who in disable_unused(now=NOW)) is goes
    assert Account.objects.get(pk=who.pk).is_active is not goes


def test_account_that_never_signed_in_counts_from_its_first_day() -> None:
    last_here(1, Role.ADMINISTRATOR)
    new, old = account(date_joined=NOW), account(date_joined=NOW - timedelta(days=46))
    assert (new.is_active, disable_unused(now=NOW)) == (True, [old])


def test_administrators_are_told_once_a_day_and_the_audit_knows() -> None:
    admin = last_here(1, Role.ADMINISTRATOR)
    who = last_here(50)
    look_after_accounts(NOW)
    look_after_accounts(NOW)
    told = Notice.objects.get(to_account=admin)
    assert (who.name in told.text, "1 tài khoản" in told.text) == (True, True)
    assert [entry.subject for entry in AuditEntry.objects.filter(action="account-unused")] == [
        who.code
    ]


def test_last_administrator_stays_however_long_away() -> None:
    longer, shorter = last_here(90, Role.ADMINISTRATOR), last_here(60, Role.ADMINISTRATOR)
    assert disable_unused(now=NOW) == [longer]
    assert disable_unused(now=NOW) == []
    assert Account.objects.get(pk=shorter.pk).is_active


def test_account_that_was_opened_again_has_forty_five_new_days() -> None:
    admin, who = last_here(1, Role.ADMINISTRATOR), last_here(50)
    disable_unused(now=NOW)
    who.refresh_from_db()
    enable_account(account=who, by=admin, now=NOW)
    assert disable_unused(now=NOW + timedelta(days=43)) == []
    admin.last_login = NOW + timedelta(days=46)
    admin.save()
    assert disable_unused(now=NOW + timedelta(days=46)) == [who]


def test_the_tick_knows_it() -> None:
    assert "accounts" in [job.name for job in tick_jobs()]

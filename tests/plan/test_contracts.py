"""Contracts: kept whole, settled by papers, told of before they run out and not after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from tests.make import NOW, TODAY, account, at

from lantoa.core.errors import Refused
from lantoa.notices.models import Notice
from lantoa.plan.jobs import remind
from lantoa.plan.models import Contract
from lantoa.plan.services import close_contract, keep_contract, reopen_contract, settle_papers
from lantoa.plan.services.contracts import ending_contracts, remind_contracts
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def contract(by: Account, days: int = 60, **fields: object) -> Contract:
    given = {"kind": "sim", "name": "SIM cho 12 bộ thu", "party": "Viễn thông tỉnh",
             "starts_on": date(2026, 1, 1), "ends_on": TODAY + timedelta(days=days),
             **fields}  # fmt: skip
    return keep_contract(contract=Contract(**given), by=by, now=NOW)


def test_officer_is_told_sixty_thirty_fourteen_and_seven_days_before_and_weekly_after() -> None:
    officer = account(Role.PLAN_OFFICER)
    row = contract(officer, days=61)
    told = []
    for step in range(80):
        today = TODAY + timedelta(days=step)
        if remind_contracts(now=NOW + timedelta(days=step), today=today):
            told.append((row.ends_on - today).days)
        assert remind_contracts(now=NOW + timedelta(days=step), today=today) == 0
    assert told == [60, 30, 14, 7, -1, -8, -15]
    first = Notice.objects.order_by("sent_on").first()
    assert first is not None
    assert (first.text, first.by_mail, first.to_account) == (
        "Hợp đồng «SIM cho 12 bộ thu» với Viễn thông tỉnh: hạn 23/01/2027, còn 60 ngày.", True,
        officer,
    )  # fmt: skip


def test_closed_contract_is_not_told_of_and_one_reopened_is() -> None:
    officer = account(Role.PLAN_OFFICER)
    row = contract(officer, days=7)
    close_contract(contract=row, closed_on=TODAY, by=officer, today=TODAY)
    assert (remind_contracts(now=NOW, today=TODAY), list(ending_contracts(today=TODAY))) == (0, [])
    assert row.standing(TODAY) == "đã thanh lý, thôi dùng"
    reopen_contract(contract=row, by=officer)
    remind(at(9))
    assert Notice.objects.filter(subject=row.code).count() == 1


def test_ticked_papers_keep_their_first_day() -> None:
    officer = account(Role.PLAN_OFFICER)
    row = contract(officer)
    settle_papers(contract=row, papers=["invoice", "strange"], by=officer, today=TODAY)
    later = TODAY + timedelta(days=3)
    settle_papers(contract=row, papers=["invoice", "contract"], by=officer, today=later)
    row.refresh_from_db()
    assert row.settled == {"contract": "2026-11-26", "invoice": "2026-11-23"}
    assert "hóa đơn" not in row.missing and "biên bản thanh lý" in row.missing


def test_days_must_follow_each_other_in_the_service_and_in_the_database() -> None:
    officer = account(Role.PLAN_OFFICER)
    row = contract(officer)
    row.ends_on = date(2025, 1, 1)
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        keep_contract(contract=row, by=officer, now=NOW)
    with pytest.raises(Refused, match="đến hôm nay"):
        close_contract(contract=row, closed_on=TODAY + timedelta(days=1), by=officer, today=TODAY)
    with pytest.raises(IntegrityError):
        Contract.objects.update(ends_on=date(2025, 1, 1))


@pytest.mark.parametrize("role", [Role.CLERK, Role.EDITOR, Role.LEADER])
def test_who_does_not_keep_contracts_writes_none(role: Role) -> None:
    with pytest.raises(Refused, match="không có quyền"):
        contract(account(role))


def test_standing_is_said_in_words() -> None:
    row = Contract(ends_on=TODAY)
    assert [row.standing(TODAY + timedelta(days=days)) for days in (-12, 0, 3)] == [
        "còn 12 ngày", "hết hạn hôm nay", "đã hết hạn 3 ngày"
    ]  # fmt: skip

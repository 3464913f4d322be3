"""A report is nudged until it was issued: before its day, after its day, and never again then."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make

from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.notices.models import Notice
from lantoa.plan.duties import last_due, owed_duties
from lantoa.plan.models import Plan, ReportDuty
from lantoa.plan.services.reminding import remind_all
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
TAKEN_UP = date(2026, 1, 5)


def plan(*duties: tuple[str, str]) -> Plan:
    made = make.plan(confirmed_at=make.at(9, day=TAKEN_UP))
    for before, every in duties or (("06-10", "year"), ("12-10", "year")):
        ReportDuty.objects.create(plan=made, before=before, every=every, to="Sở Khoa học",
                                  by_text=make.unit().name)  # fmt: skip
    return made


def issued(of: Plan, period: str, since: date, cutoff_on: date, on: date = make.TODAY) -> None:
    record_evidence(
        kind="report.issued", occurred_at=make.at(8, day=on), now=make.at(8), by="system",
        subjects=[of.subject, "report:1"], proof=Proof.DOCUMENT,
        payload={"period": period, "since": str(since), "cutoff_on": str(cutoff_on)},
    )  # fmt: skip


def owed(of: Plan, today: date) -> list[date]:
    return [one.due_on for one in owed_duties([of], today=today)]


JUNE, DECEMBER = date(2026, 6, 10), date(2026, 12, 10)


def test_the_last_day_and_the_next_are_owed_until_each_was_issued() -> None:
    made = plan()
    assert owed(made, date(2026, 6, 12)) == [JUNE, DECEMBER, date(2027, 6, 10)]
    issued(made, "2026-1", date(2025, 12, 1), date(2026, 5, 31))
    assert owed(made, date(2026, 6, 12)) == [DECEMBER, date(2027, 6, 10)]
    issued(made, "2026-2", date(2026, 6, 1), date(2026, 11, 30))
    assert owed(made, date(2026, 12, 12)) == [date(2027, 6, 10), date(2027, 12, 10)]


def test_the_report_of_half_a_year_is_not_the_one_of_the_year() -> None:
    made = plan(("12-10", "year"))
    issued(made, "2026-1", date(2025, 12, 1), date(2026, 5, 31))
    issued(made, "", date(2026, 11, 1), date(2026, 11, 30))
    assert owed(made, date(2026, 12, 1)) == [DECEMBER]


def test_a_month_is_answered_by_a_report_of_a_month() -> None:
    made = plan(("*-20", "month"))
    issued(made, "2026-1", date(2026, 6, 1), date(2026, 11, 15))
    assert owed(made, make.TODAY) == [date(2026, 11, 20), date(2026, 12, 20)]
    issued(made, "", date(2026, 10, 16), date(2026, 11, 15))
    assert owed(made, make.TODAY) == [date(2026, 12, 20)]


def test_what_was_due_before_the_plan_was_taken_up_is_not_owed() -> None:
    made = plan(("01-04", "year"))
    assert owed(made, date(2026, 2, 1)) == [date(2027, 1, 4)]
    assert last_due("01-04", "year", today=date(2026, 2, 1)) == date(2026, 1, 4)


def test_an_overdue_report_reaches_the_leader_until_it_is_issued() -> None:
    made, leader = plan(), make.account(Role.LEADER)
    late = date(2026, 12, 14)
    issued(made, "2026-1", date(2025, 12, 1), date(2026, 5, 31))
    assert remind_all(now=make.at(9, day=late), today=late) == 1
    told = Notice.objects.get(to_account=leader).text
    assert "Báo cáo định kỳ gửi Sở Khoa học: hạn 10/12/2026, quá hạn 4 ngày." in told
    issued(made, "2026-2", date(2026, 6, 1), date(2026, 11, 30))
    after = date(2026, 12, 21)
    assert remind_all(now=make.at(9, day=after), today=after) == 0

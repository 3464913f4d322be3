"""Praise and money as evidence."""

from datetime import date

import pytest
from tests import make

from lantoa.core.errors import Refused
from lantoa.ledger.queries import facts
from lantoa.plan.models import Commendation, CostLine
from lantoa.plan.queries import task_row
from lantoa.plan.services import change_cadence, record_commendation, record_cost
from lantoa.plan.terms import Pace

pytestmark = pytest.mark.django_db


def test_a_commendation_keeps_its_name_beside_the_entry() -> None:
    record_commendation(
        tasks=[make.task()], whom="Tổ công nghệ số Bến Đò", for_what="Đến từng hộ",
        happened_on=date(2026, 10, 10), is_given=True, decision_number="12/QĐ-UBND",
        by=make.account(), now=make.NOW, today=make.TODAY,
    )  # fmt: skip
    (fact,) = facts(kinds=["commendation.given"], subject="task:KH-2026-1/1.1")
    assert (fact.payload["decision"], fact.is_backfilled) == ("12/QĐ-UBND", True)
    assert "Bến Đò" not in str(fact.payload)


def test_a_given_commendation_needs_its_decision() -> None:
    with pytest.raises(Refused, match="số quyết định"):
        record_commendation(
            tasks=[make.task()], whom="A", for_what="B", happened_on=make.TODAY, is_given=True,
            by=make.account(), now=make.NOW, today=make.TODAY,
        )  # fmt: skip
    assert Commendation.objects.count() == 0


def test_a_cost_is_counted_by_source() -> None:
    record_cost(
        tasks=[make.task("1.4")], text="Thuê làm clip", source="socialised", planned=0,
        spent=3_000_000, happened_on=make.TODAY, by=make.account(), now=make.NOW, today=make.TODAY,
    )  # fmt: skip
    (fact,) = facts(kinds=["cost.spent"], subject="task:KH-2026-1/1.4")
    assert (fact.payload["spent"], fact.payload["source"]) == (3_000_000, "socialised")


def test_a_cost_of_tomorrow_is_refused() -> None:
    with pytest.raises(Refused, match="chưa xảy ra"):
        record_cost(
            tasks=[make.task()], text="x", source="state", planned=1, spent=0,
            happened_on=date(2026, 11, 24), by=make.account(), now=make.NOW, today=make.TODAY,
        )  # fmt: skip
    assert CostLine.objects.count() == 0


def test_evidence_moves_the_pace_of_a_task() -> None:
    task = make.task()
    change_cadence(
        task=task, count=1, period="month", what="khen thưởng", kinds=["commendation.given"],
        by=make.account(),
    )  # fmt: skip
    task.refresh_from_db()
    assert task_row(task, today=make.TODAY).reading.pace == Pace.SILENT  # type: ignore[union-attr]
    record_commendation(
        tasks=[task], whom="A", for_what="B", happened_on=make.TODAY, is_given=True,
        decision_number="1/QĐ", by=make.account(), now=make.NOW, today=make.TODAY,
    )  # fmt: skip
    assert task_row(task, today=make.TODAY).reading.pace == Pace.ON_PACE  # type: ignore[union-attr]


def test_a_cadence_without_kinds_is_refused() -> None:
    with pytest.raises(Refused, match="ít nhất một loại"):
        change_cadence(
            task=make.task(), count=1, period="month", what="x", kinds=[], by=make.account()
        )

"""An obstacle goes from a unit to the plan officer to the leader, whose decision closes it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests import make

from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.notices.models import Notice
from lantoa.plan.calendar import last_working_day
from lantoa.plan.models import Obstacle
from lantoa.plan.queries import obstacles_of, obstacles_of_month
from lantoa.plan.services import decide_obstacle, forward_obstacle, raise_obstacle
from lantoa.plan.services.reminding import lay_month
from lantoa.plan.terms import ObstacleState
from lantoa.registry.models import Account, Officer, Roster, Unit
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 5)


def contact(of: Unit) -> Account:
    officer = Officer.objects.create(name="Cán bộ đầu mối")
    Roster.objects.create(unit=of, officer=officer, joined_on=date(2025, 1, 1))
    return make.account(Role.UNIT_CONTACT, officer=officer)


def raised(unit: Unit | None = None) -> Obstacle:
    unit = unit or make.unit()
    return raise_obstacle(
        task=make.task("1.4"),
        unit=unit,
        text="Cụm loa Bến Đò hỏng bộ khuếch đại",
        wish="Cho sửa",
        by=contact(unit),
        now=make.NOW,
        today=make.TODAY,
    )


def decided(row: Obstacle, **changes: Any) -> Obstacle:
    given: dict[str, Any] = {
        "obstacle": row, "decision": "Sửa cụm loa Bến Đò.", "unit": make.unit(), "due_on": DUE,
        "by": make.account(Role.LEADER), "now": make.at(15), "today": make.TODAY,
    }  # fmt: skip
    return decide_obstacle(**{**given, **changes})


def test_the_whole_way_ends_in_a_decision_that_the_unit_is_told() -> None:
    row = forward_obstacle(obstacle=raised(), opinion="Nên sửa sớm.",
                           by=make.account(Role.PLAN_OFFICER), now=make.at(10))  # fmt: skip
    row = decided(row)
    told = Notice.objects.get(subject=row.code)
    kinds = sorted(Evidence.objects.values_list("kind", flat=True))
    assert (row.state, row.decided_due_on) == (ObstacleState.DECIDED, DUE)
    assert told.text == (
        "Lãnh đạo giao: Sửa cụm loa Bến Đò. Hoàn thành trước ngày 05/12/2026 (nhiệm vụ 1.4)."
    )
    assert kinds == ["notice.sent", "obstacle.decided", "obstacle.raised"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision": " "}, "đủ ba điều"),
        ({"unit": None}, "đủ ba điều"),
        ({"due_on": None}, "đủ ba điều"),
        ({"due_on": date(2026, 11, 22)}, "đã qua"),
    ],
)
def test_half_a_decision_closes_nothing(changes: dict[str, Any], sentence: str) -> None:
    row = raised()
    with pytest.raises(Refused, match=sentence):
        decided(row, **changes)
    row.refresh_from_db()
    assert row.state == ObstacleState.RAISED


def test_only_a_leader_decides_and_only_once() -> None:
    row = raised()
    with pytest.raises(Refused, match="không có quyền quyết định"):
        decided(row, by=make.account(Role.PLAN_OFFICER))
    decided(row)
    with pytest.raises(Refused, match="đã có quyết định"):
        decided(row)


def test_a_contact_speaks_for_the_own_unit_alone_and_sees_its_own_alone() -> None:
    other = make.unit("Trường THCS Sông Lam")
    person = contact(make.unit())
    with pytest.raises(Refused, match="không thuộc"):
        raise_obstacle(task=make.task("1.4"), unit=other, text="x", wish="", by=person,
                       now=make.NOW, today=make.TODAY)  # fmt: skip
    theirs, ours = raised(other), raised()
    seen = obstacles_of(person, today=make.TODAY)
    everything = obstacles_of(make.account(Role.PLAN_OFFICER), today=make.TODAY)
    assert (list(seen), set(everything)) == ([ours], {ours, theirs})


def test_the_list_of_a_month_holds_what_came_in_it_and_what_is_still_open() -> None:
    old = raised()
    Obstacle.objects.filter(pk=old.pk).update(raised_at=make.at(9, day=date(2026, 9, 3)))
    done = raised()
    Obstacle.objects.filter(pk=done.pk).update(raised_at=make.at(9, day=date(2026, 9, 4)))
    decided(done, now=make.at(9, day=date(2026, 10, 1)), today=date(2026, 10, 1))
    new = raised()
    assert set(obstacles_of_month(2026, 11)) == {old, new}
    assert set(obstacles_of_month(2026, 9)) == {old, done}


def test_the_month_is_laid_before_people_on_its_last_working_day() -> None:
    make.commune()
    officer, leader = make.account(Role.PLAN_OFFICER), make.account(Role.LEADER)
    row = raised()
    last = last_working_day(row.raised_at.year, row.raised_at.month)
    assert lay_month(now=make.at(9), today=last - timedelta(days=1)) == 0
    lay_month(now=make.at(9), today=last)
    lay_month(now=make.at(10), today=last)
    told = Notice.objects.filter(subject__startswith="obstacles:")
    assert {one.to_account for one in told} == {officer, leader}
    assert told.count() == 2
    assert all("1 việc, 1 việc chưa có quyết định" in one.text for one in told)


def test_a_month_that_passed_while_the_machine_was_off_is_laid_once_afterwards() -> None:
    make.commune()
    make.account(Role.LEADER)
    raised()  # in November
    assert lay_month(now=make.at(9), today=date(2026, 12, 11)) == 0
    assert lay_month(now=make.at(9), today=date(2026, 12, 2)) == 1
    assert lay_month(now=make.at(10), today=date(2026, 12, 3)) == 0
    assert "tháng 11/2026: 1 việc" in Notice.objects.get(subject="obstacles:2026-11").text


def test_a_month_without_obstacles_says_nothing() -> None:
    make.commune()
    make.account(Role.PLAN_OFFICER)
    last = last_working_day(make.TODAY.year, make.TODAY.month)
    assert lay_month(now=make.at(9), today=last) == 0
    assert not Notice.objects.exists()


def test_the_unit_that_asked_is_told_when_another_gets_the_work() -> None:
    row = raised(make.unit("Thôn Bến Đò"))
    row = decided(row, decision="Sửa cụm loa", unit=make.unit("Trung tâm Dịch vụ"))
    told = dict(Notice.objects.filter(subject=row.code).values_list("to_unit__name", "text"))
    assert told == {
        "Trung tâm Dịch vụ": "Lãnh đạo giao: Sửa cụm loa. Hoàn thành trước ngày 05/12/2026 "
        "(nhiệm vụ 1.4).",
        "Thôn Bến Đò": "Vướng mắc ở nhiệm vụ 1.4 đã có quyết định: Sửa cụm loa. Giao Trung tâm "
        "Dịch vụ, trước ngày 05/12/2026.",
    }  # fmt: skip

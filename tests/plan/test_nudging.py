"""Nudges come 30, 14, 7, 3 and 1 days before a deadline, weekly for slow work, once a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import make

from lantoa.ledger.models import Evidence
from lantoa.notices.models import Notice
from lantoa.plan.calendar import is_working_day, last_working_day, working_day_before
from lantoa.plan.jobs import remind, run_steps
from lantoa.plan.models import Cadence, Task
from lantoa.plan.nudging import STEPS, deadline_words, escalates, is_deadline_due, is_pace_due
from lantoa.plan.queries import next_due
from lantoa.plan.services.reminding import remind_all
from lantoa.plan.terms import Timing
from lantoa.registry.terms import Role

DUE = date(2026, 12, 10)


def nudged_days(
    due_on: date, first: date, last: date, off: frozenset[date] = frozenset()
) -> list[date]:
    """The days on which a nudge goes out, with the machine off on some."""
    sent: list[date] = []
    day = first
    while day <= last:
        if day not in off and is_deadline_due(due_on, today=day, before=sent):
            sent.append(day)
        day += timedelta(days=1)
    return sent


def test_a_deadline_is_told_at_its_five_steps() -> None:
    days = nudged_days(DUE, date(2026, 10, 1), DUE)
    assert [(DUE - day).days for day in days] == list(STEPS)


def test_a_step_missed_while_the_machine_was_off_is_made_up_for_once() -> None:
    off = frozenset(DUE - timedelta(days=days) for days in range(5, 16))
    days = nudged_days(DUE, date(2026, 10, 1), DUE, off)
    assert [(DUE - day).days for day in days] == [30, 4, 3, 1]


def test_after_the_day_a_nudge_comes_each_week() -> None:
    days = nudged_days(DUE, DUE + timedelta(days=1), DUE + timedelta(days=20))
    assert [(day - DUE).days for day in days] == [1, 8, 15]


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, 60), max_size=40))
def test_never_more_nudges_than_steps_and_never_two_a_day(off: set[int]) -> None:
    gone = frozenset(DUE - timedelta(days=days) for days in off)
    days = nudged_days(DUE, DUE - timedelta(days=60), DUE, gone)
    assert len(days) == len(set(days)) <= len(STEPS)


def test_slow_work_is_told_weekly_and_to_the_leader_after_two_nudges() -> None:
    first, second = date(2026, 11, 2), date(2026, 11, 9)
    assert is_pace_due(today=date(2026, 11, 8), before=[first]) is False
    assert is_pace_due(today=second, before=[first]) is True
    assert escalates(None, today=date(2026, 11, 16), before=[first, second]) is True
    assert escalates(None, today=second, before=[first]) is False
    assert escalates(DUE, today=DUE, before=[]) is False


def test_words_of_a_deadline_count_the_days() -> None:
    assert deadline_words("Báo cáo", DUE, today=date(2026, 12, 3)) == (
        "Báo cáo: hạn 10/12/2026, còn 7 ngày."
    )
    assert deadline_words("Báo cáo", DUE, today=date(2026, 12, 13)) == (
        "Báo cáo: hạn 10/12/2026, quá hạn 3 ngày."
    )


def test_the_last_working_day_is_no_weekend_and_no_holiday() -> None:
    assert last_working_day(2026, 11) == date(2026, 11, 30)
    assert last_working_day(2026, 10) == date(2026, 10, 30)
    assert last_working_day(2027, 4) == date(2027, 4, 29)
    assert is_working_day(date(2026, 9, 2)) is False


def dated_task() -> Task:
    task = make.task("1.1")
    task.timing, task.due_on = Timing.BY_DAY, make.TODAY + timedelta(days=7)
    task.save()
    return task


@pytest.mark.django_db
def test_units_are_told_once_a_day_and_it_is_evidence() -> None:
    task = dated_task()
    assert remind_all(now=make.NOW, today=make.TODAY) == 1
    assert remind_all(now=make.at(15), today=make.TODAY) == 0
    notice = Notice.objects.get(subject=task.code)
    assert notice.text == f"Nhiệm vụ 1.1 «{task.text}»: hạn 30/11/2026, còn 7 ngày."
    assert Evidence.objects.filter(kind="notice.sent").count() == 1


@pytest.mark.django_db
def test_what_is_overdue_is_told_to_the_leader_too() -> None:
    leader = make.account(Role.LEADER)
    task = dated_task()
    Task.objects.filter(pk=task.pk).update(due_on=make.TODAY - timedelta(days=2))
    remind_all(now=make.NOW, today=make.TODAY)
    told = Notice.objects.get(to_account=leader)
    assert told.text.startswith("Trung tâm Dịch vụ tổng hợp: Nhiệm vụ 1.1")
    assert told.text.endswith("quá hạn 2 ngày.")


@pytest.mark.django_db
def test_a_task_behind_its_cadence_is_told_to_its_unit() -> None:
    task = make.task("1.4")
    Cadence.objects.create(task=task, count=3, period="week", what="bản tin phát thanh",
                           kinds=["broadcast.played"])  # fmt: skip
    task.plan.confirmed_at = make.at(9, day=date(2026, 9, 1))
    task.plan.save()
    remind_all(now=make.NOW, today=make.TODAY)
    text = Notice.objects.get(subject=task.code).text
    assert text == ("Nhiệm vụ 1.4 «Nhiệm vụ 1.4»: chưa có gì, cần 3 bản tin phát thanh mỗi tuần.")


@pytest.mark.django_db
def test_nobody_is_told_at_night() -> None:
    dated_task()
    remind(make.at(3))
    assert Notice.objects.count() == 0
    remind(make.at(8))
    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_what_falls_on_a_rest_day_goes_once_on_the_next_working_day() -> None:
    task = dated_task()
    Task.objects.filter(pk=task.pk).update(due_on=date(2026, 12, 5))
    saturday, sunday, monday = (date(2026, 11, day) for day in (28, 29, 30))
    for day in (saturday, sunday):
        remind(make.at(9, day=day))
    assert Notice.objects.count() == 0
    for hour in (9, 15):
        remind(make.at(hour, day=monday))
    assert list(Notice.objects.values_list("sent_on", flat=True)) == [monday]
    assert Notice.objects.get().text.endswith("hạn 05/12/2026, còn 5 ngày.")


@pytest.mark.django_db
def test_nobody_is_told_on_a_public_holiday() -> None:
    dated_task()
    remind(make.at(9, day=date(2027, 1, 1)))
    assert Notice.objects.count() == 0


def test_the_working_day_before_a_monday_and_after_a_holiday() -> None:
    assert working_day_before(date(2026, 11, 30)) == date(2026, 11, 27)
    assert working_day_before(date(2027, 1, 4)) == date(2026, 12, 31)


def test_a_step_that_fails_stops_none_behind_it() -> None:
    done: list[date] = []

    def fails(now: datetime, today: date) -> None:
        raise ZeroDivisionError

    run_steps([fails, lambda now, today: done.append(today)], make.NOW)
    assert done == [make.TODAY]


@pytest.mark.parametrize(
    ("before", "every", "today", "due"),
    [
        ("*-31", "month", date(2026, 11, 5), date(2026, 11, 30)),
        ("*-30", "month", date(2027, 2, 1), date(2027, 2, 28)),
        ("*-31", "quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("02-29", "year", date(2026, 12, 1), date(2027, 2, 28)),
        ("12-10", "year", date(2026, 12, 11), date(2027, 12, 10)),
    ],
)
def test_a_report_is_due_on_the_last_day_of_a_shorter_month(
    before: str, every: str, today: date, due: date
) -> None:
    assert next_due(before, every, today=today) == due

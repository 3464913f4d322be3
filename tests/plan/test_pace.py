"""A task against its cadence. Monday 23/11/2026."""

from datetime import date

import pytest

from lantoa.plan.pace import Mark, pace_of, period_of
from lantoa.plan.terms import CadencePeriod, Pace

MONDAY = date(2026, 11, 23)
SINCE = date(2026, 4, 8)


def marks(*days: date) -> list[Mark]:
    return [Mark(day, f"item{place}") for place, day in enumerate(days)]


def weekly(count: int, *days: date, today: date = MONDAY, since: date = SINCE):  # type: ignore[no-untyped-def]
    return pace_of(
        count=count, period=CadencePeriod.WEEK, marks=marks(*days), today=today, since=since
    )


@pytest.mark.parametrize(
    ("period", "span"),
    [
        (CadencePeriod.WEEK, (date(2026, 11, 23), date(2026, 11, 29))),
        (CadencePeriod.MONTH, (date(2026, 11, 1), date(2026, 11, 30))),
        (CadencePeriod.QUARTER, (date(2026, 10, 1), date(2026, 12, 31))),
        (CadencePeriod.YEAR, (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_a_period_has_its_first_and_last_day(period: str, span: tuple[date, date]) -> None:
    assert period_of(MONDAY, period) == span


def test_a_fresh_week_after_a_full_one_is_on_pace() -> None:
    reading = weekly(2, date(2026, 11, 17), date(2026, 11, 20))
    assert (reading.pace, reading.done, reading.earlier[-1]) == (Pace.ON_PACE, 0, "full")


def test_nothing_by_wednesday_of_two_a_week_is_behind() -> None:
    reading = weekly(2, date(2026, 11, 17), date(2026, 11, 20), today=date(2026, 11, 25))
    assert (reading.pace, reading.is_late, reading.missing) == (Pace.BEHIND, True, 2)


def test_more_than_owed_is_ahead() -> None:
    assert weekly(1, MONDAY, MONDAY).pace == Pace.AHEAD


def test_nothing_this_week_and_the_last_is_silent() -> None:
    reading = weekly(1, date(2026, 11, 10))
    assert (reading.pace, reading.last_on, reading.is_late) == (
        Pace.SILENT, date(2026, 11, 10), True,
    )  # fmt: skip


def test_a_task_that_began_today_is_silent_but_not_late() -> None:
    reading = weekly(3, since=MONDAY)
    assert (reading.pace, reading.is_late, reading.earlier) == (Pace.SILENT, False, ())


def test_earlier_periods_are_full_half_and_hollow() -> None:
    reading = weekly(
        2, date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 10), since=date(2026, 11, 2)
    )
    assert reading.earlier == ("full", "half", "hollow")


def test_the_same_item_counts_once_a_period() -> None:
    twice = [Mark(MONDAY, "article:1"), Mark(MONDAY, "article:1")]
    reading = pace_of(count=2, period=CadencePeriod.WEEK, marks=twice, today=MONDAY, since=SINCE)
    assert reading.done == 1


def test_yearly_days_are_owed_when_they_have_passed() -> None:
    days = [date(2026, 5, 18), date(2026, 10, 1), date(2026, 10, 10)]
    reading = pace_of(
        count=3, period=CadencePeriod.YEAR, marks=marks(*days[:2]), today=MONDAY,
        since=date(2026, 1, 1), due_days=days,
    )  # fmt: skip
    assert (reading.pace, reading.missing) == (Pace.BEHIND, 1)


def test_a_mark_of_tomorrow_does_not_count() -> None:
    assert weekly(1, date(2026, 11, 24)).done == 0

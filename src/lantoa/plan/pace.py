"""Nhịp: a task against its cadence. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lantoa.plan.terms import CadencePeriod, Pace

EARLIER = 8
DAY = timedelta(days=1)
# A task is behind when at least half an item is missing against the days that have passed.
SLACK = 0.5


@dataclass(frozen=True)
class Mark:
    """Something was shown on a day. The same item counts once a period."""

    day: date
    item: str


@dataclass(frozen=True)
class Reading:
    """A task today: its pace, what this period holds and owes, the periods before it
    ("full", "half" or "hollow", oldest first), the day of the last mark. `is_late`: it does not
    keep up, to be told on the first screen (a task that has just begun is silent, not late)."""

    pace: Pace
    done: int
    owed: int
    starts_on: date
    ends_on: date
    earlier: tuple[str, ...]
    last_on: date | None
    is_late: bool

    @property
    def missing(self) -> int:
        return max(self.owed - self.done, 0)


def pace_of(
    *,
    count: int,
    period: CadencePeriod | str,
    marks: Iterable[Mark],
    today: date,
    since: date,
    due_days: Sequence[date] | None = None,
) -> Reading:
    """Reads a cadence of `count` items a period.

    `since`: the day from which the task runs; periods before it are not judged. `due_days`: the
    days of this period by which one item each is owed (yearly days); else items are owed evenly.
    """
    kept = sorted((mark for mark in marks if mark.day <= today), key=_day)
    starts_on, ends_on = period_of(today, period)
    done = _count(kept, starts_on, ends_on)
    before = _before(starts_on, period, since)
    earlier = tuple(_fullness(_count(kept, *span), count) for span in before)
    begins = max(starts_on, min(since, today))
    owed_now = (
        float(sum(1 for day in due_days if begins <= day < today))
        if due_days is not None
        else count * (today - begins).days / ((ends_on - starts_on).days + 1)
    )
    lacks = owed_now - done >= SLACK
    is_silent = done == 0 and (not kept or (bool(earlier) and earlier[-1] == "hollow"))
    pace = _pace(done, count, is_silent=is_silent, lacks=lacks)
    return Reading(
        pace=pace, done=done, owed=count, starts_on=starts_on, ends_on=ends_on, earlier=earlier,
        last_on=kept[-1].day if kept else None,
        is_late=lacks or (pace == Pace.SILENT and bool(earlier)),
    )  # fmt: skip


def period_of(day: date, period: CadencePeriod | str) -> tuple[date, date]:
    """First and last day of the week (from Monday), month, quarter or year of a day."""
    if period == CadencePeriod.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if period == CadencePeriod.YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    months = 3 if period == CadencePeriod.QUARTER else 1
    first = (day.month - 1) // months * months + 1
    start = date(day.year, first, 1)
    next_start = date(day.year + (first + months > 12), (first + months - 1) % 12 + 1, 1)
    return start, next_start - DAY


def _before(start: date, period: CadencePeriod | str, since: date) -> list[tuple[date, date]]:
    """Whole periods before `start` that began on or after `since`, oldest first."""
    spans: list[tuple[date, date]] = []
    span = period_of(start - DAY, period)
    while len(spans) < EARLIER and span[0] >= since:
        spans.append(span)
        span = period_of(span[0] - DAY, period)
    return spans[::-1]


def _count(marks: Sequence[Mark], first: date, last: date) -> int:
    """`marks` stand in the order of their days."""
    start = bisect_left(marks, first, key=_day)
    return len({mark.item for mark in marks[start : bisect_right(marks, last, key=_day)]})


def _day(mark: Mark) -> date:
    return mark.day


def _fullness(done: int, count: int) -> str:
    if done >= count:
        return "full"
    return "half" if done else "hollow"


def _pace(done: int, count: int, *, is_silent: bool, lacks: bool) -> Pace:
    if is_silent:
        return Pace.SILENT
    if lacks:
        return Pace.BEHIND
    return Pace.AHEAD if done > count else Pace.ON_PACE

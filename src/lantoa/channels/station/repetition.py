"""Repetition as an officer chooses it, and the rule (RFC 5545) that keeps it; both ways. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lantoa.channels.station.rules import DAYS, parts
from lantoa.core.errors import Refused

WORKDAYS = ("MO", "TU", "WE", "TH", "FR")
LAST_DAY = -1


class Every(StrEnum):
    """The choices of the screen."""

    DAY = "day"
    WORKDAY = "workday"
    WEEKDAY = "weekday"
    WEEKS = "weeks"
    MONTH_DAY = "month_day"
    MONTH_WEEKDAY = "month_weekday"


WORDS = {
    Every.DAY: "hằng ngày",
    Every.WORKDAY: "thứ Hai đến thứ Sáu",
    Every.WEEKDAY: "chọn thứ trong tuần",
    Every.WEEKS: "mỗi mấy tuần một lần",
    Every.MONTH_DAY: "ngày trong tháng",
    Every.MONTH_WEEKDAY: "thứ trong tháng",
}
NTH = {1: "đầu tiên", 2: "thứ hai", 3: "thứ ba", 4: "thứ tư", LAST_DAY: "cuối cùng"}


@dataclass(frozen=True, slots=True)
class Repetition:
    """`weekdays`: "MO".."SU"; `month_days`: 1..31, -1 for the last; `nth`: 1..4, -1 for the last
    such weekday of a month; `weeks`: one week in so many."""

    every: Every
    weekdays: tuple[str, ...] = ()
    month_days: tuple[int, ...] = ()
    nth: int = 1
    weeks: int = 1


def rule_of(repetition: Repetition) -> str:
    """The rule. Raises Refused where something is not chosen."""
    days = ",".join(day for day in DAYS if day in repetition.weekdays)
    match repetition.every:
        case Every.DAY:
            return "FREQ=DAILY"
        case Every.WORKDAY:
            return f"FREQ=WEEKLY;BYDAY={','.join(WORKDAYS)}"
        case Every.MONTH_DAY:
            return f"FREQ=MONTHLY;BYMONTHDAY={_month_days(repetition.month_days)}"
    if not days:
        raise Refused("Chưa chọn thứ nào trong tuần. Chưa lưu gì. Chọn ít nhất một thứ.")
    if repetition.every is Every.MONTH_WEEKDAY:
        return f"FREQ=MONTHLY;BYDAY={','.join(f'{repetition.nth}{day}' for day in days.split(','))}"
    if repetition.every is Every.WEEKS and repetition.weeks > 1:
        return f"FREQ=WEEKLY;INTERVAL={repetition.weeks};BYDAY={days}"
    return "FREQ=DAILY" if len(days.split(",")) == len(DAYS) else f"FREQ=WEEKLY;BYDAY={days}"


def repetition_of(rule: str) -> Repetition | None:
    """What the screen shows for a rule; None for one that it does not make."""
    found = parts(rule)
    freq, rest = found.pop("FREQ"), found
    if freq == "DAILY" and not rest:
        return Repetition(Every.DAY, weekdays=tuple(DAYS))
    if freq == "WEEKLY" and set(rest) <= {"BYDAY", "INTERVAL"} and "BYDAY" in rest:
        return _weekly(rest)
    if freq == "MONTHLY" and set(rest) == {"BYMONTHDAY"}:
        days = tuple(int(day) for day in rest["BYMONTHDAY"].split(","))
        return Repetition(Every.MONTH_DAY, month_days=days)
    if freq == "MONTHLY" and set(rest) == {"BYDAY"}:
        return _monthly(rest["BYDAY"].split(","))
    return None


def _weekly(rest: dict[str, str]) -> Repetition | None:
    days, weeks = tuple(rest["BYDAY"].split(",")), int(rest.get("INTERVAL", "1"))
    if not set(days) <= set(DAYS):
        return None
    if weeks > 1:
        return Repetition(Every.WEEKS, weekdays=days, weeks=weeks)
    every = Every.WORKDAY if set(days) == set(WORKDAYS) else Every.WEEKDAY
    return Repetition(every, weekdays=days)


def _monthly(days: Sequence[str]) -> Repetition | None:
    numbers = {day[:-2] for day in days}
    if len(numbers) != 1 or not numbers <= {str(nth) for nth in NTH}:
        return None
    return Repetition(
        Every.MONTH_WEEKDAY, weekdays=tuple(day[-2:] for day in days), nth=int(numbers.pop())
    )


def _month_days(days: Sequence[int]) -> str:
    kept = sorted({day for day in days if 1 <= day <= 31}) + [LAST_DAY] * (LAST_DAY in days)
    if not kept:
        raise Refused("Chưa chọn ngày nào trong tháng. Chưa lưu gì. Chọn ít nhất một ngày.")
    return ",".join(str(day) for day in kept)

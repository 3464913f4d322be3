"""Working days of the State: no weekend, no public holiday. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache


@cache
def _holidays(year: int) -> frozenset[date]:
    """Public holidays of a year (Labour Code 2019, art. 112), lunar ones included."""
    import holidays

    return frozenset(holidays.country_holidays("VN", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday, but for public holidays."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def working_day_before(day: date) -> date:
    """The last working day before a day."""
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def last_working_day(year: int, month: int) -> date:
    """The last working day of a month."""
    return working_day_before(date(year + month // 12, month % 12 + 1, 1))


@cache
def holiday_names(year: int) -> dict[date, str]:
    """Days off by law in a year, compensating days included: day → Vietnamese name."""
    import holidays

    return dict(holidays.country_holidays("VN", years=year, language="vi"))

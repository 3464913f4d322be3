"""Working days of Việt Nam. The one module that knows the library of public holidays."""

from __future__ import annotations

from datetime import date, timedelta

import holidays


def after_working_days(start: date, count: int) -> date:
    """The day on which `count` working days after `start` have passed."""
    off = holidays.country_holidays("VN", years=(start.year, start.year + 1))
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in off
    return day

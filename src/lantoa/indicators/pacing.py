"""What a target still asks of every month that is left. Pure."""

from __future__ import annotations

import math
from datetime import date

from lantoa.indicators.judging import due_day
from lantoa.indicators.terms import Counted

# Indicators of which something can be done each month: is the level a share of the denominator,
# and what is added. What must be kept up (A1 to A4) or is estimated (C2) has no such pace.
ADDED = {
    "B2": (False, "quyết định khen thưởng, biểu dương"),
    "B3": (False, "hoạt động"),
    "C1": (True, "nhiệm vụ KH&CN được truyền thông"),
    "C3": (True, "người được đào tạo chuyên sâu"),
}
FULL = {"C1": 100.0, "B2": 1.0}
"""The level where the plan gives no figure."""


def needed(code: str, counted: Counted, level: float | None) -> int | None:
    """How many are still needed to reach the level; None where it cannot be told."""
    if code not in ADDED or counted.numerator is None:
        return None
    aim = level if level is not None else FULL.get(code)
    if aim is None:
        return None
    is_share, _ = ADDED[code]
    if not is_share:
        return max(0, math.ceil(aim) - counted.numerator)
    if not counted.denominator:
        return None
    return max(0, math.ceil(aim * counted.denominator / 100) - counted.numerator)


def months_left(*, year: int, on: date) -> int:
    """Months until the target is due, the running one counted in; 0 once the day has passed."""
    due = due_day(year)
    return 0 if on > due else (due.year - on.year) * 12 + due.month - on.month + 1


def pace_words(code: str, counted: Counted, *, level: float | None, year: int, on: date) -> str:
    """«Từ nay mỗi tháng cần thêm 2 hoạt động»; with less than one a month: «Từ nay tới hết năm
    2030 cần thêm 3 …». Empty where nothing is missing or it cannot be told."""
    missing = needed(code, counted, level)
    months = months_left(year=year, on=on)
    if not missing or not months:
        return ""
    what = ADDED[code][1]
    if missing < months:
        return f"Từ nay tới hết năm {year} cần thêm {missing} {what}"
    return f"Từ nay mỗi tháng cần thêm {math.ceil(missing / months)} {what}"

"""Âm lịch: the Vietnamese lunar date of a day, computed for UTC+7. Pure.

New moons after Meeus, «Astronomical Algorithms» (2nd edition), chapter 49; the sun's longitude
after chapter 25, low accuracy (0.01°). Month 11 holds the winter solstice; in a year of thirteen
months the first one without a major solar term repeats the number before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import floor, radians, sin

SYNODIC = 29.530588861
ZONE_DAYS = 7 / 24
# Julian day number at noon of ordinal 0.
JULIAN = 1721425
STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = (
    "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi",
)  # fmt: skip
MONTHS = (
    "Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Chạp",
)  # fmt: skip
FULL_MOON = 15
# Days, and multiples of (sun's anomaly, moon's anomaly, argument of latitude, node, power of E).
TERMS = (
    (-0.40720, 0, 1, 0, 0, 0), (0.17241, 1, 0, 0, 0, 1), (0.01608, 0, 2, 0, 0, 0),
    (0.01039, 0, 0, 2, 0, 0), (0.00739, -1, 1, 0, 0, 1), (-0.00514, 1, 1, 0, 0, 1),
    (0.00208, 2, 0, 0, 0, 2), (-0.00111, 0, 1, -2, 0, 0), (-0.00057, 0, 1, 2, 0, 0),
    (0.00056, 1, 2, 0, 0, 1), (-0.00042, 0, 3, 0, 0, 0), (0.00042, 1, 0, 2, 0, 1),
    (0.00038, 1, 0, -2, 0, 1), (-0.00024, -1, 2, 0, 0, 1), (-0.00017, 0, 0, 0, 1, 0),
    (-0.00007, 2, 1, 0, 0, 0), (0.00004, 0, 2, -2, 0, 0), (0.00004, 3, 0, 0, 0, 0),
    (0.00003, 1, 1, -2, 0, 0), (0.00003, 0, 2, 2, 0, 0),
)  # fmt: skip


@dataclass(frozen=True)
class LunarDay:
    """Day, month and year of the lunar calendar; `is_leap` for a repeated month."""

    day: int
    month: int
    year: int
    is_leap: bool = False

    @property
    def name(self) -> str:
        """«Rằm tháng Mười», «Mùng 1 tháng Giêng», «16 tháng Mười»."""
        if self.day == FULL_MOON:
            day = "Rằm"
        else:
            day = f"Mùng {self.day}" if self.day <= 10 else str(self.day)
        return f"{day} tháng {MONTHS[self.month - 1]}{' nhuận' if self.is_leap else ''}"

    @property
    def year_name(self) -> str:
        """«năm Bính Ngọ»."""
        return f"năm {STEMS[(self.year - 4) % 10]} {BRANCHES[(self.year - 4) % 12]}"


def lunar_day(day: date) -> LunarDay:
    """The lunar date of a day between 1900 and 2100."""
    today = day.toordinal()
    start = _month_start(today)
    first = _month_11(day.year)
    if first > start:
        first = _month_11(day.year - 1)
    solstice_year = day.year if first == _month_11(day.year) else day.year - 1
    index = round((start - first) / SYNODIC)
    leap = _leap_index(solstice_year)
    number = index - 1 if leap and index >= leap else index
    return LunarDay(
        day=today - start + 1, month=(10 + number) % 12 + 1,
        year=solstice_year + (number >= 2), is_leap=0 < leap == index,
    )  # fmt: skip


@lru_cache(maxsize=64)
def _leap_index(solstice_year: int) -> int:
    """Which month after month 11 of that year repeats its number; 0 for none."""
    first, after = _month_11(solstice_year), _month_11(solstice_year + 1)
    count = round((after - first) / SYNODIC)
    if count < 13:
        return 0
    starts = [_month_start(round(first + 10 + index * SYNODIC)) for index in range(count + 1)]
    return next(
        index for index in range(1, count)
        if _sector(starts[index]) == _sector(starts[index + 1])
    )  # fmt: skip


@lru_cache(maxsize=64)
def _month_11(year: int) -> int:
    """First day (ordinal) of the month in which the sun reaches 270° in this December."""
    start = _month_start(date(year, 12, 31).toordinal())
    return start if _sector(start) < 9 else _month_start(start - 1)


def _month_start(ordinal: int) -> int:
    """The day of the last new moon, this day included."""
    k = floor((ordinal + JULIAN - 2451550) / SYNODIC) + 1
    while True:
        start = floor(_new_moon(k) + 0.5 + ZONE_DAYS) - JULIAN
        if start <= ordinal:
            return start
        k -= 1


def _new_moon(k: int) -> float:
    """Julian day (universal time) of new moon number k, counted from January 2000."""
    t = k / 1236.85
    eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = radians(2.5534 + 29.10535670 * k - 0.0000014 * t * t)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    latitude = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    node = radians(124.7746 - 1.56375588 * k + 0.0020672 * t * t)
    moment = 2451550.09766 + SYNODIC * k + 0.00015437 * t * t
    for days, a, b, c, d, power in TERMS:
        moment += days * eccentricity**power * sin(a * sun + b * moon + c * latitude + d * node)
    moment += 0.000325 * sin(radians(299.77 + 0.107408 * k - 0.009173 * t * t))
    return moment - 68 / 86400  # dynamical time runs about this much ahead


def _sector(ordinal: int) -> int:
    """In which twelfth of its way (30° each) the sun stands as the day begins at UTC+7."""
    moment = ordinal + JULIAN - 0.5 - ZONE_DAYS
    t = (moment - 2451545.0) / 36525
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (
        (1.914602 - 0.004817 * t) * sin(anomaly)
        + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    )  # fmt: skip
    node = radians(125.04 - 1934.136 * t)
    apparent = 280.46646 + 36000.76983 * t + centre - 0.00569 - 0.00478 * sin(node)
    return int((apparent % 360) // 30)

"""The lunar calendar against days that Vietnam kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lantoa.vietnamese.lunar import LunarDay, lunar_day

# First days of the year as Vietnam kept them; 1985, 2007 and 2030 differ from China's.
NEW_YEARS = (
    date(1985, 1, 21), date(2007, 2, 17), date(2014, 1, 31), date(2017, 1, 28), date(2020, 1, 25),
    date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29),
    date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26), date(2029, 2, 13), date(2030, 2, 2),
)  # fmt: skip
LEAP_MONTHS = {
    1985: 2, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2033: 11,
}  # fmt: skip


@pytest.mark.parametrize("day", NEW_YEARS)
def test_the_year_begins_on_the_day_that_vietnam_keeps(day: date) -> None:
    assert lunar_day(day) == LunarDay(1, 1, day.year)
    assert lunar_day(day - timedelta(days=1)).month == 12


@pytest.mark.parametrize("year", sorted(LEAP_MONTHS))
def test_the_repeated_month_is_the_one_that_vietnam_keeps(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(420))
    leaps = {found.month for found in map(lunar_day, days) if found.is_leap and found.year == year}
    assert leaps == {LEAP_MONTHS[year]}


@pytest.mark.parametrize("year", [2024, 2026, 2027, 2029, 2030])
def test_other_years_repeat_no_month(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(400))
    assert not [day for day in map(lunar_day, days) if day.is_leap and day.year == year]


def test_days_follow_each_other_for_thirty_years() -> None:
    day, before = date(2020, 1, 1), lunar_day(date(2019, 12, 31))
    while day.year < 2050:
        now = lunar_day(day)
        assert now.day == before.day + 1 or (now.day == 1 and before.day in (29, 30)), day
        day, before = day + timedelta(days=1), now


def test_days_are_named_as_people_name_them() -> None:
    full_moon = lunar_day(date(2026, 11, 23))
    assert (full_moon.name, full_moon.year_name) == ("Rằm tháng Mười", "năm Bính Ngọ")
    assert lunar_day(date(2026, 11, 24)).name == "16 tháng Mười"
    assert lunar_day(date(2026, 2, 17)).name == "Mùng 1 tháng Giêng"
    assert lunar_day(date(2026, 2, 16)).name == "29 tháng Chạp"
    assert lunar_day(date(2025, 7, 25)).name == "Mùng 1 tháng Sáu nhuận"

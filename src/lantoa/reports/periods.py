"""Periods and cut-off days. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from lantoa.core.errors import Refused
from lantoa.core.options import option
from lantoa.reports.terms import Period
from lantoa.vietnamese import date_short

_CODE = re.compile(r"^(20\d\d)-([12])$")
BEFORE = ("06-10", "12-10")


def cutoffs() -> tuple[str, str]:
    """The two cut-off days of a year, `MM-DD`, from the settings."""
    first, _, second = option("LANTOA_CUTOFFS").partition(",")
    return first.strip(), second.strip()


def period_of(code: str, *, cutoffs: tuple[str, str], before: tuple[str, str] = BEFORE) -> Period:
    """`2026-1` is the first half up to the first cut-off; `2026-2` the second, with the whole
    year beside it. Each begins the day after the cut-off before it. Raises Refused."""
    found = _CODE.match(code.strip())
    if found is None:
        raise Refused(
            f"Kỳ báo cáo «{code}» chưa đúng. Chưa lập báo cáo. Dùng dạng 2026-1 (6 tháng đầu năm) "
            "hoặc 2026-2 (cả năm)."
        )
    year, half = int(found[1]), int(found[2])
    end_before = _day(year - 1, cutoffs[1])
    first_end, year_end = _day(year, cutoffs[0]), _day(year, cutoffs[1])
    if half == 1:
        return Period(
            code, end_before + timedelta(days=1), first_end, f"6 tháng đầu năm {year}",
            _day(year, before[0]),
        )  # fmt: skip
    return Period(
        code, first_end + timedelta(days=1), year_end, f"năm {year}", _day(year, before[1]),
        year_since=end_before + timedelta(days=1),
    )  # fmt: skip


def ad_hoc_period(since: date, until: date) -> Period:
    """From one day to another, both counted. Raises Refused."""
    if since > until:
        raise Refused("Ngày đầu kỳ sau ngày cuối kỳ. Chưa lập báo cáo. Nhập lại hai ngày.")
    return Period("", since, until, f"từ ngày {date_short(since)} đến ngày {date_short(until)}")


def running_code(today: date, *, cutoffs: tuple[str, str]) -> str:
    """The period whose report is owed next: its due day has not passed."""
    codes = [f"{year}-{half}" for year in (today.year, today.year + 1) for half in (1, 2)]
    return next(
        code for code in codes if (period_of(code, cutoffs=cutoffs).before or date.max) >= today
    )


def a_year_before(day: date) -> date:
    """The same day of the last year (28/2 for 29/2)."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def months_of(since: date, until: date) -> list[date]:
    """The first day of every month that the days touch."""
    found, month = [], since.replace(day=1)
    while month <= until:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def _day(year: int, text: str) -> date:
    try:
        return date.fromisoformat(f"{year}-{text}")
    except ValueError as error:
        raise Refused(
            f"Ngày chốt số liệu «{text}» trong cài đặt chưa đúng dạng tháng-ngày. "
            "Chưa lập báo cáo. Sửa LANTOA_CUTOFFS, ví dụ 05-31,11-30."
        ) from error

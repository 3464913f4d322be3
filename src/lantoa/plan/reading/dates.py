"""Days as they are written: 22/12/2024, 22-12-2024, ngày 20 tháng 3 năm 2026, 10/6."""

from __future__ import annotations

import datetime
import re

FULL = (
    r"(?:(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})"
    r"|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4}))"
)
"""A whole day; six groups, of which three are filled."""
_ONE_DAY = re.compile(
    rf"(?:(?:hoàn thành|xong|chậm nhất(?: là)?|trước|đến|trong)\s+)*(?:ngày\s+)?{FULL}",
    re.IGNORECASE,
)


def iso(day: str | int, month: str | int, year: str | int) -> str | None:
    """YYYY-MM-DD, or None where there is no such day."""
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def iso_of(match: re.Match[str], first_group: int = 1) -> str | None:
    """The day of a match of `FULL` whose groups begin at `first_group`."""
    parts = [match[first_group + offset] for offset in range(6)]
    filled = parts[:3] if parts[0] else parts[3:]
    return iso(*filled) if all(filled) else None


def month_day(day: str | int, month: str | int) -> str | None:
    """MM-DD, or None where there is no such day."""
    leap = iso(day, month, 2024)
    return leap[5:] if leap else None


def timing_of(text: str) -> str | None:
    """The wording of a time, or YYYY-MM-DD where it names one day and nothing else."""
    wording = text.strip(" .;,")
    if wording.count(")") > wording.count("("):
        wording = wording.rstrip(")").rstrip(" .;,")
    match = _ONE_DAY.fullmatch(wording)
    return (iso_of(match) if match else None) or wording or None

"""Days, times and lengths of time as the commune's screens and documents print them."""

from __future__ import annotations

from datetime import date, datetime, time

from lantoa.core.clock import local

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def weekday(day: date) -> str:
    """The day of the week: "thứ Năm", "Chủ nhật"."""
    return WEEKDAYS[_day(day).weekday()]


def day_month(day: date) -> str:
    """Day and month: "10/6", "03/12", "01/02" (zeros as in `document_date`)."""
    day = _day(day)
    return f"{day.day:02}/{_month(day)}"


def date_short(day: date) -> str:
    """The date in figures: "22/12/2024", "01/4/2025"."""
    day = _day(day)
    return f"{day_month(day)}/{day.year:04}"


def date_long(day: date) -> str:
    """The date with its day of the week: "thứ Năm 10/12/2026"."""
    return f"{weekday(day)} {date_short(day)}"


def document_date(day: date) -> str:
    """The date of an official document: "ngày 05 tháng 02 năm 2026".

    Days below 10 and months 1 and 2 take a leading zero (NĐ 30/2020/NĐ-CP, Phụ lục I).
    """
    day = _day(day)
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def countdown(day: date, *, today: date) -> str:
    """How far a due day is: "còn 17 ngày", "ngày mai", "hôm nay", "quá hạn 3 ngày"."""
    left = (_day(day) - _day(today)).days
    if left < 0:
        return f"quá hạn {-left} ngày"
    return {0: "hôm nay", 1: "ngày mai"}.get(left, f"còn {left} ngày")


def due_date(day: date, *, today: date) -> str:
    """A due day and how far it is: "thứ Năm 10/12/2026 (còn 17 ngày)"."""
    return f"{date_long(day)} ({countdown(day, today=today)})"


def clock_time(moment: datetime | time) -> str:
    """The time of day in the commune's zone: "05:00". A naive datetime is an error."""
    if isinstance(moment, datetime):
        moment = local(moment)
    return f"{moment.hour:02}:{moment.minute:02}"


def moment_long(moment: datetime) -> str:
    """Time and day: "05:00, thứ Năm 10/12/2026"."""
    return f"{clock_time(moment)}, {date_long(moment)}"


def duration(seconds: float) -> str:
    """A length of time: 870 -> "14 phút 30 giây". Rounded to the second; never negative."""
    if seconds < 0:
        raise ValueError("negative duration")
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "giờ"), (minutes, "phút"), (rest, "giây"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 giây"


def _day(day: date) -> date:
    return local(day).date() if isinstance(day, datetime) else day


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month < 3 else str(day.month)

"""Recurrence rules of RFC 5545. The one module that knows python-dateutil."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from lantoa.core.clock import ZONE
from lantoa.core.errors import Refused

# Within one day these begin anew, so that a rule needs no walk from its first day.
WITHIN_A_DAY = ("HOURLY", "MINUTELY")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY", *WITHIN_A_DAY)
MOST_A_DAY = 288
DAYS = {
    "MO": "thứ Hai", "TU": "thứ Ba", "WE": "thứ Tư", "TH": "thứ Năm", "FR": "thứ Sáu",
    "SA": "thứ Bảy", "SU": "Chủ nhật",
}  # fmt: skip
UNITS = {
    "DAILY": "ngày", "WEEKLY": "tuần", "MONTHLY": "tháng", "YEARLY": "năm",
    "HOURLY": "giờ", "MINUTELY": "phút",
}  # fmt: skip
# Which of a month's: the number before a weekday in BYDAY.
TURNS = {
    "1": " đầu tiên", "2": " thứ hai", "3": " thứ ba", "4": " thứ tư", "5": " thứ năm",
    "-1": " cuối cùng",
}  # fmt: skip


@lru_cache(maxsize=4096)
def starts(rule: str, *, at: time, starts_on: date, day: date) -> tuple[datetime, ...]:
    """The moments of one day at which the rule falls, aware, in the commune's zone.

    `starts_on` anchors the rule (RFC 5545 DTSTART). Raises Refused for a rule that cannot be
    read or that falls more than 288 times a day.
    """
    from dateutil.rrule import rrulestr

    if day < starts_on:
        return ()
    anchor = day if parts(rule)["FREQ"] in WITHIN_A_DAY else starts_on
    begin = datetime.combine(day, time())
    try:
        falls = rrulestr(rule, dtstart=datetime.combine(anchor, at))
        found = falls.between(begin, begin + timedelta(days=1), inc=True)
    except (ValueError, TypeError) as error:
        raise Refused(unreadable(rule)) from error
    moments = [moment.replace(tzinfo=ZONE) for moment in found if moment.date() == day]
    if len(moments) > MOST_A_DAY:
        raise Refused(
            f"Quy tắc lặp «{rule}» rơi vào quá nhiều lần trong một ngày. Chưa lưu gì. "
            "Chọn khoảng cách từ 5 phút trở lên."
        )
    return tuple(moments)


def parts(rule: str) -> dict[str, str]:
    """The parts of a rule by name: `{"FREQ": "WEEKLY", "BYDAY": "MO,TU"}`. Raises Refused."""
    pairs = [part.partition("=") for part in rule.upper().split(";")]
    found = {name: value for name, _, value in pairs if name and value}
    if len(found) != len(pairs) or found.get("FREQ") not in FREQUENCIES or "\n" in rule:
        raise Refused(unreadable(rule))
    return found


def describe(rule: str) -> str:
    """The rule in plain words: «hằng ngày», «thứ Hai đến thứ Sáu hằng tuần», «mỗi 10 phút»,
    «ngày 1, ngày 15 hằng tháng», «thứ Bảy đầu tiên hằng tháng», «thứ Ba, 2 tuần một lần»."""
    found = parts(rule)
    unit, step = UNITS[found["FREQ"]], int(found.get("INTERVAL", "1"))
    days = _weekdays(found.get("BYDAY", "")) or _month_days(found.get("BYMONTHDAY", ""))
    if not days:
        return f"hằng {unit}" if step == 1 else f"mỗi {step} {unit}"
    return f"{days} hằng {unit}" if step == 1 else f"{days}, {step} {unit} một lần"


def _weekdays(text: str) -> str:
    days = [day for day in text.split(",") if day]
    if days == list(DAYS)[: len(days)] and 2 < len(days) < len(DAYS):
        return f"{DAYS[days[0]]} đến {DAYS[days[-1]]}"
    return ", ".join(f"{DAYS.get(day[-2:], day)}{TURNS.get(day[:-2], '')}" for day in days)


def _month_days(text: str) -> str:
    days = [day for day in text.split(",") if day]
    return ", ".join("ngày cuối" if day == "-1" else f"ngày {day}" for day in days)


def unreadable(rule: str) -> str:
    return (
        f"Không đọc được quy tắc lặp «{rule}». Chưa lưu gì. "
        "Chọn lại các ngày phát, ví dụ hằng ngày hoặc thứ Hai đến thứ Sáu."
    )

"""Numbers that have a name of their own: tháng tư, thứ bảy, ngã tư, hạng nhất."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.numerals import cardinal, month, ordinal
from lantoa.vietnamese.speech.token import Found, Place, Rule

ORDINAL = re.compile(r"(\d{1,3})(?![\d/]|[.,:]\d)")
PAIR_OF_DAYS = re.compile(r"(\d{1,2}),(\d{1,2})/(1[0-2]|0?[1-9])(?:/(\d{4}))?(?![\d/]|[.,]\d)")
LIST = re.compile(
    r"(\d{1,3}(?:,\d{1,3}){2,15})(?:/(\d{4}|1[0-2]|0?[1-9]))?(?![\d/]|,\d)"
    r"(?!\.\d)"
)
DAYS = re.compile(r"(\d{1,2}(?:[-–]\d{1,2}){2,9})/(1[0-2]|0?[1-9])(?:/(\d{4}))?(?![\d/]|[.,]\d)")
_LISTED = (
    *("tháng", "thứ", "ngày", "thôn", "tổ", "xóm", "khoản", "điều", "quý", "thửa", "số", "mục"),
    *("khối", "lớp", "ấp", "bản", "khu", "tdp", "buôn", "câu", "phòng", "đội", "nhóm"),
)
_MONTH_ENDS = re.compile(r"[.;)]|,(?!\d)|$| (?:năm|và|hằng|hàng|tới|này)(?!\w)")
_WEEKDAY_FIGURE = re.compile(
    r"[2-7](?![\w/.,:%-]|[ \u00a0]+[^\W\d_])|[2-7](?=[,.] |[ ]+(?:và|hằng))"
)


def numbered_list(place: Place) -> Found | None:
    """tháng 1,2,3/2027, thứ 2,4,6, thôn 1,2,5: numbers with commas and no blanks."""
    found = place.match(LIST) if place.left() in _LISTED else None
    if found is None:
        return None
    say = {"tháng": month, "thứ": ordinal}.get(place.left(), cardinal)
    words = ", ".join(say(int(number)) for number in found[1].split(","))
    if found[2]:
        after = int(found[2])
        words += f" năm {cardinal(after)}" if after > 31 else f" tháng {month(after)}"
    return Found(found.end(), "number", "numbered-list", words)


def days(place: Place) -> Found | None:
    """ngày 3-4-5/12: three days or more of one month."""
    pair = place.match(PAIR_OF_DAYS) if place.left() in ("ngày", "sáng", "chiều", "tối") else None
    if pair and int(pair[1]) < int(pair[2]) <= 31:
        year = f" năm {cardinal(int(pair[4]))}" if pair[4] else ""
        words = f"{cardinal(int(pair[1]))}, {cardinal(int(pair[2]))}"
        return Found(pair.end(), "date", "days", f"{words} tháng {month(int(pair[3]))}{year}")
    found = place.match(DAYS)
    if found is None:
        return None
    words = ", ".join(cardinal(int(number)) for number in re.findall(r"\d+", found[1]))
    year = f" năm {cardinal(int(found[3]))}" if found[3] else ""
    words += f" tháng {month(int(found[2]))}{year}"
    return Found(found.end(), "date", "days", words)


def named_number(place: Place) -> Found | None:
    """tháng 4, thứ 7, thứ 1, hạng 1: numbers that have a name of their own there."""
    found = place.match(ORDINAL)
    if found is None:
        return None
    value = int(found[1])
    left = place.left()
    if left == "tháng" and 0 < value < 13 and place.left(2) != "mấy tháng":
        return Found(found.end(), "month", "month", month(value))
    if value == 4 and _month_list(place, found.end()):
        return Found(found.end(), "month", "month-list", "tư")
    if left == "ngã" and value == 4:
        return Found(found.end(), "number", "crossroads", "tư")
    if left == "thứ" or _weekday_list(place):
        return Found(found.end(), "ordinal", "ordinal", ordinal(value))
    if left == "phần" and value == 4 and len(place.tokens) > 1:
        of_number = place.tokens[-2].cls == "number"
        return Found(found.end(), "fraction", "quarter", "tư") if of_number else None
    if left in ("hạng", "giải", "nhóm nhất") and value == 1:
        return Found(found.end(), "ordinal", "first", "nhất")
    return None


def _weekday_list(place: Place) -> bool:
    """thứ 2, 4 và 6: a list of weekdays goes on."""
    if len(place.tokens) < 2 or place.tokens[-1].text not in (",", "và", "-", "–", "hoặc", "đến"):
        return False
    return place.tokens[-2].cls == "ordinal" and place.match(_WEEKDAY_FIGURE) is not None


def _month_list(place: Place, end: int) -> bool:
    """tháng 3, 4: a list of months goes on."""
    before = place.tokens[-2:]
    joined = len(before) == 2 and before[1].text in (",", "và", "hoặc", "-", "–")
    return joined and before[0].rule == "month" and _MONTH_ENDS.match(place.text, end) is not None


RULES: tuple[Rule, ...] = (numbered_list, named_number)

"""Days, months, quarters, years and times of day; and day/month against fraction by context."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.numerals import cardinal, month, ordinal
from lantoa.vietnamese.speech.token import Found, Place, Rule

_END = r"(?![\d]|[.,]\d)"
FULL = re.compile(rf"(\d{{1,2}}) ?([/.-]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}){_END}")
SHORT_YEAR = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d\d){_END}")
ISO = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d){_END}")
DAYS_OF_MONTH = re.compile(
    rf"(\d{{1,2}}) ?[-–—] ?(\d{{1,2}})([/.])(\d{{1,2}})(?:\3(\d{{4}}))?{_END}(?![/.]\d)"
)
MONTHS_OF_YEAR = re.compile(rf"(\d{{1,2}}) ?[-–—] ?(\d{{1,2}})/(\d{{4}}){_END}")
OF_YEAR = re.compile(rf"(\d{{1,4}}) ?([/-]) ?(\d{{4}}){_END}(?!/)")
PAIR = re.compile(rf"(\d{{1,5}}) ?([/-]) ?(\d{{1,5}}){_END}(?![/])")
CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:])(?: ?(?:h|giờ)(?!\w))?")
HOURS = re.compile(r"(\d{1,2}) ?(?:h|H|g(?=\d\d)) ?([0-5]\d)?(?: ?(?:['’′]|ph(?:út)?|p))?(?!\w)")
ORDINAL = re.compile(r"(\d{1,3})(?![\d/]|[.,:]\d)")

_COUNTED = ("đợt", "kỳ", "quý", "lần", "tuần", "học kỳ", "phiên", "số")
_ISSUED = (
    *("nghị định", "thông tư", "luật", "nghị quyết", "quyết định", "chỉ thị", "kế hoạch", "nđ"),
    *("thông báo", "công văn", "báo cáo", "tt", "nq", "qđ", "hướng dẫn", "pháp lệnh", "ct", "kh"),
)
_DAY_WORDS = (
    *("ngày", "hôm", "sáng", "chiều", "tối", "đêm", "trưa", "mùng", "mồng", "lễ", "dịp", "hạn"),
    *("trước", "sau", "đến", "từ", "tới", "qua", "vào", "kỷ niệm", "nay", "mai", "cn", "rằm"),
    *("hai", "ba", "tư", "năm", "sáu", "bảy", "nhật", "là", "chốt", "hết", "khi"),
)
_SHARE_LEFT = (
    *("đạt", "chiếm", "hơn", "gần", "khoảng", "giảm", "tăng", "ít nhất", "tối thiểu", "quá", "có"),
    *("trên", "dưới", "bằng", "được", "với", "đủ", "tối đa", "còn", "cho", "chỉ"),
)
_SHARE_RIGHT = {
    *("số", "tổng", "dân", "diện", "chiều", "quãng", "chặng", "thời", "lượng", "mức", "giá"),
    *("nhu", "thành", "quân", "khối", "nội", "công", "doanh", "kinh", "tỷ", "sản"),
}
_COUNTS_RIGHT = {
    *("thôn", "xã", "hộ", "tổ", "đơn", "tiêu", "chỉ", "cụm", "người", "trường", "đại", "nhiệm"),
    *("hội", "cán", "đảng", "chi", "phường", "huyện", "tỉnh", "bản", "làng", "ấp", "khu", "nội"),
    *("hợp", "ủy", "thành", "phiếu", "hồ", "máy", "điểm", "công", "học", "em", "cháu", "gia"),
    *("thủ", "sản", "mục", "câu", "bài", "lớp", "nhà", "dự", "cơ", "doanh", "lượt", "giờ"),
}
_HYPHEN_DAY = ("ngày", "lễ", "kháng", "khánh", "sáng", "chiều", "tối", "đêm", "trưa", "hôm")
_ADDRESS_LEFT = ("số nhà", "ngõ", "hẻm", "kiệt", "ngách", "nhà số", "địa chỉ", "số", "thửa", "tập")
_ROUND_THE_CLOCK = {(24, 24), (24, 7)}


def full_date(place: Place) -> Found | None:
    """22/12/2024, 22-12-2024, 22.12.2024, 22/12/24, 2024-12-22."""
    if iso := place.match(ISO):
        return _dated(iso.end(), int(iso[3]), int(iso[2]), int(iso[1]), "iso-date")
    if found := place.match(FULL):
        day, in_month, year = int(found[1]), int(found[3]), int(found[4])
        return _dated(found.end(), day, in_month, year, "date")
    found = place.match(SHORT_YEAR)
    if found is None or (found[2] == "-" and place.left() != "ngày"):
        return None
    year = 2000 + int(found[4]) if int(found[4]) < 70 else 1900 + int(found[4])
    return _dated(found.end(), int(found[1]), int(found[3]), year, "date-short-year")


def days_of_month(place: Place) -> Found | None:
    """10-15/8, 01-05/7/2026: a run of days within one month."""
    found = place.match(DAYS_OF_MONTH)
    if found is None:
        return _months_of_year(place)
    first, last, in_month = int(found[1]), int(found[2]), int(found[4])
    if not (first < last and _is_day(last, in_month)):
        return None
    year = f" năm {cardinal(int(found[5]))}" if found[5] else ""
    words = f"{cardinal(first)} đến {cardinal(last)} tháng {month(in_month)}{year}"
    return Found(found.end(), "date", "days-of-month", words)


def _months_of_year(place: Place) -> Found | None:
    found = place.match(MONTHS_OF_YEAR)
    if found is None or not 0 < int(found[1]) < int(found[2]) <= 12:
        return None
    lead = "" if place.left() == "tháng" else "tháng "
    words = f"{lead}{month(int(found[1]))} đến tháng {month(int(found[2]))}"
    return Found(found.end(), "date", "months", f"{words} năm {cardinal(int(found[3]))}")


def of_year(place: Place) -> Found | None:
    """tháng 4/2026, quý 2/2026, Nghị định 30/2020, 4/2026: a count within a year."""
    found = place.match(OF_YEAR)
    if found is None:
        return None
    count, year = int(found[1]), int(found[3])
    if not 1900 <= year <= 2199:
        return None
    said = f" năm {cardinal(year)}"
    after_month = place.left() == "tháng"
    if after_month and 0 < count < 13:
        return Found(found.end(), "month", "month-year", month(count) + said)
    if found[2] == "-":
        return None
    if place.left_ends(_COUNTED) or place.left_ends(_ISSUED):
        return Found(found.end(), "document", "number-year", cardinal(count) + said)
    if 0 < count < 13:
        return Found(found.end(), "month", "month-year", f"tháng {month(count)}{said}")
    if 1900 <= count < year:
        return Found(found.end(), "year", "years", f"{cardinal(count)}, {cardinal(year)}")
    return Found(found.end(), "document", "number-year", cardinal(count) + said, sure=False)


def pair(place: Place) -> Found | None:
    """10/6: a day of a month, a fraction, a score, an address? The neighbours decide."""
    found = place.match(PAIR)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "-":
        return _day_with_hyphen(place, found.end(), first, second)
    right = place.next_word(found.end()).lower()
    if (first, second) in _ROUND_THE_CLOCK and place.left() != "ngày":
        return _round_the_clock(place, found.end(), first, second)
    if place.left_ends(_ADDRESS_LEFT) and not place.left_ends(("tổng số",)):
        return _over(found.end(), first, second, "address")
    if _is_day(first, second) and _called_a_day(place, found, right):
        sure = place.left_ends(_DAY_WORDS) or right not in _COUNTS_RIGHT
        words = f"{cardinal(first)} tháng {month(second)}"
        return Found(found.end(), "day-month", "day-month", words, sure)
    return _share(found.end(), first, second, right)


def _round_the_clock(place: Place, end: int, first: int, second: int) -> Found:
    hours = place.text[end : end + 1] in ("h", "H")
    words = f"{cardinal(first)} trên {cardinal(second)}{' giờ' if hours else ''}"
    return Found(end + hours, "fraction", "round-the-clock", words)


def _called_a_day(place: Place, found: re.Match[str], right: str) -> bool:
    """Is day/month meant? A leading zero or a day word says yes, a counted thing says no."""
    if place.left_ends(("ngày", "hôm", "sáng", "chiều", "tối", "mùng", "mồng")):
        return True
    if found[1].startswith("0") or found[3].startswith("0"):
        return True
    if right in _SHARE_RIGHT or right in _COUNTS_RIGHT:
        return False
    if place.left_ends(_DAY_WORDS):
        return True
    return not place.left_ends(_SHARE_LEFT)


def _share(end: int, first: int, second: int, right: str) -> Found:
    """One third of something, or eleven out of twelve things."""
    simple = first < second and (second <= 4 or (right in _SHARE_RIGHT and second <= 10))
    scale = first == 1 and second >= 50 and right not in _COUNTS_RIGHT
    if (
        simple and not (right in _COUNTS_RIGHT and right not in _SHARE_RIGHT and second > 3)
    ) or scale:
        below = {4: "tư"}.get(second) or cardinal(second)
        return Found(end, "fraction", "part-of", f"{cardinal(first)} phần {below}")
    return _over(end, first, second, "out-of")


def _over(end: int, first: int, second: int, rule: str) -> Found:
    return Found(end, "fraction", rule, f"{cardinal(first)} trên {cardinal(second)}")


def _day_with_hyphen(place: Place, end: int, first: int, second: int) -> Found | None:
    """ngày 2-9 as newspapers write it; a number behind a hyphen is a range elsewhere."""
    if not (place.left() in _HYPHEN_DAY and _is_day(first, second)):
        return None
    if place.next_word(end).lower() in ("hằng", "hàng"):
        return None
    words = f"{cardinal(first)} tháng {month(second)}"
    return Found(end, "day-month", "day-hyphen-month", words, sure=first > second)


def clock(place: Place) -> Found | None:
    """17:00, 5h30, 19h05, 7g30: a time of day."""
    found = place.match(CLOCK)
    if found and int(found[1]) <= 24:
        return Found(found.end(), "time", "clock", _time(found[1], found[2], found[3]))
    found = place.match(HOURS)
    if found is None or (int(found[1]) > 24 and found[2]):
        return None
    return Found(found.end(), "time", "hours", _time(found[1], found[2], None))


def _time(hour: str, minute: str | None, second: str | None) -> str:
    words = f"{cardinal(int(hour))} giờ"
    if minute and (int(minute) or second):
        words += f" {cardinal(int(minute))} phút"
    if second and int(second):
        words += f" {cardinal(int(second))} giây"
    return words


def named_number(place: Place) -> Found | None:
    """tháng 4, thứ 7, thứ 1, hạng 1: numbers that have a name of their own there."""
    found = place.match(ORDINAL)
    if found is None:
        return None
    value = int(found[1])
    left = place.left()
    if left == "tháng" and 0 < value < 13 and place.left(2) != "mấy tháng":
        return Found(found.end(), "month", "month", month(value))
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


_WEEKDAY_FIGURE = re.compile(
    r"[2-7](?![\w/.,:%-]|[ \u00a0]+[^\W\d_])|[2-7](?=[,.] |[ ]+(?:và|hằng))"
)


def _dated(end: int, day: int, in_month: int, year: int, rule: str) -> Found | None:
    if not _is_day(day, in_month):
        return None
    words = f"{cardinal(day)} tháng {month(in_month)} năm {cardinal(year)}"
    return Found(end, "date", rule, words)


_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_day(day: int, in_month: int) -> bool:
    return 0 < in_month < 13 and 0 < day <= _LONGEST[in_month - 1]


RULES: tuple[Rule, ...] = (full_date, days_of_month, of_year, pair, clock, named_number)

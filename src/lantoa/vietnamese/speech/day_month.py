"""10/6: a day of a month, a fraction, a score, an address? What stands beside it decides."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.counted import COUNTS_RIGHT, SHARE_RIGHT, THINGS
from lantoa.vietnamese.speech.lexicon import unit_pattern, units
from lantoa.vietnamese.speech.numerals import cardinal, month, ordinal
from lantoa.vietnamese.speech.token import NUMBER_ENDS, Found, Place

PAIR = re.compile(rf"(\d{{1,5}}) ?([/-]|(?<=\d)\.(?=\d\d?(?!\d))) ?(\d{{1,5}}){NUMBER_ENDS}(?![/])")
_UNSURE_DAY = ("chậm nhất", "muộn nhất")
_DAY_WORDS = (
    *("ngày", "hôm", "sáng", "chiều", "tối", "đêm", "trưa", "mùng", "mồng", "lễ", "dịp", "hạn"),
    *("trước", "sau", "đến", "từ", "tới", "qua", "vào", "kỷ niệm", "nay", "mai", "cn", "rằm"),
    *("hai", "ba", "tư", "năm", "sáu", "bảy", "nhật", "là", "chốt", "hết", "khi", "chót", "kể từ"),
)
_SHARE_LEFT = (
    *("đạt", "chiếm", "hơn", "gần", "khoảng", "giảm", "tăng", "ít nhất", "tối thiểu", "quá", "có"),
    *(
        "trên",
        "dưới",
        "bằng",
        "tỷ lệ",
        "tỉ lệ",
        "tính",
        "được",
        "với",
        "đủ",
        "tối đa",
        "còn",
        "cho",
        "chỉ",
    ),
)
_MARKED = ("điểm", "chỉ tiêu", "tiêu chí", "điểm số", "số điểm", "chấm")
_MOMENTS = ("thời điểm", "địa điểm", "cao điểm", "giao điểm", "tâm điểm")
_VERSIONED = ("windows", "win", "android", "ios", "office")
_RANKED = (
    *("xếp", "đứng", "hạng", "vị trí", "xếp hạng", "xếp vị trí"),
    *("độ dốc", "mái", "mái dốc", "taluy", "ta luy", "công suất"),
)
_TIME_RIGHT = ("ngày", "buổi", "giờ", "đường", "vòng", "sào", "mẫu", "năm", "chừng")
_FROM = ("từ", "kể từ", "đến hết", "sau", "trước", "từ nay đến", "chậm nhất")
_SURELY_DAY = (
    *("ngày", "hôm", "sáng", "chiều", "tối", "mùng", "mồng", "đêm", "trưa", "dịp", "tết", "lễ"),
    *("chậm nhất", "muộn nhất", "hạn cuối", "hạn chót", "chậm nhất là"),
)
_ABOUT = ("hơn", "gần", "khoảng", "quá", "ít nhất", "tối thiểu", "trên")
_HYPHEN_DAY = ("ngày", "lễ", "kháng", "khánh", "sáng", "chiều", "tối", "đêm", "trưa", "hôm")
_AFTER_DAY = (
    *("hằng", "hàng", "âm", "dương", "là", "tại", "ở", "đến", "tới", "và", "sẽ", "này", "vừa"),
    *("xã", "tổ", "diễn", "khai", "hết", "đã", "có", "phải", "từ", "lúc", "với", "do", "nhân"),
    *("các", "bà", "toàn", "trên", "năm", "họp", "thì", "để", "mới", "bắt", "mọi", "chợ"),
)
_A_DAY = ("hằng", "hàng", "lần", "giờ", "viên", "tiếng", "bữa", "lít", "người", "gói", "ca")
ADDRESS_LEFT = (
    *("số nhà", "ngõ", "hẻm", "kiệt", "ngách", "nhà số", "địa chỉ", "số", "thửa", "tập", "bậc"),
    *("cấp", "quyển", "trang", "tờ", "tiết", "câu", "bản", "hộp", "phiếu"),
)
# Parts of a commune are numbered so; a street, a school or a bridge is named for a day: đường 2/9.
_PLACES = (
    *("xóm", "tổ", "khu phố", "thôn", "ấp", "bản", "buôn", "khối", "đội", "tổ dân phố", "tdp"),
    *("khu dân cư", "kdc", "kp", "khối phố", "làng", "sóc", "khóm"),
)
_FEASTS = {"2/9", "1/5", "1/6", "5/9", "4/10"}
_ROUND_THE_CLOCK = {(24, 24), (24, 7)}


def pair(place: Place) -> Found | None:
    """10/6: a day of a month, a fraction, a score, an address? The neighbours decide."""
    found = place.match(PAIR)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "-" and place.text[found.end() : found.end() + 1] in ("-", "–"):
        return None
    if found[2] == "." and (not _dots_a_day(place) or _is_measured(place, found.end())):
        return None
    if found[2] in "-.":
        return _day_with_hyphen(place, found.end(), first, second)
    if measured := _measured(place, found.end(), first, second):
        return measured
    if ranked := _ranked(place, found, first, second):
        return ranked
    right = place.next_word(found.end()).lower()
    if (first, second) in _ROUND_THE_CLOCK and place.left() != "ngày":
        return _round_the_clock(place, found.end(), first, second)
    if place.left_ends(ADDRESS_LEFT) and not place.left_ends(("tổng số",)):
        return _over(found.end(), first, second, "address")
    if is_day(first, second) and _called_a_day(place, found, right):
        sure = place.left_ends(_DAY_WORDS) or right not in COUNTS_RIGHT
        sure = sure and not _may_be_share(place, found, right)
        words = f"{cardinal(first)} tháng {month(second)}"
        return Found(found.end(), "day-month", "day-month", words, sure)
    about = place.left_ends(_ABOUT) and second <= 10
    return _share(found.end(), first, second, "số" if about else right)


def _may_be_share(place: Place, found: re.Match[str], right: str) -> bool:
    """nước sôi 3/4: a small fraction as well as a day, and no neighbour tells."""
    first, second = int(found[1]), int(found[3])
    if not first < second <= 10 or found[0] in _FEASTS or "0" in (found[1][0], found[3][0]):
        return False
    named = place.left_ends(_DAY_WORDS) or place.left_ends(_SURELY_DAY) or _is_dated(place)
    after_time = bool(place.tokens) and place.tokens[-1].cls in ("time", "weekday")
    capital = bool(place.tokens) and place.tokens[-1].text[:1].isupper()
    return not (named or after_time or capital or right in _AFTER_DAY)


def _ranked(place: Place, found: re.Match[str], first: int, second: int) -> Found | None:
    """thứ 3/12, đạt điểm 8/10, xếp 2/18; tổ 1/5: a rank, a mark, a part of a place."""
    end = found.end()
    if place.left() == "thứ":
        return _over(end, first, second, "rank", ordinal(first))
    if place.left() in _VERSIONED and first < second:
        return Found(end, "number", "versions", f"{cardinal(first)}, {cardinal(second)}")
    out_of = second in (10, 100) and any(t.text.lower() == "điểm" for t in place.tokens[-3:])
    marked = (place.left_ends(_MARKED) or out_of) and not place.left_ends(_MOMENTS)
    if (marked or place.left_ends(_RANKED)) and first <= second:
        return _over(end, first, second, "rank")
    if second in (3, 4) and first <= second and _is_wounded(place):
        return _over(end, first, second, "of-the-wounded")
    if _numbers_place(place, found):
        return _over(end, first, second, "part-of-place", sure=place.left() == "tổ")
    return None


def _is_wounded(place: Place) -> bool:
    """thương binh 3/4, thương binh loại 4/4: how badly a soldier was wounded."""
    near = [token.reading.lower() for token in place.tokens[-4:]]
    return not {"binh", "thương binh", "bệnh binh"}.isdisjoint(near) and place.left() != "ngày"


def _numbers_place(place: Place, found: re.Match[str]) -> bool:
    """Tổ 1/5, xóm 7/2; not Giỗ Tổ 10/3, nor a day with a leading zero: họp thôn 05/8."""
    if place.left_ends(("giỗ tổ",)) or found[1][0] == "0" or found[3][0] == "0":
        return False
    lunar = place.next_word(found.end()).lower() in ("âm", "âl")
    return not lunar and place.left_ends(_PLACES)


def _round_the_clock(place: Place, end: int, first: int, second: int) -> Found:
    hours = place.text[end : end + 1] in ("h", "H")
    words = f"{cardinal(first)} trên {cardinal(second)}{' giờ' if hours else ''}"
    return Found(end + hours, "fraction", "round-the-clock", words)


def _called_a_day(place: Place, found: re.Match[str], right: str) -> bool:
    """Is day/month meant? A leading zero or a day word says yes, a counted thing says no."""
    if place.left_ends(("thắp sáng", "chiếu sáng", "ánh sáng")):
        return False
    if place.left_ends(_SURELY_DAY) or _is_dated(place) or _exceeds(place, found):
        return True
    if place.tokens and place.tokens[-1].cls == "time" and place.tokens[-1].rule != "minutes":
        return True
    if not place.tokens and int(found[1]) > int(found[3]):
        return True
    if found[1].startswith("0") or found[3].startswith("0"):
        return right not in COUNTS_RIGHT or place.left_ends(_DAY_WORDS)
    part = right in THINGS and int(found[1]) < int(found[3])
    if part or right in SHARE_RIGHT or right in COUNTS_RIGHT:
        return right not in SHARE_RIGHT and _dates_what_follows(place, found)
    if right in ("ngày", "tuần") and int(found[1]) == int(found[3]):
        return False
    if _is_small_share(place, found, right):
        return False
    if place.left_ends(_DAY_WORDS):
        return True
    return not place.left_ends(_SHARE_LEFT)


def _is_dated(place: Place) -> bool:
    """Chủ nhật, 5/9; thứ Hai (5/9; các ngày 4 và 5/9; Thời gian: 5/9; Lễ khai giảng 5/9."""
    near = place.tokens[-4:]
    last = near[-1].text if near else ""
    if last == ":":
        return place.left_ends(("thời gian", "hạn", "hạn nộp", "hạn chót", "lịch", "ngày họp"))
    if last in (",", "("):
        weekday = [token.text.lower() for token in near[:-1]]
        return weekday[-1:] == ["nhật"] or "thứ" in weekday[-2:]
    joined = len(near) > 1 and last in ("và", ",", "-", "–")
    listed = joined and near[-2].cls in ("number", "range", "day-month")
    return (listed and any(token.text.lower() == "ngày" for token in near)) or _names_day(place)


def _exceeds(place: Place, found: re.Match[str]) -> bool:
    """30/4 học sinh nghỉ: more than the whole, but where a plan was passed: vượt 15/12 hộ."""
    passed = ("đạt", "vượt", "được", "có", "thành", "xong", "trồng", "lên", "tới")
    return int(found[1]) > int(found[3]) and not place.left_ends(passed)


def _dates_what_follows(place: Place, found: re.Match[str]) -> bool:
    """Từ 1/6 học sinh nghỉ hè, trước 5/10 trạm y tế báo cáo; not từ 2/3 đại biểu trở lên."""
    if not place.left_ends(_FROM) or place.left_ends(("trả trước",)):
        return False
    return "trở" not in place.text[found.end() : found.end() + 40]


def _is_small_share(place: Place, found: re.Match[str], right: str) -> bool:
    """Half a day; and a third where nothing else stands in the line."""
    first, second = int(found[1]), int(found[3])
    if not (first < second <= 4) or place.left_ends(_DAY_WORDS):
        return False
    if right.islower() and right not in _AFTER_DAY:
        return True
    return right in _TIME_RIGHT or not (place.tokens or place.text[found.end() :].strip())


def _measured(place: Place, end: int, first: int, second: int) -> Found | None:
    """1/2kg, -3/4, 5 1/2: what only a fraction can be."""
    last = place.tokens[-1] if place.tokens else None
    below = {4: "tư"}.get(second) or cardinal(second)
    words = f"{cardinal(first)} phần {below}"
    if first >= second or second > 10:
        words = f"{cardinal(first)} trên {cardinal(second)}"
    unit = unit_pattern().match(place.text, end)
    if unit and not unit[0][0].isspace() and unit["unit"] != "h":
        return Found(unit.end(), "unit", "part-of-unit", f"{words} {units()[unit['unit']]}")
    if last is not None and last.rule == "minus":
        return Found(end, "fraction", "part-of", words)
    is_counted = last is not None and last.rule == "plain" and last.cls == "number"
    beside = place.text[place.at - 2 : place.at - 1].isdecimal()
    if is_counted and beside and first < second <= 10:
        return Found(end, "fraction", "mixed", f"và {words}", sure=False)
    return None


def _share(end: int, first: int, second: int, right: str) -> Found:
    """One third of something, or eleven out of twelve things."""
    simple = first < second and (second <= 4 or (right in SHARE_RIGHT and second <= 10))
    scale = first == 1 and second >= 50 and right not in COUNTS_RIGHT
    if (
        simple and not (right in COUNTS_RIGHT and right not in SHARE_RIGHT and second > 3)
    ) or scale:
        below = {4: "tư"}.get(second) or cardinal(second)
        return Found(end, "fraction", "part-of", f"{cardinal(first)} phần {below}")
    return _over(end, first, second, "out-of")


def _over(
    end: int, first: int, second: int, rule: str, said: str = "", *, sure: bool = True
) -> Found:
    words = f"{said or cardinal(first)} trên {cardinal(second)}"
    return Found(end, "fraction", rule, words, sure)


def _names_day(place: Place) -> bool:
    """Ngày Quốc tế Phụ nữ 8-3, Tết Độc lập 2-9: a day with a name of its own."""
    follows = ""
    for token in reversed(place.tokens[-8:]):
        if token.text in ("Ngày", "Tết", "Lễ") or (token.text == "ngày" and follows[:1].isupper()):
            return bool(follows)
        follows = token.text
        if token.cls not in ("word", "foreign", "abbreviation"):
            return False
    return False


def _is_measured(place: Place, end: int) -> bool:
    return unit_pattern().match(place.text, end) is not None


def _dots_a_day(place: Place) -> bool:
    """ngày 30.4, and the 1.5 of « ngày 30.4 và 1.5 »."""
    before = place.tokens[-2:]
    listed = len(before) == 2 and before[1].text in (",", "và", "hoặc", "đến", "tới")
    goes_on = listed and before[0].rule == "day-hyphen-month"
    return goes_on or place.left() in _HYPHEN_DAY or _names_day(place)


def _day_with_hyphen(place: Place, end: int, first: int, second: int) -> Found | None:
    """ngày 2-9 as newspapers write it; a number behind a hyphen is a range elsewhere."""
    falls = first > second and place.left_ends((*_DAY_WORDS, *_UNSURE_DAY))
    lunar = place.next_word(end) in ("âm", "âl", "ÂL")
    goes_on = len(place.tokens) > 1 and place.tokens[-2].rule == "day-hyphen-month"
    called = falls or lunar or goes_on or place.left() in _HYPHEN_DAY or _names_day(place)
    if not (called and is_day(first, second)):
        return None
    if place.next_word(end).lower() in _A_DAY or place.left_ends(("mỗi ngày", "một ngày")):
        return None
    words = f"{cardinal(first)} tháng {month(second)}"
    return Found(end, "day-month", "day-hyphen-month", words, sure=first > second)


_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_day(day: int, in_month: int) -> bool:
    return 0 < in_month < 13 and 0 < day <= _LONGEST[in_month - 1]

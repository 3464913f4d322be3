"""Signs: what pauses, what is said before a number, and what is silent."""

from __future__ import annotations

import re
import unicodedata

from lantoa.vietnamese.speech.lexicon import units
from lantoa.vietnamese.speech.numerals import cardinal, figure, roman
from lantoa.vietnamese.speech.phones import in_brackets
from lantoa.vietnamese.speech.quantities import NUMBER, amount
from lantoa.vietnamese.speech.token import Found, Place, Rule

PAUSES = ",.?!;:"
NUMBER_MARK = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}(?:[.)](?=\s)|\.?\)|/(?=\s))")
MINUS = re.compile(r"[-−–](?=\d)")
COMPARE = re.compile(r"(>=|<=|≥|≤|>|<|=|≈|~|±|\+|×)[ \u00a0]*(?=\d)")
DOTS = re.compile(r"\.{2,}|…+\.*")
PER = re.compile(r"[ \u00a0]?/[ \u00a0]?(?P<what>[^\W_]{1,12}(?![\w]))")
ROMAN_MARK = re.compile(r"\(([ivx]{1,5})\)")
OVER = re.compile(r"/[ \u00a0]?(?=\d)")
CURRENCY = re.compile(r"(US\$|[$€£¥₫])[ \u00a0]?(?=\d)")
JOIN = re.compile(r"[-–—÷→][ \u00a0]?(?=\d|T[2-7]\b|CN\b|[Tt]hứ\b|[Cc]hủ nhật)")

_BEFORE_NUMBER = {
    **{">=": "lớn hơn hoặc bằng", "≥": "lớn hơn hoặc bằng", ">": "lớn hơn", "=": "bằng"},
    **{"<=": "nhỏ hơn hoặc bằng", "≤": "nhỏ hơn hoặc bằng", "<": "nhỏ hơn", "≈": "xấp xỉ"},
    **{"~": "khoảng", "±": "cộng trừ", "+": "cộng", "×": "nhân"},
}
_SAID = {"&": "và", "%": "phần trăm", "‰": "phần nghìn", "@": "a còng", "§": "mục", "№": "số"}
_SAID |= {"°": "độ", "₫": "đồng", "€": "ơ rô"}
_PER_LEFT = ("unit", "money", "number", "range", "percent")
_PER_WORDS = {
    *("đồng", "triệu", "tỷ", "nghìn", "người", "lần", "tấn", "tạ", "hộ", "suất", "buổi", "lít"),
    *("lượt", "con", "kg", "ca", "giờ", "ngày"),
}
_TIMES = {
    *("tháng", "ngày", "năm", "quý", "tuần", "giờ", "người", "hộ", "lần", "con", "suất", "vụ"),
    *("buổi", "ca", "thôn", "xã", "em", "khẩu", "lít", "tấn", "tạ", "sào", "cây", "học", "cháu"),
    *("tổ", "cụm", "đội", "nhóm", "lớp", "xe", "máy", "bản", "phường", "đơn", "điểm", "mét"),
    *("lượt", "phút", "giây", "đêm", "đợt", "bài", "tin", "phòng", "chuyến", "nhà", "trường"),
}
_HYPHENATED = (
    *("date", "time", "day-month", "month", "ordinal", "weekday", "roman", "year"),
    *("unit", "money", "percent"),
)


def number_mark(place: Place) -> Found | None:
    """1. or 2.1. or 3) at the head of a line."""
    found = place.match(NUMBER_MARK)
    if found is None or not place.opens_line:
        return None
    parts = re.findall(r"\d+", found[0])
    return Found(found.end(), "list", "number", " chấm ".join(map(figure, parts)) + ".")


def before_number(place: Place) -> Found | None:
    """≥ 85%, +5, -5°C, $100: signs that stand before a number."""
    if money := place.match(CURRENCY):
        number = NUMBER.match(place.text, money.end())
        assert number is not None
        found = amount(Place(number[0], tokens=place.tokens))
        assert found is not None
        said = f"{found.reading} {units()[money[1]]}"
        return Found(number.end(), "money", "currency-first", said)
    if _is_minus(place):
        return Found(place.at + 1, "number", "minus", "âm")
    found_sign = place.match(COMPARE)
    if found_sign is None:
        return None
    if found_sign[1] == "+" and place.opens_line and " " in found_sign[0]:
        return Found(place.at + 1, "list", "plus", "")
    return Found(found_sign.end(), "sign", "compare", _BEFORE_NUMBER[found_sign[1]])


def _is_minus(place: Place) -> bool:
    return place.match(MINUS) is not None and not (place.touches_left() and place.tokens)


def join(place: Place) -> Found | None:
    """The hyphen between two days, times or weekdays."""
    found = place.match(JOIN)
    if found is None or not place.tokens or place.tokens[-1].cls not in _HYPHENATED:
        return None
    return Found(found.end(), "range", "hyphen", "đến")


def per(place: Place) -> Found | None:
    """đồng/tháng, tấn/ha, người/km²: the stroke of a rate, silent between other words."""
    if not place.tokens:
        return None
    last = place.tokens[-1]
    if (over := place.match(OVER)) and last.cls in _PER_LEFT:
        return Found(over.end(), "fraction", "out-of", "trên")
    found = place.match(PER)
    if found is None:
        return None
    rate = last.cls in _PER_LEFT or _is_counted(place)
    what = found["what"]
    if rate and what in units() and what not in ("k", "K", "tr"):
        link = "một" if last.cls == "money" or last.text.lower() in ("đồng", "triệu") else "trên"
        return Found(found.end(), "unit", "per-unit", f"{link} {units()[what]}")
    if rate and what.lower() in _TIMES:
        return Found(found.start("what"), "unit", "per-thing", "một")
    return None


def _is_counted(place: Place) -> bool:
    """Is the word before the stroke one that a number counts: 8 giờ/ngày, 2 triệu đồng/hộ?"""
    word = place.tokens[-1].text.lower()
    if word == "đồng" or word not in _PER_WORDS or len(place.tokens) < 2:
        return word == "đồng"
    before = place.tokens[-2]
    return before.cls in _PER_LEFT or before.text.lower() in _PER_WORDS


def roman_mark(place: Place) -> Found | None:
    """(ii): small Roman numerals in brackets."""
    found = place.match(ROMAN_MARK)
    value = roman(found[1].upper()) if found else None
    if found is None or value is None:
        return None
    return Found(found.end(), "list", "roman", cardinal(value))


def dots(place: Place) -> Found | None:
    """An ellipsis pauses: a comma inside a sentence, a full stop at its end."""
    found = place.match(DOTS)
    if found is None:
        return None
    follows = place.text[found.end() :: 1][:3].strip()
    pause = "," if follows[:1].islower() else "."
    return Found(found.end(), "pause", "dots", pause)


def sign(place: Place) -> Found:
    """One sign: a pause, a word, or silence."""
    mark = place.text[place.at]
    end = place.at + 1
    if mark in PAUSES:
        return Found(end, "pause", "punctuation", mark)
    if mark in "()[]{}—–" or mark == "\u2026":
        return Found(end, "pause", "bracket", ",")
    if mark in _SAID:
        return Found(end, "sign", "named", _SAID[mark])
    if mark.isnumeric():
        value = unicodedata.numeric(mark)
        said = figure(str(int(value))) if 0 <= value < 1e15 else ""
        return Found(end, "number", "other-script", said, sure=False)
    return Found(end, "symbol", "silent", "")


RULES: tuple[Rule, ...] = (in_brackets, roman_mark, before_number, join, per, dots)
DIGIT_RULES: tuple[Rule, ...] = (number_mark,)

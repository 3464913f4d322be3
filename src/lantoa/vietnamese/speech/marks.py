"""Signs: what pauses, what is said before a number, and what is silent."""

from __future__ import annotations

import re
import unicodedata

from lantoa.vietnamese.speech.lexicon import unit_pattern, units
from lantoa.vietnamese.speech.numerals import cardinal, figure, roman
from lantoa.vietnamese.speech.phones import in_brackets
from lantoa.vietnamese.speech.quantities import amount
from lantoa.vietnamese.speech.rates import per
from lantoa.vietnamese.speech.token import Found, Place, Rule
from lantoa.vietnamese.speech.written import MAGNITUDE, NUMBER

PAUSES = ",.?!;:"
NUMBER_MARK = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}(?:[.)](?=\s)|\.?\)|/(?=\s))")
MINUS = re.compile(r"[-−–](?=\d)")
COMPARE = re.compile(r"(>=|<=|≥|≤|>|<|=|≈|~|±|\+|×)[ \u00a0]*(?=\d)")
DOTS = re.compile(r"\.{2,}|…+\.*")
ROMAN_MARK = re.compile(r"\(([ivx]{1,5})\)")
KEYS = re.compile(r"\*[*#\d]{2,24}#")
_STARRED = {"ocop", "sao", "khách", "hạng", "phẩm", "sạn"}
_KEYS = {"*": "sao", "#": "thăng"}
COPIES = re.compile(r"\((\d{1,2}) ?b\)")
LOOSE = re.compile(r"-(?=\s)")
AFTER_LETTER = re.compile(r"[ \u00a0]*(?:[,;(]|([^\W\d_])(?!\.)|[A-ZĐ]\.)")
CURRENCY = re.compile(r"(US\$|[$€£¥₫])[ \u00a0]?(?=\d)")
VOLTAGES = re.compile(r" ?\d+(?:,\d+)?/\d")
POSITIVE = re.compile(r"\(\+\)")
WEEKDAYS = re.compile(r"[-–] ?(?:T[2-7]|CN) ?[-–] ?(?:T[2-7]|CN)\b")
HOUR_RUN = re.compile(r"[-–—] ?\d{1,2} ?(?:giờ|h)")
MAGNITUDE_RUN = re.compile(
    rf"[-–—][ \u00a0]?[\d.,]{{1,12}}[ \u00a0]?(?:{'|'.join(MAGNITUDE)})(?!\w)"
)
COUNTED_RUN = re.compile(r"[-–—] ?(\d[\d.,]{0,14}) ([^\W\d_]{1,7})(?!\w)")
KM_RUN = re.compile(r"[-–—] ?[Kk][Mm]?\.? ?\d")
JOIN = re.compile(
    r"[-–—÷→][ \u00a0]?(?=\d|T[2-7]\b|CN\b|[Tt]hứ\b|[Cc]hủ nhật|[Qq]uý [\dIV]"
    r"|(?:[Tt]háng|[Nn]gày) \d|[IVX]{1,5}(?![^\W_]))"
)

_BEFORE_NUMBER = {
    **{">=": "lớn hơn hoặc bằng", "≥": "lớn hơn hoặc bằng", ">": "lớn hơn", "=": "bằng"},
    **{"<=": "nhỏ hơn hoặc bằng", "≤": "nhỏ hơn hoặc bằng", "<": "nhỏ hơn", "≈": "xấp xỉ"},
    **{"~": "khoảng", "±": "cộng trừ", "+": "cộng", "×": "nhân"},
}
# tháng 1+2, lớp 3 + 4: numbers of two things, no sum.
_COUNTED_WITH = ("tháng", "quý", "lớp", "thôn", "tổ", "khu", "thứ", "tuần", "ngày", "khối", "xóm")
_CHANGED = ("tăng", "giảm", "lãi", "lỗ")
_SAID = {"&": "và", "%": "phần trăm", "‰": "phần nghìn", "@": "a còng", "§": "mục", "№": "số"}
_SAID |= {"°": "độ", "₫": "đồng", "€": "ơ rô"}
_HYPHENATED = (
    *("date", "time", "day-month", "month", "ordinal", "weekday", "roman", "year"),
    *("unit", "money", "percent", "fraction"),
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
    if place.match(POSITIVE):
        return Found(place.at + 3, "sign", "positive", "dương tính")
    if money := place.match(CURRENCY):
        number = NUMBER.match(place.text, money.end())
        assert number is not None
        found = amount(Place(number[0], tokens=place.tokens))
        assert found is not None
        said = f"{found.reading} {units()[money[1]]}"
        return Found(number.end(), "money", "currency-first", said)
    if _is_minus(place):
        fell = place.left() in _CHANGED
        return Found(place.at + 1, "number", "minus", "" if fell else "âm")
    found_sign = place.match(COMPARE)
    if found_sign is None:
        return None
    if found_sign[1] == "+" and place.opens_line and " " in found_sign[0]:
        return Found(place.at + 1, "list", "plus", "")
    if found_sign[1] == "+" and place.left() in _CHANGED:
        return Found(found_sign.end(), "sign", "plus", "")
    if found_sign[1] == "+" and place.left(2).partition(" ")[0] in _COUNTED_WITH:
        return Found(found_sign.end(), "sign", "plus", "và")
    return Found(found_sign.end(), "sign", "compare", _BEFORE_NUMBER[found_sign[1]])


def _is_minus(place: Place) -> bool:
    opened = place.text[max(place.at - 1, 0)] in "([:"
    inside = place.touches_left() and place.tokens and not opened
    return place.match(MINUS) is not None and not inside


def join(place: Place) -> Found | None:
    """The hyphen between two days, times or weekdays."""
    found = place.match(JOIN)
    if place.match(HOUR_RUN) and len(place.tokens) > 1 and place.tokens[-2].text == "giờ":
        return Found(place.at + 1, "range", "hyphen", "đến")
    if place.match(MAGNITUDE_RUN) and place.tokens and place.tokens[-1].text in MAGNITUDE:
        return Found(place.at + 1, "range", "hyphen", "đến")
    if start := _counted_run(place):
        return Found(start, "range", "hyphen", "đến")
    if place.match(KM_RUN) and place.tokens and _is_km_post(place):
        return Found(place.at + 1, "range", "hyphen", "đến")
    if found is None or not place.tokens or place.tokens[-1].cls not in _HYPHENATED:
        return None
    if place.tokens[-1].cls == "unit" and not _same_unit(place, found.end()):
        return None
    listed = place.tokens[-1].cls == "weekday" and _many_weekdays(place)
    return Found(found.end(), "range", "hyphen", "," if listed else "đến")


def _counted_run(place: Place) -> int:
    """1.000 đồng - 2.000 đồng, từ 7 giờ - 9 giờ: the same word behind a greater number."""
    found = place.match(COUNTED_RUN)
    before = place.tokens[-2:]
    if found is None or len(before) < 2 or before[0].cls != "number":
        return 0
    first = before[0].text.replace(".", "").replace(",", ".").strip()
    then = found[1].replace(".", "").replace(",", ".")
    try:
        rises = float(first) < float(then)
    except ValueError:
        return 0
    return found.start(1) if rises and before[1].text.lower() == found[2].lower() else 0


def _is_km_post(place: Place) -> bool:
    """Km12+300, or Km5 without its metres."""
    return place.tokens[-1].rule == "km-post" or (place.left(2).startswith("km "))


def _same_unit(place: Place, end: int) -> bool:
    """5kg - 7kg is a run; 220V-50Hz and 22kV-35/0,4kV are not."""
    if VOLTAGES.match(place.text, place.at + 1):
        return False
    number = NUMBER.match(place.text, end)
    unit = unit_pattern().match(place.text, number.end()) if number else None
    said = place.tokens[-1].reading
    return unit is None or said.endswith((units()[unit["unit"]], " độ"))


def _many_weekdays(place: Place) -> bool:
    """T2-T4-T6: three days or more beside each other are a list, not a run."""
    before = place.tokens[-2] if len(place.tokens) > 1 else None
    listed = before is not None and before.rule == "hyphen" and before.reading == ","
    return listed or place.match(WEEKDAYS) is not None


def roman_mark(place: Place) -> Found | None:
    """(ii): small Roman numerals in brackets."""
    found = place.match(ROMAN_MARK)
    value = roman(found[1].upper()) if found else None
    if found is None or value is None:
        return None
    return Found(found.end(), "list", "roman", cardinal(value))


def keys(place: Place) -> Found | None:
    """*101#, phím #: what is pressed on a telephone."""
    pressed = place.match(KEYS)
    if pressed is None:
        if not (place.text[place.at] in "#*" and place.left() in ("phím", "dấu", "bấm", "nhấn")):
            return None
        said = _KEYS[place.text[place.at]]
        return Found(place.at + 1, "phone", "key", said)
    words = " ".join(_KEYS.get(mark) or figure(mark) for mark in pressed[0])
    return Found(pressed.end(), "phone", "keys", words)


def stars(place: Place) -> Found | None:
    """OCOP 4*: stars behind a number."""
    starred = place.tokens and place.tokens[-1].cls == "number" and place.touches_left()
    if place.text[place.at] != "*" or not starred or _STARRED.isdisjoint(place.words):
        return None
    return Found(place.at + 1, "unit", "stars", "sao")


def copies(place: Place) -> Found | None:
    """(02b): how many copies are kept."""
    found = place.match(COPIES)
    if found is None:
        return None
    return Found(found.end(), "number", "copies", f", {cardinal(int(found[1]))} bản,")


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
    if mark == "." and _ends_letter(place):
        return Found(end, "pause", "initial", "")
    if mark == "-" and LOOSE.match(place.text, place.at) and place.at and not place.touches_left():
        return Found(end, "pause", "dash", ",")
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


def _ends_letter(place: Place) -> bool:
    """bà Hồ Thị P. ở thôn 3, Trần Thị H., Nguyễn V. A.: the stop belongs to the letter."""
    last = place.tokens[-1] if place.tokens else None
    if last is None or not (len(last.text) == 1 and last.text.isupper()):
        return False
    follows = AFTER_LETTER.match(place.text, place.at + 1)
    goes_on = follows is not None and not (follows[1] or "").isupper()
    return last.cls in ("letter", "word") and goes_on


RULES: tuple[Rule, ...] = (
    in_brackets,
    stars,
    copies,
    keys,
    roman_mark,
    before_number,
    join,
    per,
    dots,
)
DIGIT_RULES: tuple[Rule, ...] = (number_mark,)

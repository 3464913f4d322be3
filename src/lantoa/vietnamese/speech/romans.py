"""Roman numerals as numbering only: quý III, Chương II, khoản iv, ii)."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.numerals import cardinal, figure, ordinal, roman
from lantoa.vietnamese.speech.token import Found, Place
from lantoa.vietnamese.syllables import is_syllable

ROMAN = re.compile(r"([IVXLCDM]+)(?:[/-]((?:19|20|21)\d\d))?(?![\w=]| =)")
PLACE_MARK = re.compile(r"X\. ?[A-ZĐÀ-Ỹ][a-zđà-ỹ]+ [A-ZĐÀ-Ỹ][a-zđà-ỹ]+")
ROMAN_DOTTED = re.compile(r"([IVX]+)((?:\.\d{1,2}){1,3})[.)]?(?=\s|$)")
ROMAN_LETTER = re.compile(r"([IVX]{1,5})([abcdđ])(?!\w)")
_LETTERED = ("lục", "mẫu", "bảng", "biểu", "nhóm", "độ", "loại", "mục", "phần", "cấp")
FAMILY_STOP = re.compile(r"\.[ ,;] ?[^\W\dA-ZĐ]|\. ?[,;(]")
SMALL_ROMAN = re.compile(r"[ivxlcdm]+(?![\w])")
SMALL_MARK = re.compile(r"([ivx]{2,5})\)")
ROMAN_HEAD = re.compile(r"([IVX]+) ?(?:[.)/:-]|–)(?=\s|$)")
_NUMBERED_BY_ROMAN = (
    *("phần", "chương", "mục", "quý", "khóa", "khoá", "kỳ", "kỷ", "thứ", "hội", "tập", "hạng"),
    *("loại", "cấp", "bậc", "lục", "đợt", "quyển", "điểm", "nhóm", "vùng", "khu", "đoạn", "biểu"),
    *(
        "bảng",
        "độ",
        "lớp",
        "ngạch",
        "tiết",
        "bước",
        "trụ",
        "lần",
        "kì",
        "quí",
        "khối",
        "kỉ",
        "khoản",
        "động",
        "vực",
        "miền",
        "tầng",
        "ương",
    ),
)
_JOINS = (",", "và", "-", "–", "đến", "hoặc", "/")


def roman_number(place: Place) -> Found | None:
    """quý III, Chương II, khóa XV, I. at the head of a line: Roman numerals as numbering only."""
    if first := _small_roman(place) or _lettered(place):
        return first
    if place.opens_line and (dotted := place.match(ROMAN_DOTTED)) and roman(dotted[1]):
        parts = [str(roman(dotted[1])), *dotted[2][1:].split(".")]
        words = " chấm ".join(map(figure, parts))
        return Found(dotted.end(), "roman", "head-of-line", f"{words}.")
    found = place.match(ROMAN)
    value = roman(found[1]) if found else None
    if found is None or value is None or found[1] in ("L", "C", "D", "M", "MC", "CD", "DC"):
        return None
    year = f" năm {cardinal(int(found[2]))}" if found[2] else ""
    said = ordinal(value) if place.left() == "thứ" else cardinal(value)
    if place.left() in _NUMBERED_BY_ROMAN or _roman_list(place):
        return Found(found.end(), "roman", "after-heading", said + year)
    if place.match(PLACE_MARK):
        return None
    if place.opens_line and place.match(ROMAN_HEAD) and value < 40:
        return Found(found.end(), "roman", "head-of-line", cardinal(value))
    if found[1] == "I" and _follows_name(place, found.end()):
        return _of_name(place, found.end(), said + year)
    if len(found[1]) > 1 and value < 40 and not is_syllable(found[1]):
        return Found(found.end(), "roman", "looks-roman", said + year, sure=False)
    return None


def _follows_name(place: Place, end: int) -> bool:
    """khoa Ngoại I, thôn Tân Lập I; Nguyễn Thị I. with a stop is a person."""
    last = place.tokens[-1].text if place.tokens else ""
    return last.istitle() and len(last) > 1 and place.text[end : end + 1] not in ("'", "’")


def _of_name(place: Place, end: int, said: str) -> Found:
    if FAMILY_STOP.match(place.text, end):
        return Found(end, "letter", "initial", "i")
    return Found(end, "roman", "of-a-name", said, sure=False)


def _lettered(place: Place) -> Found | None:
    """Phụ lục IIa, nhóm IIb."""
    found = place.match(ROMAN_LETTER) if place.left() in _LETTERED else None
    value = roman(found[1]) if found else None
    if found is None or value is None:
        return None
    letter = {"a": "a", "b": "bê", "c": "xê", "d": "dê", "đ": "đê"}[found[2]]
    return Found(found.end(), "roman", "with-letter", f"{cardinal(value)} {letter}")


def _small_roman(place: Place) -> Found | None:
    """khoản iv, thế kỷ xix, năm MMXXVI: after a word that numbers, and never part of a phrase."""
    if place.left() not in (*_NUMBERED_BY_ROMAN, "năm", "số"):
        return None
    found = place.match(SMALL_ROMAN) or place.match(ROMAN)
    value = roman(found[0].upper()) if found else None
    if found is None or value is None:
        return None
    letters = found[0]
    if place.left() in ("năm", "số"):
        allowed = len(letters) > 3 if place.left() == "năm" else letters.lower() in ("i", "v", "x")
    else:
        allowed = len(letters) > 1 or letters in ("i", "v", "x")
    goes_on = place.next_word(found.end())[:1].islower()
    if not allowed or not (letters.islower() or place.left() in ("năm", "số")):
        return None
    if goes_on and (is_syllable(letters) or len(letters) < 3):
        return None
    said = ordinal(value) if place.left() == "thứ" else cardinal(value)
    return Found(found.end(), "roman", "small", said, sure=len(letters) > 2)


def small_roman_mark(place: Place) -> Found | None:
    """ii) and iii) as marks of a list."""
    found = place.match(SMALL_MARK)
    value = roman(found[1].upper()) if found else None
    if found is None or value is None:
        return None
    return Found(found.end(), "list", "small-roman", f"{cardinal(value)},")


def _roman_list(place: Place) -> bool:
    """quý I và II: the numbering goes on."""
    before = place.tokens[-2:]
    return len(before) == 2 and before[1].text in _JOINS and before[0].cls == "roman"

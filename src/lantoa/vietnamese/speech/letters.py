"""Words and letters: abbreviations by context, list marks, initials, foreign words."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.compounds import composed
from lantoa.vietnamese.speech.lexicon import (
    abbreviations,
    bounded,
    first_piece,
    foreign,
    units,
)
from lantoa.vietnamese.speech.romans import roman_number, small_roman_mark
from lantoa.vietnamese.speech.token import Found, Place, Rule
from lantoa.vietnamese.syllables import is_syllable

_NAMES = {
    **{"b": "bê", "c": "xê", "d": "dê", "đ": "đê", "f": "ép", "g": "giê", "h": "hát", "j": "gi"},
    **{"k": "ca", "l": "lờ", "m": "mờ", "n": "nờ", "p": "pê", "q": "quy", "r": "rờ", "s": "ét"},
    **{"t": "tê", "v": "vê", "w": "vê kép", "x": "ích", "z": "dét", "ă": "á", "â": "ớ"},
}
WORD = re.compile(r"[^\W\d_]+")
ONE_CAPITAL = re.compile(r"[A-ZĐ](?!\w)")
_SAYABLE = re.compile(
    r"(?:[BCDĐGHKLMNPQRSTVXZ]|[BCĐDGKPMN][LRHJ]|KRH?|CH|KH|NH|PH|TH|TR|NGH?)?"
    r"[AEIOUYĂÂÊÔƠƯ]{1,2}(?:[CKLMNPRSTUI]|CH|NG|NH|AI|AO)?"
)
"""KRÔNG, GRAI, KON: capitals that can be said as a word."""
_MARKED_VOWEL = re.compile(r"[^A-ZĐƯ]")
"""KRÔNG, RẪY: a vowel with a mark makes a name, not initials."""
HIGHLAND = re.compile(r"([HMRKNBLT])['’](?=[^\W\d_]{2})")
T_BEFORE_NAME = re.compile(r" |[A-ZĐ][^\W\dA-Z]")
LETTER_MARK = re.compile(r"([a-zđA-HĐ])(?:\)|\.(?=\s))")
SPACED_CAPITALS = re.compile(r"[A-ZĐ](?:\.[A-ZĐ]){1,5}\.?(?!\w)")

_LETTER_LEFT = ("điểm", "ý", "tiết", "nhóm", "loại", "hạng", "khối", "gan", "vitamin", "khu", "tổ")
_CROPS = ("giống", "lúa", "ngô", "nếp", "lạc", "đậu", "sắn", "mía", "khoai", "xoài", "điều")
_GRAMS = ("2g", "3g", "4g", "5g")
_NETWORK = {"mạng", "sóng", "sim", "internet", "data", "phủ", "trạm", "gói", "wifi", "bts"}
_DOT_BEFORE_NAME = {"Q.", "P.", "H.", "X.", "T.", "Ô."}
MARK_ENDS = re.compile(r"[,.;)]|$| (?:\(|và|hoặc|là|có|thì|được)")
_MARKED = (
    *("ký hiệu", "ký hiệu là", "có mã", "mang mã", "thẻ mã", "các mã", "đầu mã", "mã thẻ"),
    *("mã quyền lợi", "mã đối tượng", "mã nhóm", "mã loại"),
)
_SIGNED = (
    *("chỉ số", "hệ số", "ký hiệu", "mã", "chất", "khí", "chế phẩm", "phần mềm", "hệ thống", "tia"),
    *("chuẩn", "cổng", "dòng", "khối", "nhóm", "loại", "công nghệ", "thang", "men", "tín hiệu"),
)


def initials(letters: str) -> str:
    """The names of letters: NĐ -> nờ đê."""
    return " ".join(_NAMES.get(letter, letter) for letter in letters.lower())


def letter_mark(place: Place) -> Found | None:
    """a) or B. at the head of a line."""
    found = place.match(LETTER_MARK)
    if found is None or not place.opens_line:
        return None
    return Found(found.end(), "list", "letter", f"{initials(found[1])},")


def abbreviation(place: Place) -> Found | None:
    """A listed short form; its neighbours choose where it has several readings."""
    text, at = place.text, place.at
    for short, entries in abbreviations().get(first_piece(text, at), ()):
        end = at + len(short)
        if not text.startswith(short, at) or not bounded(text, at, end):
            continue
        if _is_plain_word(short, place, end) or _is_mark(short, place, end):
            return None
        if len(short) == 2 and short[1] == "." and ONE_CAPITAL.match(text, end):
            continue
        if short == "T." and not T_BEFORE_NAME.match(text, end):
            continue
        if short in _DOT_BEFORE_NAME and _ends_a_name(place):
            continue
        for entry in entries:
            if entry.fits(place, end):
                told = entry.usual or len(entries) == 1 or bool(entry.left or entry.right)
                sure = entry.sure and told
                return Found(end, "abbreviation", "list", entry.reading, sure)
    return None


def _ends_a_name(place: Place) -> bool:
    """bà Hồ Thị P.: the letter stands for the last word of a name."""
    last = place.tokens[-1] if place.tokens else None
    return last is not None and last.text.istitle() and len(last.text) > 1 and last.cls == "word"


def _is_plain_word(short: str, place: Place, end: int) -> bool:
    """In a heading in capitals, what can be a syllable is one."""
    return is_syllable(short) and _among_capitals(place, end)


def _is_mark(short: str, place: Place, end: int) -> bool:
    """thẻ có mã HT, ký hiệu TE: two letters that are a mark, no short form."""
    marked = len(short) == 2 and short.isupper() and place.left_ends(_MARKED)
    return marked and MARK_ENDS.match(place.text, end) is not None


def _among_capitals(place: Place, end: int) -> bool:
    before = place.tokens[-1].text if place.tokens else ""
    around = (before, place.next_word(end))
    return any(len(word) > 1 and word.isupper() and is_syllable(word) for word in around)


def small_short_form(place: Place) -> Found | None:
    """ubnd, bhyt, kcn: a short form typed in small letters."""
    found = place.match(WORD)
    if found is None or not found[0].islower() or is_syllable(found[0]):
        return None
    if len(found[0]) > 2 and found[0] in units():
        return Found(found.end(), "unit", "alone", units()[found[0]], sure=False)
    for short, entries in abbreviations().get(found[0], ()):
        if short.lower() == found[0] and len(short) > 2 and short.isupper():
            return Found(found.end(), "abbreviation", "small", entries[-1].reading, sure=False)
    return None


def dotted_initials(place: Place) -> Found | None:
    """T.Ư, U.B.N.D: capitals with dots between, read as the abbreviation or letter by letter."""
    found = place.match(SPACED_CAPITALS)
    if found is None:
        return None
    letters = found[0].replace(".", "")
    if len(letters) == 3 and found[0].count(".") > 1:
        return Found(found.end(), "initials", "of-a-name", initials(letters), sure=False)
    for short, entries in abbreviations().get(letters.lower(), ()):
        if short == letters:
            return Found(found.end(), "abbreviation", "dotted", entries[-1].reading)
    return Found(found.end(), "initials", "dotted", initials(letters), sure=False)


def foreign_word(place: Place) -> Found | None:
    """A foreign word of the list, in any case but as a Vietnamese word in a heading."""
    found = foreign().find(place.text, place.at)
    if found is None:
        return None
    written = place.text[place.at : found[0]]
    if written in ("M2", "M3") or _weighs(written, found[0], place):
        return None
    if is_syllable(written) and not written.isupper():
        return None
    if is_syllable(written) and _among_capitals(place, found[0]):
        return None
    return Found(found[0], "foreign", "list", found[1])


def _weighs(written: str, end: int, place: Place) -> bool:
    """3g/bình, 5g where nothing is about a network: grams."""
    if written not in _GRAMS:
        return False
    return place.text[end : end + 1] == "/" or _NETWORK.isdisjoint(place.words)


def highland_name(place: Place) -> Found | None:
    """H'Bia, M'Đrắk, R'lấp: the first consonant of a name of the highlands."""
    found = place.match(HIGHLAND)
    if found is None:
        return None
    return Found(found.end(), "foreign", "highland", f"{found[1].lower()}ơ".replace("kơ", "cơ"))


def single_letter(place: Place) -> Found | None:
    """điểm b, viêm gan B: one letter alone is said by its name."""
    found = place.match(WORD)
    if found is None or len(found[0]) > 1 or found[0].lower() not in _NAMES:
        return None
    of_name = place.text[found.end() : found.end() + 1] == "." and _ends_a_name(place)
    sure = place.left() in _LETTER_LEFT or _is_class(place) or of_name
    return Found(found.end(), "letter", "alone", initials(found[0]), sure)


def _is_class(place: Place) -> bool:
    """lớp 9 C."""
    before = place.tokens[-2:]
    return len(before) == 2 and before[0].text.lower() == "lớp" and before[1].cls == "number"


def unknown_initials(place: Place) -> Found | None:
    """Capitals that cannot be a word are spelled out, and an editor is asked to listen."""
    found = place.match(WORD)
    if found is None or not found[0].isupper() or not 1 < len(found[0]) <= 16:
        return None
    if is_syllable(found[0]) and not (_is_variety(place, found) or _is_signed(place, found)):
        return None
    if words := composed(found[0]):
        return Found(found.end(), "abbreviation", "composed", words, sure=False)
    if len(found[0]) > 3 and _MARKED_VOWEL.search(found[0]):
        return None
    if not _spellable(found[0]) or (_SAYABLE.fullmatch(found[0]) and _in_heading(place, found)):
        return None
    return Found(found.end(), "initials", "spelled", initials(found[0]), sure=False)


def _in_heading(place: Place, found: re.Match[str]) -> bool:
    """XÃ KON RẪY: in a heading in capitals what can be said as a word is a name."""
    return len(found[0]) > 1 and _among_capitals(place, found.end())


def _is_variety(place: Place, found: re.Match[str]) -> bool:
    """giống lúa OM 18: capitals that could be a word, between a crop and a number."""
    crop = any(token.text.lower() in _CROPS for token in place.tokens[-4:])
    return crop and len(found[0]) < 4 and place.number_follows(found.end())


def _is_signed(place: Place, found: re.Match[str]) -> bool:
    """chỉ số BI, khí CO: two capitals behind what is named by letters."""
    signed = len(found[0]) == 2 and found[0].isascii() and place.left_ends(_SIGNED)
    return signed and not _among_capitals(place, found.end())


def _spellable(word: str) -> bool:
    """Too many vowels make a foreign name in capitals, which a voice says as a word."""
    vowels = sum(letter in "AEIOUYƠƯÔÊÂĂ" for letter in word)
    return all(letter.lower() in _NAMES or letter in "AEIOUYƠƯÔÊ" for letter in word) and (
        len(word) <= 4 or vowels * 3 < len(word)
    )


def word(place: Place) -> Found | None:
    """Anything else made of letters is said as written."""
    found = place.match(WORD)
    if found is None:
        return None
    sure = is_syllable(found[0])
    return Found(found.end(), "word" if sure else "foreign", "as-written", found[0], sure)


FIRST_RULES: tuple[Rule, ...] = (roman_number, letter_mark, small_roman_mark)
WORD_RULES: tuple[Rule, ...] = (abbreviation, foreign_word, small_short_form)
"""Asked before codes."""
RULES: tuple[Rule, ...] = (dotted_initials, highland_name, single_letter, unknown_initials, word)

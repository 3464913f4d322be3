"""Words and letters: abbreviations by context, Roman numbering, list marks, initials, foreign."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.lexicon import (
    abbreviations,
    bounded,
    first_piece,
    foreign,
)
from lantoa.vietnamese.speech.numerals import cardinal, figure, month, ordinal, roman
from lantoa.vietnamese.speech.token import Found, Place, Rule
from lantoa.vietnamese.syllables import is_syllable

_NAMES = {
    **{"b": "bê", "c": "xê", "d": "dê", "đ": "đê", "f": "ép", "g": "giê", "h": "hát", "j": "gi"},
    **{"k": "ca", "l": "lờ", "m": "mờ", "n": "nờ", "p": "pê", "q": "quy", "r": "rờ", "s": "ét"},
    **{"t": "tê", "v": "vê", "w": "vê kép", "x": "ích", "z": "dét", "ă": "á", "â": "ớ"},
}
WORD = re.compile(r"[^\W\d_]+")
ROMAN = re.compile(r"([IVXLCDM]+)(?:/(\d{4}))?(?![\w])")
ROMAN_HEAD = re.compile(r"([IVX]+) ?(?:[.)/:-]|–)(?=\s|$)")
LETTER_MARK = re.compile(r"([a-zđA-HĐ])(?:\)|\.(?=\s))")
SHORT_MONTH = re.compile(r"T(0?[1-9]|1[0-2])(?:[/-](\d{4}))?(?![\w/])")
CODE = re.compile(r"([A-ZĐ]{1,4})(\d{1,6})((?:[A-ZĐ]{1,3}|[-.]?\d{1,4}){0,4})(?![\w])")
_CODE_PARTS = re.compile(r"\d+|[A-ZĐ]+")
SPACED_CAPITALS = re.compile(r"[A-ZĐ](?:\.[A-ZĐ]){1,5}\.?(?!\w)")

_NUMBERED_BY_ROMAN = (
    *("phần", "chương", "mục", "quý", "khóa", "khoá", "kỳ", "kỷ", "thứ", "hội", "tập", "hạng"),
    *("loại", "cấp", "bậc", "lục", "đợt", "quyển", "điểm", "nhóm", "vùng", "khu", "đoạn", "biểu"),
    *("bảng", "độ", "lớp", "ngạch", "tiết", "bước", "trụ", "lần", "kì", "quí", "khối"),
)
_JOINS = (",", "và", "-", "–", "đến", "hoặc", "/")
_LETTER_LEFT = ("điểm", "ý", "tiết", "nhóm", "loại", "hạng", "khối", "gan", "vitamin", "khu", "tổ")
_DOT_BEFORE_NAME = {"Q.", "P.", "H.", "X."}


def initials(letters: str) -> str:
    """The names of letters: NĐ -> nờ đê."""
    return " ".join(_NAMES.get(letter, letter) for letter in letters.lower())


def roman_number(place: Place) -> Found | None:
    """quý III, Chương II, khóa XV, I. at the head of a line: Roman numerals as numbering only."""
    found = place.match(ROMAN)
    value = roman(found[1]) if found else None
    if found is None or value is None or found[1] in ("L", "C", "D", "M"):
        return None
    year = f" năm {cardinal(int(found[2]))}" if found[2] else ""
    said = ordinal(value) if place.left() == "thứ" else cardinal(value)
    if place.left() in _NUMBERED_BY_ROMAN or _roman_list(place):
        return Found(found.end(), "roman", "after-heading", said + year)
    if place.opens_line and place.match(ROMAN_HEAD) and value < 40:
        return Found(found.end(), "roman", "head-of-line", cardinal(value))
    if len(found[1]) > 1 and value < 40 and not is_syllable(found[1]):
        return Found(found.end(), "roman", "looks-roman", said + year, sure=False)
    return None


def _roman_list(place: Place) -> bool:
    """quý I và II: the numbering goes on."""
    before = place.tokens[-2:]
    return len(before) == 2 and before[1].text in _JOINS and before[0].cls == "roman"


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
        if _is_plain_word(short, place, end):
            return None
        for entry in entries:
            if entry.fits(place, end):
                sure = len(entries) == 1 or bool(entry.left or entry.right)
                return Found(end, "abbreviation", "list", entry.reading, sure)
    return None


def _is_plain_word(short: str, place: Place, end: int) -> bool:
    """In a heading in capitals, what can be a syllable is one."""
    return is_syllable(short) and _among_capitals(place, end)


def _among_capitals(place: Place, end: int) -> bool:
    before = place.tokens[-1].text if place.tokens else ""
    around = (before, place.next_word(end))
    return any(len(word) > 1 and word.isupper() and is_syllable(word) for word in around)


def dotted_initials(place: Place) -> Found | None:
    """T.Ư, U.B.N.D: capitals with dots between, read as the abbreviation or letter by letter."""
    found = place.match(SPACED_CAPITALS)
    if found is None:
        return None
    letters = found[0].replace(".", "")
    for short, entries in abbreviations().get(letters.lower(), ()):
        if short == letters:
            return Found(found.end(), "abbreviation", "dotted", entries[-1].reading)
    return Found(found.end(), "initials", "dotted", initials(letters), sure=False)


def short_month(place: Place) -> Found | None:
    """T11/2026, T11: a month; T2 to T7 alone may be days of the week."""
    found = place.match(SHORT_MONTH)
    if found is None or not (found[2] or int(found[1]) > 7):
        return None
    year = f" năm {cardinal(int(found[2]))}" if found[2] else ""
    return Found(found.end(), "month", "T1-T12", f"tháng {month(int(found[1]))}{year}")


def code(place: Place) -> Found | None:
    """A3, QL1A, H5N1, T4: letters and figures mixed."""
    found = place.match(CODE)
    if found is None:
        return None
    parts = _CODE_PARTS.findall(found[0])
    if parts[0] == "T" and len(parts) == 2 and 2 <= int(parts[1]) <= 7 and _is_weekday(place):
        return Found(found.end(), "weekday", "T2-T7", f"thứ {ordinal(int(parts[1]))}")
    listed = dict(abbreviations().get(parts[0].lower(), ())).get(parts[0])
    words = [listed[0].reading] if listed else []
    for part in parts[len(words) :]:
        words.append(figure(part) if part.isdigit() else initials(part))
    return Found(found.end(), "code", "letters-figures", " ".join(words), sure=len(parts) < 3)


def _is_weekday(place: Place) -> bool:
    if any(token.cls == "weekday" for token in place.tokens[-2:]):
        return True
    near = f"{place.left(3)} {place.text[place.at + 2 : place.at + 12].lower()}"
    return any(word in near for word in ("cn", "t7", "thứ", "chủ nhật", "- t", "-t", ", t", "sáng"))


def foreign_word(place: Place) -> Found | None:
    """A foreign word of the list, in any case but as a Vietnamese word in a heading."""
    found = foreign().find(place.text, place.at)
    if found is None:
        return None
    written = place.text[place.at : found[0]]
    if is_syllable(written) and not written.isupper():
        return None
    if is_syllable(written) and _among_capitals(place, found[0]):
        return None
    return Found(found[0], "foreign", "list", found[1])


def single_letter(place: Place) -> Found | None:
    """điểm b, viêm gan B: one letter alone is said by its name."""
    found = place.match(WORD)
    if found is None or len(found[0]) > 1 or found[0].lower() not in _NAMES:
        return None
    sure = place.left() in _LETTER_LEFT
    return Found(found.end(), "letter", "alone", initials(found[0]), sure)


def unknown_initials(place: Place) -> Found | None:
    """Capitals that cannot be a word are spelled out, and an editor is asked to listen."""
    found = place.match(WORD)
    if found is None or not found[0].isupper() or not 1 < len(found[0]) <= 8:
        return None
    if is_syllable(found[0]) or not _spellable(found[0]):
        return None
    return Found(found.end(), "initials", "spelled", initials(found[0]), sure=False)


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


FIRST_RULES: tuple[Rule, ...] = (roman_number, letter_mark)
RULES: tuple[Rule, ...] = (
    abbreviation,
    foreign_word,
    short_month,
    code,
    dotted_initials,
    single_letter,
    unknown_initials,
    word,
)

"""Short forms that a text explains itself: « cải cách tiền lương (CCTL) », « TTHC (trung tâm hành
chính) », or words that stand written out elsewhere in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lantoa.vietnamese.speech.lexicon import Entry, abbreviations, first_piece
from lantoa.vietnamese.syllables import is_syllable

_FORM = r"[A-ZĐƯƠÔÂĂÊ]{2,10}(?:[-&][A-ZĐƯƠÔÂĂÊ]{1,8}){0,3}"
FORM = re.compile(rf"(?<![\w&/-]){_FORM}(?![\w&/-])")
AFTER_WORDS = re.compile(
    r"\((?:(?:sau đây |dưới đây )?(?:gọi|viết)?(?: chung)? ?(?:tắt)? ?(?:là|:) ?)?"
    rf"[\"“”'«]? ?({_FORM}) ?[\"“”'»]?\)"
)
BEFORE_WORDS = re.compile(rf"(?<![\w&/-])({_FORM}) ?\(([^()\n]{{4,120}})\)")
PIECE = re.compile(r"[^\W\d_]+|[^\s]")
_SKIPPED = {"và", "của", "các", "về", "cho", "trong", "ở", "với", "những", "cùng", "từ", "đến"}
_JOINED = {",", "-", "–", "/", "&"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_REACH = 160
_MOST_FORMS = 40
_SHORTEST_FOUND = 4
DOUBT = "?"
"""Before a reading: words that only seem to be meant; an editor is asked to listen. Alone: the
reading of the lists, to be listened to."""


def explained(text: str) -> dict[str, str]:
    """Short form -> its words, where `text` gives them. Words that merely stand elsewhere in the
    text with these initials carry DOUBT, and only a form that no list holds is looked for so.
    A name whose initials are a listed form, as « Nguyễn Thị Mai (NTM) », redefines nothing: DOUBT
    alone is given."""
    if not FORM.search(text):
        return {}
    forms = dict(_found_elsewhere(text))
    for found in BEFORE_WORDS.finditer(text):
        words = PIECE.findall(found[2])
        if said := spelled_by(found[1], words, whole=True):
            forms[found[1]] = DOUBT if _is_name_only(found[1], said) else said
    for found in AFTER_WORDS.finditer(text):
        if said := said_before(found[1], text, found.start()):
            forms[found[1]] = DOUBT if _is_name_only(found[1], said) else said
    return forms


def said_before(form: str, text: str, at: int) -> str:
    """The words of the same line right before `at` whose initials are `form`, else ""."""
    before = text[max(at - _REACH, 0) : at].rpartition("\n")[2]
    return spelled_by(form, PIECE.findall(before), whole=False)


def _is_name_only(form: str, said: str) -> bool:
    """Capitals on every word, and nothing that the lists know the form for."""
    entries = _listed(form)
    if not entries or not all(word[0].isupper() for word in said.split()):
        return False
    return all(entry.reading.lower() != said.lower() for entry in entries)


def spelled_by(form: str, pieces: list[str], *, whole: bool) -> str:
    """The last of `pieces` (all of them, if `whole`) whose initials are `form`, else ""."""
    letters = [letter for letter in form if letter.isalpha()]
    at = len(pieces)
    while letters and at:
        at -= 1
        piece = pieces[at]
        if _begins(piece, letters[-1]):
            letters.pop()
        elif piece.lower() not in _SKIPPED and piece not in _JOINED:
            return ""
    if letters or (whole and at):
        return ""
    words = [piece for piece in pieces[at:] if piece.isalpha()]
    return " ".join(words) if all(map(is_syllable, words)) else ""


def _begins(word: str, letter: str) -> bool:
    """ứng begins with Ư, and with U where a form is typed so; a short form begins nothing."""
    if not word.isalpha() or (len(word) > 1 and word.isupper()):
        return False
    first = _without_tone(word[0].upper())
    return letter in (first, unicodedata.normalize("NFD", first)[0])


def _without_tone(letter: str) -> str:
    """Ứ -> Ư, Ế -> Ê: the letter with its quality."""
    kept = [mark for mark in unicodedata.normalize("NFD", letter) if mark not in _TONES]
    return unicodedata.normalize("NFC", "".join(kept))


def _found_elsewhere(text: str) -> Iterator[tuple[str, str]]:
    """Forms in no list whose initials stand in a row of words, nothing but « và » between."""
    forms = [form for form in dict.fromkeys(FORM.findall(text)) if _is_unknown(form)]
    if not forms:
        return
    words: list[str] = []
    for piece in PIECE.findall(text):
        if piece.lower() != "và":
            words.append(piece)
    row = "".join(_initial(word) for word in words)
    for form in forms[:_MOST_FORMS]:
        at = row.find(form)
        said = words[at : at + len(form)] if at >= 0 else []
        if said and all(map(is_syllable, said)):
            yield form, f"{DOUBT}{' '.join(said)}"


def _is_unknown(form: str) -> bool:
    if len(form) < _SHORTEST_FOUND or not form.isalpha() or is_syllable(form):
        return False
    return not _listed(form)


def _listed(form: str) -> tuple[Entry, ...]:
    """What the lists hold for exactly this form."""
    kept = abbreviations().get(first_piece(form, 0), ())
    return next((entries for short, entries in kept if short == form), ())


def _initial(word: str) -> str:
    """One letter for each word, so that places in the row are places in the list."""
    if not word.isalpha() or (len(word) > 1 and word.isupper()):
        return "|"
    return _without_tone(word[0].upper())[:1]

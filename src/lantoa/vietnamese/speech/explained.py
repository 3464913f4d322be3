"""Short forms that a text explains itself: « cải cách tiền lương (CCTL) », « TTHC (trung tâm hành
chính) », or words that stand written out elsewhere in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lantoa.vietnamese.speech.lexicon import abbreviations
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
"""Before a reading: words that only seem to be meant; an editor is asked to listen."""


def explained(text: str) -> dict[str, str]:
    """Short form -> its words, where `text` gives them. Words that merely stand elsewhere in the
    text with these initials carry DOUBT, and only a form that no list holds is looked for so."""
    if not FORM.search(text):
        return {}
    forms = dict(_found_elsewhere(text))
    for found in BEFORE_WORDS.finditer(text):
        words = PIECE.findall(found[2])
        if said := _spelled_by(found[1], words, whole=True):
            forms[found[1]] = said
    for found in AFTER_WORDS.finditer(text):
        before = text[max(found.start() - _REACH, 0) : found.start()]
        if said := _spelled_by(found[1], PIECE.findall(before.rpartition("\n")[2]), whole=False):
            forms[found[1]] = said
    return forms


def _spelled_by(form: str, pieces: list[str], *, whole: bool) -> str:
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
    return all(short != form for short, _ in abbreviations().get(form.lower(), ()))


def _initial(word: str) -> str:
    """One letter for each word, so that places in the row are places in the list."""
    if not word.isalpha() or (len(word) > 1 and word.isupper()):
        return "|"
    return _without_tone(word[0].upper())[:1]

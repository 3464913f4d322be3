"""Text typed in the fonts of TCVN3 and VNI, as spreadsheets keep it: one sign a byte.

«NguyÔn V¨n ¸nh» and «Nguyeãn Vaên AÙnh» are how such cells look without their font. What is good
Unicode is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.vietnamese.encodings import _TCVN3, _VNI
from lantoa.vietnamese.syllables import is_syllable
from lantoa.vietnamese.text import nfc

_WORD = re.compile(r"[^\W\d_]+")
_OLD = {"TCVN3": _TCVN3, "VNI": _VNI}
# How many suspicious cells are looked at to name the encoding of a sheet.
SAMPLE = 400


@dataclass(frozen=True)
class Old:
    """The encoding that a sheet was typed in: "TCVN3", "VNI" or "" for Unicode. `is_whole`: nearly
    all of it was, so that «Toàn» is VNI for «Tồn»."""

    name: str = ""
    is_whole: bool = False


def old_encoding(texts: Iterable[str]) -> Old:
    """The encoding in which the cells that are no good Unicode read as Vietnamese."""
    doubtful: list[str] = []
    modern = 0
    for text in texts:
        modern += any(sign.isalpha() and ord(sign) > 0xFF for sign in nfc(text))
        if is_doubtful(text) and len(doubtful) < SAMPLE:
            doubtful.append(text)
    if not doubtful:
        return Old()
    shares = {
        name: sum(_is_vietnamese(_read(text, name)) for text in doubtful) / len(doubtful)
        for name in _OLD
    }
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < 0.5:
        return Old()
    return Old(best, len(doubtful) >= 2 * modern)


def repaired(text: str, old: Old) -> str:
    """The text in Unicode (NFC), if it was typed in that encoding; else as it is, in NFC."""
    is_open = old.is_whole and not text.isascii() and _fits_a_byte(text)
    if not old.name or not (is_open or is_doubtful(text)):
        return nfc(text)
    read = _read(text, old.name)
    return read if _is_vietnamese(read) else nfc(text)


def is_doubtful(text: str) -> bool:
    """Does the text hold signs of a byte that make no Vietnamese word as they stand?"""
    if text.isascii():
        return False
    if _holds_signs(text):
        return True
    words = [word for word in _WORD.findall(nfc(text)) if not word.isascii()]
    return any(not is_syllable(word) for word in words) and _fits_a_byte(text)


def _fits_a_byte(text: str) -> bool:
    return all(ord(sign) <= 0xFF for sign in text)


def _read(text: str, encoding: str) -> str:
    table = _OLD[encoding]
    read = nfc("".join(table.get(ord(sign), sign) for sign in text))
    return _WORD.sub(lambda found: _in_one_case(found[0]), read)


def _in_one_case(word: str) -> str:
    """Capital fonts of TCVN3 keep the small letters of a word with marks: «NGUYễN»."""
    plain = [letter for letter in word if letter.isascii()]
    if len(plain) > 1 and all(letter.isupper() for letter in plain):
        return word.upper()
    return word


def _is_vietnamese(text: str) -> bool:
    words = _WORD.findall(text)
    marked = [word for word in words if not word.isascii()]
    return bool(marked) and all(is_syllable(word) for word in marked) and not _holds_signs(text)


def _holds_signs(text: str) -> bool:
    """Is there a sign that no Vietnamese text holds, such as © or ¸?"""
    return any("\x80" <= sign <= "\xff" and not _is_usual(sign) for sign in text)


def _is_usual(sign: str) -> bool:
    return (sign.isalpha() and sign != "µ") or sign in "«»°²³×\xa0"

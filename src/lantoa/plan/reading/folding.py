"""Letters without marks, position by position, so that a match in the folded text is a place
in the text itself."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))]
_TABLE = {
    ord(letter): unicodedata.normalize("NFD", letter)[0].lower()
    for letter in _LETTERS
    if len(unicodedata.normalize("NFD", letter)[0].lower()) == 1
}
_TABLE |= {ord("Đ"): "d", ord("đ"): "d", ord("–"): "-", ord("—"): "-", ord("−"): "-"}
_TABLE |= {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}

UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Capital letters of Vietnamese, for character classes."""

_UPPER_LETTER = re.compile(f"[{UPPER}]")


def fold(text: str) -> str:
    """Lower case without marks; every character keeps its position."""
    return text.translate(_TABLE)


def is_capitals(text: str) -> bool:
    """Is this a line in capitals (letterhead, heading, signature)?"""
    return text == text.upper() and _UPPER_LETTER.search(text) is not None


def starts_lower(text: str) -> bool:
    """Does it go on with a small letter?"""
    return bool(text) and text[0].islower()


def squeeze(text: str) -> str:
    """One blank between words, none at the ends."""
    return " ".join(text.split())


def trim(text: str) -> str:
    """Without the punctuation that closes an item."""
    return squeeze(text).rstrip(" .;,:/")

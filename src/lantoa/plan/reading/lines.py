"""Text → numbered lines: one form of letters, blanks and dashes, no marks of a text editor."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BLANKS = dict.fromkeys([0xA0, 0x202F, 0x3000, *range(0x2000, 0x200B)], " ")
_NOTHING = dict.fromkeys([0xAD, 0xFEFF, *range(0x200B, 0x2010), 0x2060], "")
# Bullets of symbol fonts, as they come out of office files.
_BULLETS = dict.fromkeys([0xF0B7, 0xF02D, 0xF0A7, 0xF0D8, 0xF0FC], "-")
_SIGNS = _BLANKS | _NOTHING | _BULLETS
_RULE = re.compile(r"^[-_=~*.–—+\s]{3,}$|^[*_\s]+$")
_EMPHASIS = re.compile(r"(?<=\S)\*+|\*+(?=\S)|\*{2,}")


@dataclass(frozen=True)
class Line:
    """One line of the text as read; `text` is "" for an empty one."""

    number: int
    text: str


def read_lines(text: str) -> list[Line]:
    """The lines of a text, cleaned, numbered from 1."""
    clean = unicodedata.normalize("NFC", text.translate(_SIGNS))
    return [Line(number, _clean(each)) for number, each in enumerate(clean.splitlines(), 1)]


def _clean(text: str) -> str:
    text = text.replace("\x00", "").strip(" ")
    if _RULE.match(text):
        return ""
    if "*" in text:
        text = _EMPHASIS.sub("", text)
    return text.strip(" ").lstrip("#").strip(" ") if text.startswith("#") else text.strip(" ")

"""Text → numbered lines: one form of letters, blanks and dashes, no marks of a text editor."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lantoa.plan.reading.pages import running_lines

_BLANKS = dict.fromkeys([0xA0, 0x202F, 0x3000, *range(0x2000, 0x200B)], " ")
_NOTHING = dict.fromkeys([0xAD, 0xFEFF, *range(0x200B, 0x2010), 0x2060], "")
# Bullets of symbol fonts, as they come out of office files.
_BULLETS = dict.fromkeys([0xF0B7, 0xF02D, 0xF0A7, 0xF0D8, 0xF0FC], "-")
_SIGNS = _BLANKS | _NOTHING | _BULLETS
_RULE = re.compile(r"^[-_=~*.–—+\s]{3,}$|^[*_\s]+$")
_EMPHASIS = re.compile(r"(?<=\S)\*+|\*+(?=\S)|\*{2,}")
_SLIP = re.compile(
    r"(?<![^\W\d_])[lI](?=\d\s*(?:[/-]\s*\d|tháng\b))|(?<![^\W\d_])[oO](?=\d\s*[/-]\s*\d)"
    r"|(?<=\d)[oOlI](?=\s*[/-]\s*\d)|(?<=ngày )[lIoO](?=\d\b)|(?<=tháng )[lIoO](?=\d\b)"
    r"|(?<=\d)[oOlI](?=\s+(?:tháng|năm)\b)|(?<=[Ss]ố )[lIoO](?=\d)"
    r"|(?<=[Ss]ố: )[lIoO](?=\d)"
)
"""Letters that a scanner read for a figure inside a date or a number."""
_SLIP_INSIDE = re.compile(r"(?<!\w)\d+[oOlI][\doOlI]*\d(?!\w)")
_SLIP_SHARE = re.compile(r"(?<![\w.,])(?=[oOlI]*\d)[\doOlI]+(?=\s?%)")
"""The same in a share: 1OO%."""
_READ_AS = {"l": "1", "I": "1", "o": "0", "O": "0"}
_FIGURES = str.maketrans(_READ_AS)


_ROMAN_SLIP = re.compile(r"^(?=[Il]*l)[Il]{2,3}(?=\s*[./-])")
_NUMBER_SLIP = re.compile(r"^(?:[lI]\.\d{1,2}|\d{1,2}\.[lI])(?=[.\s])")


@dataclass(frozen=True)
class Line:
    """One line of the text as read; `text` is "" for an empty one. `is_page` tells that a page
    ends here: a page number or a running header stood on it."""

    number: int
    text: str
    is_page: bool = False


def read_lines(text: str) -> list[Line]:
    """The lines of a text, cleaned, numbered from 1."""
    clean = unicodedata.normalize("NFC", text.translate(_SIGNS))
    written = clean.splitlines(keepends=True)
    lines = [Line(number, _clean(each)) for number, each in enumerate(clean.splitlines(), 1)]
    feeds = [at for at, each in enumerate(written, 1) if each.endswith("\f")]
    running = running_lines([line.text for line in lines], feeds)
    return [
        Line(line.number, "", is_page=True) if at in running else line
        for at, line in enumerate(lines)
    ]


def _without_slip_in_mark(text: str) -> str:
    """1.l. → 1.1., l.2. → 1.2., IIl. → III."""
    text = _ROMAN_SLIP.sub(lambda found: found[0].replace("l", "I"), text)
    return _NUMBER_SLIP.sub(lambda found: found[0].translate(_FIGURES), text)


def _clean(text: str) -> str:
    text = _SLIP.sub(lambda found: _READ_AS[found[0]], text.replace("\x00", "").strip(" "))
    text = _without_slip_in_mark(text)
    for slip in (_SLIP_INSIDE, _SLIP_SHARE):
        text = slip.sub(lambda found: found[0].translate(_FIGURES), text)
    if _RULE.match(text):
        return ""
    if "*" in text:
        text = _EMPHASIS.sub("", text)
    return text.strip(" ").lstrip("#").strip(" ") if text.startswith("#") else text.strip(" ")

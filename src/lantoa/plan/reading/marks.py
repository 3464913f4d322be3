"""Numbering at the start of a line: I. 1. 1.1. a) - +"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from lantoa.plan.reading.folding import UPPER


class Rank(IntEnum):
    """How deep a kind of numbering stands; smaller is higher."""

    PART = 0
    ROMAN = 1
    NUMBER = 2
    SUBNUMBER = 3
    DEEPER = 4
    LETTER = 5
    DASH = 6
    PLUS = 7
    NONE = 8


@dataclass(frozen=True)
class Mark:
    """One numbering mark: its rank and its value ("II", "1.1", "a", "" for a dash)."""

    rank: Rank
    value: str


_PATTERNS = [
    (Rank.PART, re.compile(r"(?:PHẦN|Phần)\s+(thứ \w+|[IVXL]+|\d+|[A-H])\s*[.:\-–]?\s+(?=\S)")),
    (
        Rank.ROMAN,
        re.compile(rf"(X{{0,2}}(?:IX|IV|V?I{{0,3}}))\s*(?:[.)/:]|[-–](?=\s|[{UPPER}]))\s*"),
    ),
    (Rank.PART, re.compile(r"([A-HĐ])\s*[.)]\s+(?=\S)")),
    (Rank.NUMBER, re.compile(r"(\d{1,2})\s*(?:[.)](?!\d)\s*|[/–:-]\s+)(?=\S)")),
    (
        Rank.SUBNUMBER,
        re.compile(
            rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:\s*[.)](?!\d)\s*|\s*[-–:/]\s+|\s+(?=[{UPPER}“\"]))"
        ),
    ),
    (Rank.LETTER, re.compile(r"([a-zđ])(?:\s*\)\s*|\s*[.]\s+)(?=\S)")),
    (Rank.DASH, re.compile(r"()[-–—−•●▪◦‣·*✓➢]\s*(?=\S)")),
    (Rank.PLUS, re.compile(r"()\+\s*(?=\S)")),
]


def split_mark(text: str) -> tuple[Mark | None, str]:
    """The mark that opens a text, and the text behind it."""
    for rank, pattern in _PATTERNS:
        match = pattern.match(text)
        if match and (match[1] or rank >= Rank.DASH):
            deeper = rank is Rank.SUBNUMBER and match[1].count(".") > 1
            return Mark(Rank.DEEPER if deeper else rank, match[1]), text[match.end() :]
    return None, text

"""Words found in a text whatever its marks: which stretches of it hold them. Pure.

"chuyen doi so" is found in "Chuyển đổi số", and the stretch that is marked is the text's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lantoa.vietnamese.text import fold

MOST_WORDS = 8
LEAD_IN = 40
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `is_hit` where it holds a word that was asked for."""

    text: str
    is_hit: bool = False


def searchable(text: str) -> str:
    """The folded words of a text between single blanks: " chuyen doi so 57 nq tw "."""
    return f" {_NOT_WORD.sub(' ', fold(text)).strip()} "


def words_of(asked: str) -> tuple[str, ...]:
    """The folded words of a question, each once; the last one may still be being typed."""
    return tuple(dict.fromkeys(searchable(asked).split()))[:MOST_WORDS]


def needles(words: Sequence[str]) -> list[str]:
    """What must stand in `searchable`: whole words, and the beginning of one for the last."""
    return [f" {word} " for word in words[:-1]] + [f" {word}" for word in words[-1:]]


def pieces(text: str, words: Sequence[str]) -> list[Piece]:
    """The text cut where words stand in it; joined, the pieces are the text."""
    folded, places = _with_places(text)
    spans = _joined(sorted(span for one in needles(words) for span in _spans(folded, one)))
    found: list[Piece] = []
    end = 0
    for first, last in spans:
        start, stop = places[first], places[last]
        if start > end:
            found.append(Piece(text[end:start]))
        found.append(Piece(text[start:stop], is_hit=True))
        end = stop
    if end < len(text):
        found.append(Piece(text[end:]))
    return found


def snippet(text: str, words: Sequence[str], *, most: int = 160) -> str:
    """The part of a long text around the first word found; its beginning where none is."""
    folded, places = _with_places(text)
    hits = [at for at in (folded.find(one) for one in needles(words)) if at >= 0]
    start = max(0, places[min(hits)] - LEAD_IN) if hits else 0
    if start:
        start = text.find(" ", start) + 1 or start
    part = text[start : start + most]
    if start + most < len(text):
        part = part.rsplit(" ", 1)[0] + "…"
    return ("…" if start else "") + part


def _with_places(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter between two blanks, and where each letter stands in it.
    What is no letter and no digit is a blank; a mark that stands by itself belongs to the letter
    before it."""
    letters, places = [" "], [0]
    for place, letter in enumerate(text):
        for one in _letter(letter):
            letters.append(one)
            places.append(place)
    return "".join([*letters, " "]), [*places, len(text), len(text)]


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).lower())
    kept = "".join(c for c in plain if unicodedata.category(c) != "Mn").replace("đ", "d")
    return _NOT_WORD.sub(" ", kept)


def _spans(folded: str, needle: str) -> list[tuple[int, int]]:
    """Where the word itself stands, without the blanks around it."""
    found, at = [], folded.find(needle)
    while at >= 0:
        end = at + len(needle.rstrip())
        found.append((at + 1, end))
        at = folded.find(needle, end)
    return found


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap are one."""
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined

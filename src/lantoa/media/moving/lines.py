"""Where Vietnamese lines break: captions of at most two lines of six syllables, cut by sense.

A caption is read at a glance, so no line tears apart what is one thing: a number and its unit, a
name, a compound; a line ends before a linking word, not behind it, and best at a comma."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from lantoa.media.moving.line_words import (
    BEFORE_FIGURES,
    ENDERS,
    LINKS,
    OPENERS,
)
from lantoa.vietnamese.holding import NO_BREAK
from lantoa.vietnamese.word_groups import COMPOUNDS, grouped

MOST_WORDS, MOST_LINES = 6, 2
WORD_JOINER = "\u2060"
LONE_WORD_FROM, SHORT_WORD = 4, 6

STOPS = re.compile(r"[.!?…][”»\")\]]*$")
PAUSES = re.compile(r"[,;:–][”»\")\]]*$|^[–-]$")
SENTENCE = re.compile(r"(?<=[.!?…])[”»\")\]]*\s+")
HAS_DIGIT = re.compile(r"\d")

Measure = Callable[[str], float]


@dataclass(frozen=True)
class Block:
    """One caption as it stands on the screen: its lines, from the top."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [part.strip() for part in SENTENCE.split(" ".join(text.split())) if part.strip()]


def joined(text: str) -> str:
    """The text with no-break blanks where a line must not break, for typst; no short word stands
    alone in the last line."""
    words = grouped(" ".join(text.split())).split(" ")
    parts = words[:1]
    for place, (before, after) in enumerate(pairwise(words), start=2):
        is_last = place == len(words) > LONE_WORD_FROM
        last = before.rpartition(NO_BREAK)[2]
        is_bound = _is_one(last, after) or (is_last and len(after) < SHORT_WORD)
        parts += [NO_BREAK if is_bound else " ", after]
    return "".join(parts)


def blocks(text: str, width: Measure, room: float) -> list[Block]:
    """The text as captions: none over two lines, no line over six words or wider than `room`.

    `width` measures a line, in the unit of `room`; a word that is wider by itself is cut."""
    found: list[Block] = []
    for sentence in sentences(text):
        words = [part for word in sentence.split() for part in _fitting(word, width, room)]
        found += _best(tuple(words), width, room)
    return found


def _fitting(word: str, width: Measure, room: float) -> list[str]:
    """A web address or the like in pieces that fit."""
    pieces = []
    while width(word) > room and len(word) > 1:
        end = len(word) - 1
        while end > 1 and width(word[:end]) > room:
            end -= 1
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def _best(words: tuple[str, ...], width: Measure, room: float) -> list[Block]:
    """The cheapest way to cut one sentence (dynamic programming over where captions begin)."""
    count = len(words)

    @cache
    def line_ends(first: int) -> tuple[int, ...]:
        ends = []
        for last in range(first + 1, min(first + MOST_WORDS, count) + 1):
            if last > first + 1 and width(" ".join(words[first:last])) > room:
                break
            ends.append(last)
        return tuple(ends)

    costs: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (count + 1)
    for first in range(count - 1, -1, -1):
        options: list[tuple[float, tuple[int, ...]]] = []
        for middle in line_ends(first):
            options.append((_block_cost(words, first, None, middle), (middle,)))
            if middle < count:
                options += [
                    (_block_cost(words, first, middle, last), (middle, last))
                    for last in line_ends(middle)
                ]
        costs[first] = min(
            ((cost + costs[ends[-1]][0], ends) for cost, ends in options), key=lambda one: one[0]
        )
    found, first = [], 0
    while first < count:
        ends = costs[first][1]
        starts = (first, *ends[:-1])
        found.append(
            Block(tuple(" ".join(words[one:two]) for one, two in zip(starts, ends, strict=True)))
        )
        first = ends[-1]
    return found


def _block_cost(words: tuple[str, ...], first: int, middle: int | None, last: int) -> float:
    """A caption more costs, a torn phrase costs, uneven lines cost a little."""
    cost = 9.0
    if last < len(words):
        cost += 1.6 * _break_cost(words[last - 1], words[last])
    if middle is None:
        return cost + 3.0 * max(0, 3 - (last - first))
    cost += _break_cost(words[middle - 1], words[middle])
    lengths = len(" ".join(words[first:middle])), len(" ".join(words[middle:last]))
    cost += abs(lengths[0] - lengths[1]) * 0.12
    return cost + (3.0 if last - middle == 1 or middle - first == 1 else 0.0)


def _break_cost(before: str, after: str) -> float:
    """How bad it is to break between two words; below zero it is good."""
    if STOPS.search(before):
        return -8.0
    if PAUSES.search(before):
        return -5.0
    if _is_one(before, after):
        return 14.0
    low, next_low = before.lower(), after.lower()
    if (low, _bare(next_low)) in COMPOUNDS:
        return 7.0
    if low in LINKS or low in OPENERS:
        return 5.0
    if _bare(next_low) in ENDERS:
        return 4.0
    return -1.5 if next_low in LINKS else 1.0


def _is_one(before: str, after: str) -> bool:
    """A number and its unit, a word and its number, the parts of a name."""
    if STOPS.search(before) or PAUSES.search(before):
        return False
    if HAS_DIGIT.search(before):
        return after[:1].islower() or after[:1] in "%‰"
    if HAS_DIGIT.search(after):
        return before.lower() in BEFORE_FIGURES
    return before[:1].isupper() and after[:1].isupper() and not before.isupper()


def _bare(word: str) -> str:
    return word.strip('.,;:!?…”»")')

"""A shorter text for a clip, by rule: the title, the lead, then what every paragraph says first,
then what is left, in the order of the text, as long as there is time. Nothing is reworded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lantoa.media.moving.lines import sentences
from lantoa.media.prosody import ORDINARY, phrases

SECONDS_A_SYLLABLE = 0.27
"""Measured on the built-in voice at the ordinary pace, without its rests."""
KEPT_WHOLE = 2
"""Lines at the beginning: title and lead."""


def shortened(lines: Sequence[str], seconds: float, read: Callable[[str], str]) -> list[str]:
    """So many sentences of a text as fill no more than `seconds` when they are said; lines stay
    lines. The first sentence is always kept."""
    parts = [(at, sentence) for at, line in enumerate(lines) for sentence in sentences(line)]
    kept: set[int] = set()
    left = seconds
    for number in _by_weight(parts):
        needed = seconds_of(read(parts[number][1]))
        if needed <= left or not kept:
            kept.add(number)
            left -= needed
    found: dict[int, list[str]] = {}
    for number in sorted(kept):
        at, sentence = parts[number]
        found.setdefault(at, []).append(sentence)
    return [" ".join(found[at]) for at in sorted(found)]


def seconds_of(said: str) -> float:
    """About how long words take that were read aloud, with the rest behind them."""
    spoken = phrases(said, ORDINARY)
    rests = sum(phrase.rest for phrase in spoken) + 0.4
    return sum(len(phrase.text.split()) for phrase in spoken) * SECONDS_A_SYLLABLE + rests


def _by_weight(parts: Sequence[tuple[int, str]]) -> list[int]:
    """Numbers of the sentences, the most needed first."""

    def weight(number: int) -> tuple[int, int]:
        at = parts[number][0]
        is_first = number == 0 or parts[number - 1][0] != at
        if at < KEPT_WHOLE:
            return 0, number
        return (1 if is_first else 2), number

    return sorted(range(len(parts)), key=weight)

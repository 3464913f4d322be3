"""How large words may be: the largest size at which a text fits its place, measured by the font."""

from __future__ import annotations

from collections.abc import Sequence

from lantoa.media.moving.lines import WORD_JOINER
from lantoa.typesetting.compile import FONTS
from lantoa.typesetting.metrics import face
from lantoa.vietnamese.holding import NO_BREAK

LEADING = 1.25
"""From line to line on a card, in sizes: height of a capital plus leading."""


def width_of(text: str, size: float, weight: str = "Bold") -> float:
    """Pixels that a line takes in Be Vietnam Pro."""
    return face(FONTS / f"BeVietnamPro-{weight}.ttf").width(_plain(text), size)


def _plain(text: str) -> str:
    return text.replace(NO_BREAK, " ").replace(WORD_JOINER, "")


def largest(text: str, width: float, sizes: Sequence[float], *, also: float = 0.0) -> float:
    """For one line: the first of `sizes` (falling) at which it fits into `width`; else the last.
    `also`: how much of a size stands beside it."""
    for size in sizes:
        if width_of(text, size) + also * size <= width:
            return size
    return sizes[-1]


def fitting(
    text: str, width: float, height: float, sizes: Sequence[float], weight: str = "Bold"
) -> float:
    """For a text of several lines: the first of `sizes` at which it fits; else the last."""
    for size in sizes:
        count = lines_of(text, width, size, weight)
        widest = max((width_of(word, size, weight) for word in text.split(" ")), default=0)
        if count * size * LEADING <= height and widest <= width:
            return size
    return sizes[-1]


def lines_of(text: str, width: float, size: float, weight: str = "Bold") -> int:
    """How many lines a text takes when each is filled. Only plain blanks break."""
    count, line = 1, ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size, weight) > width:
            count, line = count + 1, word
        else:
            line = longer
    return count

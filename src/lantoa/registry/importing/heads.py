"""Where the head of a table stands, and which column holds what. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lantoa.documents.sheets import Cell
from lantoa.documents.tables import Row
from lantoa.vietnamese import fold

HIGHEST = 40  # rows among which the head is looked for
_ASIDE = re.compile(r"\([^)]*\)")
_NO_WORD = re.compile(r"[^a-z0-9]+")
# Columns that are never taken: numbers of lines, and what is personal and not needed.
ORDINAL = {"stt", "tt", "so tt", "so thu tu", "s t t", "sott", "no"}


@dataclass(frozen=True)
class Column:
    """One thing that a table may say. `heads` are its wordings, folded; the first is the one of
    our own template; `weak` ones count when they stand inside a longer head."""

    name: str
    label: str
    heads: tuple[str, ...]
    weak: tuple[str, ...] = ()
    required: bool = False
    example: str = ""


@dataclass(frozen=True)
class Head:
    """The rows of the head (places in the table) and the place of each column."""

    first: int = -1
    last: int = -1
    places: Mapping[str, int] = field(default_factory=dict)


def plain(cell: Cell) -> str:
    """A heading for comparing: folded, without what stands in brackets, words only."""
    folded = fold(_ASIDE.sub(" ", str(cell or "")))
    return " ".join(_NO_WORD.sub(" ", folded).split())


def find_head(rows: Sequence[Row], columns: Sequence[Column]) -> Head:
    """The row, or the two rows, that name most columns; none: `Head()`.

    A head of two rows must name more than its upper row alone. Of equal ones the upper stands.
    """
    best, best_score = Head(), 0
    for place in range(min(HIGHEST, len(rows))):
        for last in (place, place + 1):
            if last >= len(rows) or (last > place and rows[last].number > rows[place].number + 1):
                continue
            places = _places(rows[place : last + 1], columns)
            score = _score(places, columns)
            if score > best_score:
                best, best_score = Head(place, last, places), score
    named = sum(column.required for column in columns if column.name in best.places)
    return best if named and (len(best.places) > 1 or len(columns) == 1) else Head()


def _score(places: Mapping[str, int], columns: Sequence[Column]) -> int:
    return sum(3 if column.required else 2 for column in columns if column.name in places)


def _places(head: Sequence[Row], columns: Sequence[Column]) -> dict[str, int]:
    """Column → place: the best wordings first, every place given once."""
    width = max(len(row.cells) for row in head)
    fits = []
    for place in range(width):
        wordings = [plain(row.cells[place]) for row in head if place < len(row.cells)]
        for order, column in enumerate(columns):
            fit = _fit(wordings, column)
            if fit:
                fits.append((-fit, order, place, column.name))
    found: dict[str, int] = {}
    for _, _, place, name in sorted(fits):
        if name not in found and place not in found.values():
            found[name] = place
    return found


def _fit(wordings: Sequence[str], column: Column) -> int:
    """How well a heading names a column, 0 to 100. The lower row of two must name it exactly."""
    top, low = wordings[0], wordings[-1] if len(wordings) > 1 else ""
    whole = f"{top} {low}".strip() if low != top else top
    for text, most in ((low, 100), (whole, 98), (top, 96)):
        if text and text not in ORDINAL and _is_named(text, column):
            return most
    if len(wordings) > 1 and low and low != top:
        return 0  # what stands below a heading is data, unless it names something itself
    return max((50 + min(len(w), 40) for w in column.weak if _holds(top, w)), default=0)


def _is_named(text: str, column: Column) -> bool:
    glued = text.replace(" ", "")
    return any(text == head or glued == head.replace(" ", "") for head in column.heads)


def _holds(text: str, wording: str) -> bool:
    return f" {wording} " in f" {text} " and len(text) <= 80

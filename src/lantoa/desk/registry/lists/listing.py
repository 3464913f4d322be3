"""One list as it was asked for: searched, filtered, sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.desk.registry.lists.filters import MOVES, STATE, TODAY
from lantoa.desk.registry.lists.shape import Catalogue, Column, Filter, Value
from lantoa.documents.sheets import Sheet
from lantoa.vietnamese import date_short, fold, sort_key

SEARCH, SORT = "q", "sap"
LONGEST = 100


@dataclass(frozen=True)
class Line:
    """One row: its key, and what stands in its cells."""

    pk: int
    name: str
    values: tuple[Value, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Asking:
    """A filter with what was chosen, ready for the screen."""

    filter: Filter
    value: str
    choices: Sequence[tuple[str, str]]

    @property
    def is_choice(self) -> bool:
        return self.filter.choices is not None

    @property
    def in_words(self) -> str:
        """What the printed page says of it."""
        chosen = dict(self.choices).get(self.value, "")
        if not self.value or (self.choices and not chosen):
            return ""
        words = chosen or date_short(date.fromisoformat(self.value))
        return f"{self.filter.label.lower()}: {words}"


@dataclass(frozen=True)
class Head:
    """A heading that sorts: the address part that it leads to, and which way it stands."""

    label: str
    sort: str
    order: str


@dataclass(frozen=True)
class Listing:
    """What is shown, printed and exported."""

    catalogue: Catalogue
    lines: tuple[Line, ...]
    total: int
    search: str
    askings: tuple[Asking, ...]
    heads: tuple[Head, ...]

    @property
    def has_extra(self) -> bool:
        return any(a.filter.is_extra for a in self.askings)

    @property
    def extra_open(self) -> bool:
        return any(a.filter.is_extra and a.value for a in self.askings)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search) or any(a.value != a.filter.default for a in self.askings)

    @property
    def in_words(self) -> str:
        """How the list was narrowed, for the printed page."""
        parts = [f"tìm «{self.search}»"] if self.search else []
        return ", ".join([*parts, *(a.in_words for a in self.askings if a.in_words)])

    def sheet(self) -> Sheet:
        """The same lines with a number column, for a spreadsheet."""
        head = ("STT", *(column.label for column in self.catalogue.columns))
        rows = tuple((place, *line.values) for place, line in enumerate(self.lines, start=1))
        return Sheet(self.catalogue.name, (head, *rows))


def listing(catalogue: Catalogue, query: Mapping[str, str], *, today: date) -> Listing:
    """The rows that were asked for. What is no day or no choice of ours is as if not asked."""
    askings = tuple(_asking(one, query) for one in catalogue.filters)
    asked = {a.filter.name: a.value for a in askings} | {TODAY: today.isoformat()}
    if asked.get(MOVES) and STATE not in query:
        asked[STATE] = ""
        askings = tuple(
            Asking(a.filter, "", a.choices) if a.filter.name == STATE else a for a in askings
        )
    rows = list(catalogue.rows())
    kept = [row for row in rows if all(one.keep(row, asked) for one in catalogue.filters)]
    search = query.get(SEARCH, "")[:LONGEST].replace("\x00", "")
    lines = [_line(catalogue.columns, row) for row in kept]
    lines = [line for line in lines if fold(search) in fold(" ".join(line.cells))]
    order = query.get(SORT, "")
    return Listing(
        catalogue, tuple(_sorted(lines, order, len(catalogue.columns))), len(rows), search,
        askings, _heads(catalogue.columns, order),
    )  # fmt: skip


def _asking(one: Filter, query: Mapping[str, str]) -> Asking:
    value = query.get(one.name, one.default)
    if one.choices is None:
        return Asking(one, value if _is_day(value) else "", ())
    choices = one.choices()
    return Asking(one, value if value in dict(choices) else "", choices)


def _is_day(value: str) -> bool:
    try:
        return bool(value) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _line(columns: Sequence[Column], row: Any) -> Line:
    values = tuple(column.value(row) for column in columns)
    shown = (column.shown(value) for column, value in zip(columns, values, strict=True))
    return Line(row.pk, str(row), values, tuple(shown))


def _sorted(lines: list[Line], order: str, columns: int) -> list[Line]:
    place = order.removeprefix("-")
    if not place.isdecimal() or not 1 <= int(place) <= columns:
        return lines
    index = int(place) - 1
    return sorted(lines, key=lambda line: _key(line.values[index]), reverse=order.startswith("-"))


def _key(value: Value) -> tuple[int, str]:
    """Empty last; numbers by size, days by day, words by the Vietnamese alphabet."""
    if value is None or value == "":
        return (1, "")
    if isinstance(value, int):
        return (0, f"{value:020}")
    return (0, value.isoformat() if isinstance(value, date) else sort_key(value))


def _heads(columns: Sequence[Column], order: str) -> tuple[Head, ...]:
    heads = []
    for place, column in enumerate(columns, start=1):
        is_up, is_down = order == str(place), order == f"-{place}"
        state = "ascending" if is_up else "descending" if is_down else ""
        heads.append(Head(column.label, f"-{place}" if is_up else str(place), state))
    return tuple(heads)

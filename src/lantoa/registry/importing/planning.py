"""What an import would do, row by row, before anything is kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lantoa.documents.sheets import Cell
from lantoa.documents.tables import Row, Table
from lantoa.registry.importing.base import Importer, Values
from lantoa.registry.importing.heads import ORDINAL, plain
from lantoa.registry.importing.values import Wrong, text

ADD, CHANGE, SAME, SKIP = "add", "change", "same", "skip"
_TOTALS = {"tổng", "tổng cộng", "tổng số", "cộng", "tong cong", "tong so", "cộng chung", "total"}
_GROUP_NUMBER = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.)\-:]\s*")
_ORDINAL_CELL = re.compile(r"[IVXLC]+|[A-ZĐ]|\d{1,3}")
_COLUMN_NUMBER = re.compile(r"\(?\s*([0-9]{1,2}|[A-Z])\s*\)?")


@dataclass(frozen=True)
class Layout:
    """Where the head ends (a row of the sheet, 0: no head) and the place of each column."""

    head: int
    places: Mapping[str, int]


@dataclass
class PlannedRow:
    """One row of the sheet and what becomes of it."""

    number: int
    state: str
    label: str
    cells: list[str] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    reason: str = ""
    note: str = ""
    values: Values = field(default_factory=dict)
    there: Any = None


def plan_rows(importer: Importer, table: Table, layout: Layout) -> list[PlannedRow]:
    """Every row below the head. Nothing is kept; the database is only read."""
    planner = _Planner(importer, layout)
    rows = [row for row in table.rows if row.number > layout.head]
    return [planned for place, row in enumerate(rows) for planned in [planner.plan(row, place)]]


def fingerprint(rows: list[PlannedRow]) -> str:
    """The same for the same plan: what was shown is what is kept."""
    told = [(r.number, r.state, r.label, r.cells, r.changes, r.reason) for r in rows]
    return hashlib.sha256(repr(told).encode()).hexdigest()


class _Planner:
    """Knows which rows came before."""

    def __init__(self, importer: Importer, layout: Layout) -> None:
        self.importer, self.layout = importer, layout
        self.group: Cell = None
        self.by_key: dict[str, PlannedRow] = {}
        self.by_there: dict[int, PlannedRow] = {}

    def plan(self, row: Row, place: int) -> PlannedRow:
        """One row. What is wrong with it is its reason; no row is wrong for the others."""
        named = self._named(row)
        if place == 0 and _numbers_columns(row):
            return self._skip(row, named, "dòng đánh số cột")
        if any(isinstance(c, str) and c.lower().strip(" :.") in _TOTALS for c in row.cells[:4]):
            return self._skip(row, named, "dòng tổng cộng")
        heading = self._heading(row, named)
        if heading:
            self.group = heading
            return self._skip(row, named, f"dòng nhóm: áp dụng «{heading}» cho các dòng dưới")
        group = self.importer.group
        if group and group not in self.layout.places and self.group:
            named[group] = self.group
        try:
            return self._good(row, named)
        except Wrong as wrong:
            return self._skip(row, named, str(wrong))

    def _named(self, row: Row) -> dict[str, Cell]:
        width = len(row.cells)
        return {
            name: row.cells[place] if place < width else None
            for name, place in self.layout.places.items()
        }

    def _heading(self, row: Row, named: Mapping[str, Cell]) -> str:
        """A name that stands alone in its row, for the rows below it."""
        group = self.importer.group
        words = {cell.strip() for cell in row.cells if isinstance(cell, str) and cell.strip()}
        words -= {word for word in words if _ORDINAL_CELL.fullmatch(word)}
        others = [c for c in row.cells if c not in (None, "") and not isinstance(c, str)]
        if not group or len(words) != 1 or len(others) > 1 or group in self.layout.places:
            return ""
        alone = _GROUP_NUMBER.sub("", next(iter(words))).strip(" :.")
        return alone if len(named) > 1 and len(alone) > 1 else ""

    def _good(self, row: Row, named: Mapping[str, Cell]) -> PlannedRow:
        importer = self.importer
        values = importer.read(named)
        if not values:
            raise Wrong("không có ô nào để nhập")
        first = importer.columns[0]
        if first.name not in values:
            raise Wrong(f"thiếu {first.label.lower()}")
        key = importer.key(values)
        earlier = self.by_key.get(key)
        if earlier:
            return self._again(row, earlier, values)
        there = importer.find(values)
        if there is not None and there.pk in self.by_there:
            raise Wrong(f"trùng dòng {self.by_there[there.pk].number}")
        if there is None:
            importer.require(values)
        planned = self._planned(row.number, values, there)
        self.by_key[key] = planned
        if there is not None:
            self.by_there[there.pk] = planned
        return planned

    def _again(self, row: Row, earlier: PlannedRow, values: Values) -> PlannedRow:
        both = self.importer.combine(earlier.values, values)
        if both is None:
            raise Wrong(f"trùng dòng {earlier.number}")
        joined = self._planned(earlier.number, both, earlier.there)
        earlier.__dict__.update(joined.__dict__)
        label = self.importer.label(values)
        return PlannedRow(row.number, SKIP, label, reason=f"đã gộp vào dòng {earlier.number}")

    def _planned(self, number: int, values: Values, there: Any) -> PlannedRow:
        importer = self.importer
        note = importer.check(values, there)
        label = importer.label(values)
        cells = [importer.show(c.name, values.get(c.name)) for c in importer.columns]
        state, changes = ADD, []
        if there is not None:
            changes = list(self._differences(values, importer.now_of(there)))
            state = CHANGE if changes else SAME
        return PlannedRow(number, state, label, cells, changes, "", note, values, there)

    def _differences(self, values: Values, now: Values) -> Iterator[tuple[str, str, str]]:
        for column in self.importer.columns:
            if column.name in values and values[column.name] != now.get(column.name):
                old = self.importer.show(column.name, now.get(column.name))
                yield (
                    column.label,
                    old or "trống",
                    self.importer.show(column.name, values[column.name]),
                )

    def _skip(self, row: Row, named: Mapping[str, Cell], reason: str) -> PlannedRow:
        words = [_safe(cell) for cell in row.cells if cell not in (None, "")]
        label = next((w for w in words if not w.isdecimal()), words[0] if words else "")
        cells = [_safe(named.get(column.name)) for column in self.importer.columns]
        return PlannedRow(row.number, SKIP, label[:80], cells, [], reason)


def _safe(cell: Cell) -> str:
    try:
        return text(cell, longest=5000)[:120]
    except Wrong:
        return str(cell)[:120]


def _numbers_columns(row: Row) -> bool:
    """(1) (2) (3) below the head."""
    cells = [text(cell, longest=5000) for cell in row.cells if cell not in (None, "")]
    numbers = [_COLUMN_NUMBER.fullmatch(cell) for cell in cells]
    if len(cells) < 3 or not all(numbers):
        return False
    order = [match[1] for match in numbers if match]
    figures = [int(one) for one in order if one.isdecimal()]
    return figures == sorted(set(figures)) and len(set(order)) == len(order)


def unread_heads(table: Table, layout: Layout) -> list[str]:
    """Headings that are not taken, so that nobody thinks they were."""
    head = next((row for row in table.rows if row.number == layout.head), None)
    if head is None:
        return []
    taken = set(layout.places.values())
    names = [
        _safe(cell) for place, cell in enumerate(head.cells)
        if cell not in (None, "") and place not in taken and plain(cell) not in ORDINAL
    ]  # fmt: skip
    return list(dict.fromkeys(names))

"""A table of tasks: header, rows that open a group, rows that are tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lantoa.plan.reading.columns import Column, header_of
from lantoa.plan.reading.dates import timing_of
from lantoa.plan.reading.marks import Mark, Rank, split_mark
from lantoa.plan.reading.tables import Cell, Table, row_span
from lantoa.plan.reading.terms import Span, TaskRead
from lantoa.plan.reading.units import split_units

_ROMAN = re.compile(r"^[IVXL]+\.?$|^[A-H]\.?$")
_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,3})*\.?$")


@dataclass(frozen=True)
class GroupRow:
    """A row that only names a group of tasks."""

    number: str | None
    text: str
    span: Span


def tasks_of_table(table: Table) -> Iterator[GroupRow | tuple[TaskRead, Span]]:
    """The rows of a table of tasks, in order; nothing where it is no such table."""
    header = header_of(table)
    if header is None:
        return
    index, columns = header
    places = {column: position for position, column in reversed(columns.items())}
    for row in _whole(table.rows[index + 1 :], len(table.rows[index])):
        group = _group(row, places)
        if group:
            yield group
        elif task := _task(row, places):
            yield task, row_span(row)


def _whole(rows: Sequence[tuple[Cell, ...]], width: int) -> Iterator[tuple[Cell, ...]]:
    """Rows put together again that an empty cell has cut in two."""
    held: tuple[Cell, ...] = ()
    for row in rows:
        goes_on = held and len(held) + 1 + len(row) <= width and not _opens_row(row)
        if goes_on and _NUMBER.match(held[0].text):
            held = (*held, Cell(()), *row)
            continue
        if held:
            yield held
        held = row
    if held:
        yield held


def _opens_row(row: Sequence[Cell]) -> bool:
    first = row[0].text
    mark, _ = split_mark(first)
    return bool(_NUMBER.match(first) or _ROMAN.match(first) or (mark and mark.rank <= Rank.NUMBER))


def _at(row: Sequence[Cell], places: Mapping[Column, int], column: Column) -> Cell:
    position = places.get(column)
    return row[position] if position is not None and position < len(row) else Cell(())


def _group(row: Sequence[Cell], places: Mapping[Column, int]) -> GroupRow | None:
    """A row without units and time: numbered with a Roman numeral, or one cell alone."""
    filled = [cell for cell in row if cell.text]
    if not filled:
        return None
    assigned = (Column.LEAD, Column.SUPPORT, Column.TIMING)
    if len(row) > 1 and len(filled) > 1 and any(_at(row, places, each).text for each in assigned):
        return None
    if len(filled) == 1:
        mark, text = split_mark(filled[0].text)
        number = mark.value if isinstance(mark, Mark) else None
        return None if _NUMBER.match(filled[0].text) else GroupRow(number, text, row_span(row))
    number, text = filled[0].text, filled[1].text
    if _ROMAN.match(number):
        return GroupRow(number.rstrip("."), text, row_span(row))
    return None


def _task(row: Sequence[Cell], places: Mapping[Column, int]) -> TaskRead | None:
    text = _at(row, places, Column.TEXT).text
    if not text:
        return None
    number = _at(row, places, Column.NUMBER).text.rstrip(".")
    return TaskRead(
        number=number or None,
        text=text,
        lead_units=_units(_at(row, places, Column.LEAD)),
        supporting_units=_units(_at(row, places, Column.SUPPORT)),
        timing=timing_of(_at(row, places, Column.TIMING).text.strip("-")),
    )


def _units(cell: Cell) -> tuple[str, ...]:
    """Units of a cell. Lines of a cell part units only where a new name opens the line."""
    joined = ""
    for line in cell.lines:
        opens = line.text[:1].isupper() and not joined.endswith(("và", ","))
        same_line = cell.lines[0].number == line.number
        sign = "\n" if joined and opens and same_line else " "
        joined = f"{joined}{sign}{line.text}" if joined else line.text
    return split_units(joined)

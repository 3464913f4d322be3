"""A table of tasks: header, rows that open a group, rows that are tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest

from lantoa.plan.reading.columns import Column, header_of
from lantoa.plan.reading.dates import timing_of
from lantoa.plan.reading.labels import Label, labelled
from lantoa.plan.reading.marks import Mark, Rank, split_mark
from lantoa.plan.reading.tables import Cell, Table, row_span
from lantoa.plan.reading.terms import Span, TaskRead
from lantoa.plan.reading.units import opens_as_unit, split_units

_ROMAN = re.compile(r"^[IVXL]+\.?$|^[A-H]\.?$")
_UNIT = re.compile(r"(?:Sở|Phòng|UBND|Công an|Trung tâm|Ban Quản lý|Hội|Đoàn)\s")
"""Opens another unit where a cell has one a line."""
_LONGEST_NUMBER = 12
_SENTENCE = 40
"""Letters; a longer text that does not begin as a unit is none."""
_ENDS_OPEN = re.compile(r"(?:,|\b(?:và|của|thuộc|các|tại))$")
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
    whole = _whole(table.rows[index + 1 :], len(table.rows[index]))
    rows = list(_without_dittos(whole, places))
    for row, below in zip_longest(rows, rows[1:], fillvalue=()):
        group = _group(row, places, below)
        if group:
            yield group
        elif len(row) > 1 and _is_slipped(row, places, len(table.rows[index])):
            longest = max((cell.text for cell in row), key=len)
            yield TaskRead(None, longest), row_span(row)
        elif task := _task(row, places):
            yield task, row_span(row)


_REPEATED = (Column.NUMBER, Column.LEAD, Column.SUPPORT, Column.BOTH, Column.TIMING)


def _without_dittos(
    rows: Iterator[tuple[Cell, ...]], places: Mapping[Column, int]
) -> Iterator[tuple[Cell, ...]]:
    """Rows with what «as above» means; a row that goes on with the task above joins it."""
    held: tuple[Cell, ...] = ()
    for row in rows:
        if held and _at(row, places, Column.TEXT).is_ditto:
            held = tuple(map(_joined, held, row)) if len(held) == len(row) else held
            continue
        if held:
            yield held
        above = held
        repeated = {places[each] for each in _REPEATED if each in places}
        held = tuple(_resolved(cell, at, above, repeated) for at, cell in enumerate(row))
    if held:
        yield held


def _resolved(cell: Cell, at: int, above: Sequence[Cell], repeated: Set[int]) -> Cell:
    if not cell.is_ditto:
        return cell
    return above[at] if at in repeated and at < len(above) else Cell(())


def _joined(one: Cell, two: Cell) -> Cell:
    same = not two.text or two.is_ditto or two.text == one.text
    return one if same else Cell((*one.lines, *two.lines))


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


def _is_slipped(row: Sequence[Cell], places: Mapping[Column, int], width: int) -> bool:
    """A row without its first cells, which are joined with those above: no place in it holds."""
    if places.get(Column.NUMBER) != 0 or not row[0].text or _opens_row(row):
        return False
    return len(row) < width or len(row[0].text) > _LONGEST_NUMBER


def _opens_row(row: Sequence[Cell]) -> bool:
    first = row[0].text
    mark, _ = split_mark(first)
    return bool(_NUMBER.match(first) or _ROMAN.match(first) or (mark and mark.rank <= Rank.NUMBER))


def _at(row: Sequence[Cell], places: Mapping[Column, int], column: Column) -> Cell:
    position = places.get(column)
    return row[position] if position is not None and position < len(row) else Cell(())


def _group(
    row: Sequence[Cell], places: Mapping[Column, int], below: Sequence[Cell]
) -> GroupRow | None:
    """A row without units and time: numbered with a Roman numeral, or as those below it begin
    («2» over «2.1»), or one cell alone."""
    filled = [cell for cell in row if cell.text]
    if not filled:
        return None
    assigned = (Column.LEAD, Column.BOTH, Column.SUPPORT, Column.TIMING)
    if len(row) > 1 and len(filled) > 1 and any(_at(row, places, each).text for each in assigned):
        return None
    if len(filled) == 1:
        mark, text = split_mark(filled[0].text)
        number = mark.value if isinstance(mark, Mark) else None
        return None if _NUMBER.match(filled[0].text) else GroupRow(number, text, row_span(row))
    number, text = filled[0].text, filled[1].text
    opens = number.rstrip(".") + "."
    if _ROMAN.match(number) or (below and below[0].text.startswith(opens)):
        return GroupRow(number.rstrip("."), text, row_span(row))
    return None


def _task(row: Sequence[Cell], places: Mapping[Column, int]) -> TaskRead | None:
    text = _at(row, places, Column.TEXT).text
    if not text:
        return None
    number = _at(row, places, Column.NUMBER).text.rstrip(".")
    before, labels = labelled(_at(row, places, Column.BOTH).text)
    named = dict(labels)
    return TaskRead(
        number=number or None,
        text=text,
        lead_units=_plausible(_units(_at(row, places, Column.LEAD)))
        or split_units(named.get(Label.LEAD, before)),
        supporting_units=_plausible(_units(_at(row, places, Column.SUPPORT)))
        or split_units(named.get(Label.SUPPORT, "")),
        timing=timing_of(_at(row, places, Column.TIMING).text.strip("-")),
    )


def _plausible(units: tuple[str, ...]) -> tuple[str, ...]:
    """Nothing where what stands in the cell of a unit reads as a sentence: the row has slipped."""
    return () if any(len(each) > _SENTENCE and not opens_as_unit(each) for each in units) else units


def _units(cell: Cell) -> tuple[str, ...]:
    """Units of a cell. Lines of a cell part units only where a new name opens the line."""
    joined = ""
    for line in cell.lines:
        opens = line.text[:1].isupper() and not joined.endswith(("và", ","))
        opens = opens and not _ENDS_OPEN.search(joined)
        same_line = cell.lines[0].number == line.number
        another = len(joined.split()) > 2 and _UNIT.match(line.text) is not None
        sign = "\n" if joined and opens and (same_line or another) else " "
        joined = f"{joined}{sign}{line.text}" if joined else line.text
    return split_units(joined)

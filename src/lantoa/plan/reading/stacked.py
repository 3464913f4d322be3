"""A table whose cells came out one a line, with nothing between them: the header tells how many
lines make a row, the running number where each row begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lantoa.plan.reading.columns import Column, columns_of
from lantoa.plan.reading.lines import Line
from lantoa.plan.reading.tables import Cell, Table

_ROMAN = re.compile(r"^[IVX]{1,5}\.?$")
_MOST_COLUMNS = 9


def with_stacked_tables(parts: Sequence[Line | Table]) -> list[Line | Table]:
    """The same parts with such tables taken together."""
    result: list[Line | Table] = []
    at = 0
    while at < len(parts):
        found = _table_at(parts, at)
        if found:
            table, at = found
            result.append(table)
        else:
            result.append(parts[at])
            at += 1
    return result


def _table_at(parts: Sequence[Line | Table], at: int) -> tuple[Table, int] | None:
    opening = parts[at]
    if not isinstance(opening, Line) or not _is(opening, Column.NUMBER):
        return None
    header, first = _header(parts, at)
    columns = set(columns_of(header).values())
    if Column.TEXT not in columns or not columns & {Column.LEAD, Column.TIMING}:
        return None
    rows, end = _rows(parts, first, len(header))
    if not rows:
        return None
    return Table((header, *rows), opening.number, rows[-1][-1].lines[-1].number), end


def _is(line: Line, column: Column) -> bool:
    return column in columns_of((Cell((line,)),)).values()


def _header(parts: Sequence[Line | Table], at: int) -> tuple[tuple[Cell, ...], int]:
    """The lines up to the first running number, each a cell."""
    cells: list[Cell] = []
    while at < len(parts) and len(cells) <= _MOST_COLUMNS:
        part = parts[at]
        if isinstance(part, Table) or part.text == "1" or _ROMAN.match(part.text):
            break
        cells += [Cell((part,))] if part.text else []
        at += 1
    return tuple(cells), at


def _rows(parts: Sequence[Line | Table], at: int, width: int) -> tuple[list[tuple[Cell, ...]], int]:
    """Rows as far as the numbers run on. A row of another length keeps number and text alone."""
    rows: list[tuple[Cell, ...]] = []
    expected, end = 1, at
    while at < len(parts):
        held, following = _take(parts, at, width, expected)
        if not held:
            break
        if held[0].text == str(expected):
            expected += 1
            rows.append(tuple(Cell((line,)) for line in (held if len(held) == width else held[:2])))
        else:
            rows.append(tuple(Cell((line,)) for line in held[:2]))
        at = end = following
    return rows, end


def _take(
    parts: Sequence[Line | Table], at: int, width: int, expected: int
) -> tuple[list[Line], int]:
    """The lines of one row and where the next may begin; nothing where no row begins."""
    while at < len(parts) and isinstance(each := parts[at], Line) and not each.text:
        at += 1
    held: list[Line] = []
    while at < len(parts):
        part = parts[at]
        if isinstance(part, Table):
            break
        opens = part.text in (str(expected), str(expected + 1)) or _ROMAN.match(part.text)
        if (held and opens) or (not held and not opens) or len(held) == width:
            break
        held += [part] if part.text else []
        at += 1
        if len(held) == 2 and _ROMAN.match(held[0].text):
            break
    return (held if len(held) > 1 else []), at

"""Tables in a text: pipes, tabs, or one cell a line between lone pipes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lantoa.plan.reading.folding import is_capitals, squeeze
from lantoa.plan.reading.lines import Line
from lantoa.plan.reading.marks import split_mark
from lantoa.plan.reading.terms import Span

_SEPARATOR = re.compile(r"^\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NAMES_TABLE = re.compile(r"(?:PHỤ LỤC|Phụ lục|BẢNG|Bảng|BIỂU|Biểu)\b")
_LONGEST_ROW = 12
_LONGEST_CELL = 60
"""Lines; a lone pipe without another within so many lines opens no table."""


_DITTO = re.compile(r"^(?:[〃\"”″]{1,2}|''|-?\s*nt\s*-?|như trên)$", re.IGNORECASE)
"""What stands in a cell that says the same as the one above it."""


@dataclass(frozen=True)
class Cell:
    """One cell: its lines."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All of it in one line."""
        return squeeze(" ".join(line.text for line in self.lines))

    @property
    def is_ditto(self) -> bool:
        """Does it say «as above»?"""
        return _DITTO.match(self.text) is not None


@dataclass(frozen=True)
class Table:
    """Rows of cells; rows may be of unequal length. `first` and `last` are lines of the text,
    `sign` is what parts the cells."""

    rows: tuple[tuple[Cell, ...], ...]
    first: int
    last: int
    sign: str = "|"


def segment(lines: Sequence[Line]) -> list[Line | Table]:
    """The same lines with the tables taken together."""
    parts: list[Line | Table] = []
    at = 0
    while at < len(lines):
        table, following = _table_at(lines, at)
        parts.append(table if table else lines[at])
        at = following if table else at + 1
    return parts


def _table_at(lines: Sequence[Line], at: int) -> tuple[Table | None, int]:
    text = lines[at].text
    if text == "|":
        return _bars_at(lines, at)
    if is_pipe_row(text):
        return _run_at(lines, at, is_pipe_row, "|")
    if text.count("\t") >= 2:
        return _run_at(lines, at, lambda each: "\t" in each, "\t")
    return None, at


def is_pipe_row(text: str) -> bool:
    """Is this line a row of a table with pipes?"""
    return text.count("|") >= 2 and (text.startswith("|") or text.count(" | ") >= 2)


def _run_at(
    lines: Sequence[Line], at: int, is_row: Callable[[str], bool], sign: str
) -> tuple[Table, int]:
    end = at
    kept: list[Line] = []
    while end < len(lines) and is_row(lines[end].text):
        line, end = _whole_row(lines, end) if sign == "|" else (lines[end], end + 1)
        kept += [line] if not _SEPARATOR.match(line.text) else []
    rows = tuple(_row(line, sign) for line in kept)
    return Table(rows, lines[at].number, lines[end - 1].number, sign), end


def _whole_row(lines: Sequence[Line], at: int) -> tuple[Line, int]:
    """A row with the rest that a fixed width of line has cut off: the rest opens no row."""
    line, end = lines[at], at + 1
    if not line.text.startswith("|"):
        return line, end
    for after in range(at + 1, min(at + _LONGEST_ROW, len(lines))):
        text = lines[after].text
        if (
            not text
            or _is_heading(text)
            or (text.startswith("| ") and is_pipe_row(text) and lines[after - 1].text.endswith("|"))
        ):
            break
        if text.endswith("|"):
            end = after + 1
    return Line(line.number, " ".join(each.text for each in lines[at:end])), end


def _is_heading(text: str) -> bool:
    """A numbered line in capitals or the name of a table between two tables, not the rest of a
    row."""
    if "|" in text:
        return False
    return bool(_NAMES_TABLE.match(text)) or (is_capitals(text) and split_mark(text)[0] is not None)


def _row(line: Line, sign: str) -> tuple[Cell, ...]:
    text = line.text
    if sign == "|":
        text = text.removeprefix("|").removesuffix("|")
    return tuple(
        Cell(tuple(Line(line.number, squeeze(part)) for part in _BREAK.split(cell)))
        for cell in text.split(sign)
    )


def _bars_at(lines: Sequence[Line], at: int) -> tuple[Table | None, int]:
    """A table of one cell a line: a lone pipe between cells, two between rows."""
    cells: list[list[Line] | None] = []
    content: list[Line] = []
    end = at
    for index in range(at, len(lines)):
        line = lines[index]
        if line.text == "|":
            cells.append(content or None)
            content = []
            end = index + 1
        elif _ends_bars(line.text, len(content)):
            break
        else:
            content.append(line)
    # A pipe without any cell is taken along, so that no line is looked at again and again.
    rows = _rows_of(cells[1:])
    return Table(rows, lines[at].number, lines[end - 1].number), end


def _ends_bars(text: str, held: int) -> bool:
    """A table ends where no cell goes on: an empty line, an appendix, a cell too long."""
    return (not text and not held) or held > _LONGEST_CELL or text.startswith("PHỤ LỤC")


def _rows_of(cells: Sequence[list[Line] | None]) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = []
    row: list[Cell] = []
    for cell in cells:
        if cell is None:
            rows += [tuple(row)] if row else []
            row = []
        else:
            row.append(Cell(tuple(line for line in cell if line.text)))
    return tuple(rows + ([tuple(row)] if row else []))


def flatten(parts: Sequence[Line | Table]) -> list[Line]:
    """Every line in reading order; an empty line stands between two cells."""
    lines: list[Line] = []
    for part in parts:
        if isinstance(part, Line):
            lines.append(part)
            continue
        for row in part.rows:
            if part.sign == "\t":
                # Tabs that make no table only set words apart on their line.
                lines.append(Line(row[0].lines[0].number, "\t".join(cell.text for cell in row)))
                continue
            for cell in row:
                lines += [*(() if cell.is_ditto else cell.lines), Line(part.last, "")]
    return lines


def row_span(row: Sequence[Cell]) -> Span:
    """First and last line of a row."""
    numbers = [line.number for cell in row for line in cell.lines]
    return (min(numbers), max(numbers)) if numbers else (0, 0)

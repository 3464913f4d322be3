"""Which column of a table holds what, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from lantoa.plan.reading.folding import fold
from lantoa.plan.reading.tables import Cell, Table


class Column(Enum):
    """What a column holds."""

    NUMBER = "number"
    TEXT = "text"
    LEAD = "lead"
    SUPPORT = "support"
    TIMING = "timing"
    UNIT = "unit"
    OTHER = "other"


_HEADERS = [
    (Column.NUMBER, re.compile(r"^(stt|tt|so tt|so thu tu|muc)$")),
    (Column.SUPPORT, re.compile(r"phoi hop")),
    (Column.LEAD, re.compile(r"chu tri|dau moi|(don vi|co quan|bo phan) thuc hien|phu trach")),
    (Column.TIMING, re.compile(r"thoi gian|thoi han|tien do|han hoan thanh|^hoan thanh")),
    (Column.OTHER, re.compile(r"san pham|ket qua|kinh phi|ghi chu|dia diem")),
    (Column.UNIT, re.compile(r"^(don vi|don vi tinh|dvt)$")),
    (Column.TEXT, re.compile(r"noi dung|nhiem vu|cong viec|hoat dong|chi tieu|muc tieu|giai phap")),
]
_LONGEST_HEADER = 60
YEAR = re.compile(r"\b(20\d\d)\b")


def columns_of(row: Sequence[Cell]) -> dict[int, Column]:
    """The columns that a header row names, by position."""
    found: dict[int, Column] = {}
    for position, cell in enumerate(row):
        text = fold(cell.text)
        if text and len(text) <= _LONGEST_HEADER:
            names = (column for column, pattern in _HEADERS if pattern.search(text))
            column = next(names, None)
            if column is not None:
                found[position] = column
    return found


def header_of(table: Table) -> tuple[int, dict[int, Column]] | None:
    """Row and columns of the header of a table of tasks, None where it is no such table."""
    for index, row in enumerate(table.rows[:3]):
        columns = columns_of(row)
        kinds = set(columns.values())
        if Column.TEXT in kinds and kinds & {Column.LEAD, Column.TIMING}:
            return index, columns
    return None


def years_of(table: Table) -> tuple[int, dict[int, Column], Mapping[int, str]] | None:
    """Header of a table of targets with a column a year: row, columns, year by position."""
    for index, row in enumerate(table.rows[:3]):
        columns = columns_of(row)
        years = {
            position: match[1]
            for position, cell in enumerate(row)
            if len(cell.text) <= _LONGEST_HEADER and (match := YEAR.search(cell.text))
        }
        if years and Column.TEXT in set(columns.values()) and header_of(table) is None:
            return index, columns, years
    return None

"""Which column of a table holds what, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from lantoa.plan.reading.folding import fold
from lantoa.plan.reading.tables import Cell, Table


class Column(Enum):
    """What a column holds."""

    NUMBER = "number"
    TEXT = "text"
    LEAD = "lead"
    SUPPORT = "support"
    TIMING = "timing"
    BOTH = "both"
    UNIT = "unit"
    AIM = "aim"
    OTHER = "other"


_HEADERS = [
    (Column.NUMBER, re.compile(r"^(stt|tt|so tt|so thu tu|muc)$")),
    (Column.BOTH, re.compile(r"chu tri.*phoi hop|phan cong")),
    (Column.SUPPORT, re.compile(r"phoi hop")),
    (Column.LEAD, re.compile(r"chu tri|dau moi|(don vi|co quan|bo phan) thuc hien|phu trach")),
    (Column.TIMING, re.compile(r"thoi gian|thoi han|tien do|han hoan thanh|^hoan thanh")),
    (Column.OTHER, re.compile(r"san pham|ket qua|kinh phi|ghi chu|dia diem")),
    (Column.UNIT, re.compile(r"^(don vi|don vi tinh|dvt)$")),
    (Column.TEXT, re.compile(r"noi dung|nhiem vu|cong viec|hoat dong|giai phap")),
    (Column.AIM, re.compile(r"chi tieu|muc tieu|tieu chi")),
]
_LONGEST_HEADER = 60
YEAR = re.compile(r"\b(20\d\d)\b")
_QUARTER = re.compile(r"^qu[yi] (?:iv|i{1,3}|[1-4])\b")
_VALUE = re.compile(r"^(?:muc tieu|ke hoach|chi tieu giao|muc (?:dat|giao|phan dau)|gia tri)\b")
_REACHED = re.compile(r"thuc hien|ket qua|hien trang|hien co|da dat|so voi")
"""Over figures that are no aims."""


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


def with_one_header(table: Table) -> Table:
    """The same table, the second line of a header put into the first: «Cơ quan thực hiện» over
    «Chủ trì» and «Phối hợp» becomes these two."""
    for index, (row, below) in enumerate(pairwise(table.rows[:4])):
        if len(row) == len(below) and _is_header(row) and _is_second_line(row, below):
            both = tuple(
                two if two.text and not two.is_ditto else one
                for one, two in zip(row, below, strict=True)
            )
            return replace(table, rows=(*table.rows[:index], both, *table.rows[index + 2 :]))
    return table


def _is_header(row: Sequence[Cell]) -> bool:
    return bool({Column.NUMBER, Column.TEXT, Column.AIM} & set(columns_of(row).values()))


def _is_second_line(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Nothing stands under number and text, names of columns or years under the others."""
    above = columns_of(row)
    filled = {at: cell for at, cell in enumerate(below) if cell.text and not cell.is_ditto}
    named = columns_of(below)
    return len(filled) > 1 and all(
        above.get(at) not in (Column.NUMBER, Column.TEXT, Column.AIM)
        and (named.get(at, Column.OTHER) is not Column.OTHER or YEAR.search(cell.text))
        for at, cell in filled.items()
    )


def header_of(table: Table) -> tuple[int, dict[int, Column]] | None:
    """Row and columns of the header of a table of tasks, None where it is no such table."""
    for index, row in enumerate(table.rows[:3]):
        columns = columns_of(row)
        kinds = set(columns.values())
        if Column.TEXT in kinds and kinds & {Column.LEAD, Column.BOTH, Column.TIMING}:
            return index, columns
    return None


def years_of(table: Table) -> tuple[int, int, int | None, Mapping[int, str]] | None:
    """Header of a table of targets with a column a year or a quarter: its row, the places of the
    names and of the units, and the words over every column of aims."""
    for index, row in enumerate(table.rows[:3]):
        columns = columns_of(row)
        over = {at: cell.text for at, cell in enumerate(row) if _is_aim(cell)}
        named = [
            at
            for kind in (Column.AIM, Column.TEXT)
            for at, each in columns.items()
            if each is kind and at not in over
        ]
        if not over and Column.UNIT in columns.values():
            over = {at: cell.text for at, cell in enumerate(row) if _VALUE.match(fold(cell.text))}
            named = [at for at in named if at not in over]
        if over and named and header_of(table) is None:
            unit = next((at for at, each in columns.items() if each is Column.UNIT), None)
            return index, named[0], unit, over
    return None


def _is_aim(cell: Cell) -> bool:
    """Does a column name a year or a quarter to come, not what has been reached?"""
    text = fold(cell.text)
    if len(text) > _LONGEST_HEADER or _REACHED.search(text):
        return False
    return YEAR.search(text) is not None or _QUARTER.match(text) is not None

"""Spreadsheets: rows out to .xlsx and .csv and in from .xlsx. Openpyxl is known by `documents`."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from lantoa.core.clock import local
from lantoa.core.errors import Unreadable
from lantoa.documents.package import sealed
from lantoa.documents.typography import clean
from lantoa.vietnamese.figures import byte_size, number

Cell = str | int | float | Decimal | date | datetime | bool | None

# What a spreadsheet program may take for a formula when the cell is typed or pasted again.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still read: bytes of the file, bytes unpacked, rows and columns of a sheet, cells of
    all sheets together where they are held at once."""

    file: int = 10 * 1024 * 1024
    unpacked: int = 100 * 1024 * 1024
    rows: int = 50_000
    columns: int = 200
    cells: int = 300_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; the first row holds the names of the columns."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook; text is text whatever it begins with. At least one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(_sheet_name(sheet.name, book.sheetnames)), sheet)
    held = BytesIO()
    book.save(held)
    return sealed(held.getvalue())


def write_csv(sheet: Sheet) -> bytes:
    """The same rows as .csv that spreadsheet programs open rightly: UTF-8 with its mark. A cell
    that a program may take for a formula is preceded by an apostrophe."""
    held = StringIO()
    csv.writer(held).writerows([_plain(value) for value in row] for row in sheet.rows)
    return held.getvalue().encode("utf-8-sig")


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{local(value):%d/%m/%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = clean(str(value))
    risky = isinstance(value, str) and text.startswith(FORMULA_SIGNS)
    return f"'{text}" if risky else text


def _sheet_name(name: str, taken: list[str]) -> str:
    base = _NOT_IN_SHEET_NAME.sub(" ", clean(name)).strip("' ")[:31] or "Trang"
    copies, made = 1, base
    while made.lower() in [known.lower() for known in taken]:
        copies += 1
        made = f"{base[:27]} ({copies})"
    return made


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for row, values in enumerate(sheet.rows, start=1):
        for column, value in enumerate(values, start=1):
            cell = page.cell(row=row, column=column)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
            if row == 1:
                cell.font = Font(bold=True)
    if sheet.rows:
        page.freeze_panes = "A2"
    for place, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(place)].width = width


def _put(cell: Any, value: Cell) -> None:
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
        if value.startswith(FORMULA_SIGNS):
            cell.quotePrefix = True
    elif isinstance(value, datetime):
        cell.value = local(value).replace(tzinfo=None)
        cell.number_format = "dd/mm/yyyy hh:mm:ss"
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"


def _widths(sheet: Sheet) -> list[int]:
    count = max((len(row) for row in sheet.rows), default=0)
    widths = [8] * count
    for row in sheet.rows:
        for place, value in enumerate(row):
            longest = max((len(part) for part in str(value).split("\n")), default=0)
            widths[place] = min(WIDEST, max(widths[place], longest + 2))
    return widths


def read_xlsx(content: bytes, *, limits: Limits = LIMITS) -> list[Sheet]:
    """Every sheet with its rows as stored values; formulas give the value last computed.

    Empty rows at the end are left out; a moment at midnight is a date; moments are naive, as the
    file has no zones. Raises `Unreadable` for what is no workbook or exceeds the limits.
    """
    import openpyxl

    unpacks_safely(content, limits)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        return [Sheet(page.title, _rows(page, limits)) for page in book.worksheets]
    except Unreadable:
        raise
    except Exception as error:  # openpyxl fails in many ways on a damaged file
        raise Unreadable(
            "Không đọc được tệp bảng tính: tệp hỏng hoặc không phải .xlsx. Chưa lưu gì. "
            "Mở tệp bằng chương trình bảng tính, lưu lại dạng .xlsx rồi thử lại."
        ) from error


def unpacks_safely(content: bytes, limits: Limits) -> None:
    """Refuses what is no package, unpacks to more than the limit or declares entities."""
    if len(content) > limits.file:
        raise too_large(limits)
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            if sum(part.file_size for part in file.infolist()) > limits.unpacked:
                raise too_large(limits)
            for part in file.namelist():
                if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in file.open(part).read(4096):
                    raise zipfile.BadZipFile(f"document type in {part}")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise Unreadable(
            "Tệp này không phải bảng tính .xlsx. Chưa lưu gì. "
            "Nếu là .xls hoặc .csv, mở bằng chương trình bảng tính và lưu lại dạng .xlsx."
        ) from error


def too_large(limits: Limits) -> Unreadable:
    """The refusal of a table beyond the limits."""
    return Unreadable(
        f"Bảng tính quá lớn (giới hạn {byte_size(limits.file)}, {number(limits.rows)} dòng, "
        f"{limits.columns} cột). Chưa lưu gì. Chia tệp thành nhiều phần rồi nhập từng phần."
    )


def _rows(page: Any, limits: Limits) -> tuple[tuple[Cell, ...], ...]:
    page.reset_dimensions()
    rows: list[tuple[Cell, ...]] = []
    for row in page.iter_rows(values_only=True):
        if len(rows) >= limits.rows or len(row) > limits.columns:
            raise too_large(limits)
        rows.append(tuple(stored(value) for value in row))
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    return tuple(rows)


def stored(value: Cell) -> Cell:
    """A cell as it is kept: clean text, a moment at midnight as a day."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value

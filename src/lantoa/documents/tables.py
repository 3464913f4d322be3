"""Tables as people hand them in: .xlsx with merged cells, titles and hidden sheets; .csv of any
encoding. Knows openpyxl, as `sheets.py` does."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from lantoa.core.errors import Unreadable
from lantoa.documents.sheets import Cell, Limits, stored, too_large, unpacks_safely
from lantoa.vietnamese import decode_named, number
from lantoa.vietnamese.repair import Old, old_encoding, repaired

IMPORT_LIMITS = Limits(unpacked=60 * 1024 * 1024, rows=5_000, columns=60)
MOST_SHEETS = 30
MOST_MERGES = 5_000
LONGEST_TAIL = 200
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
# What begins so is a document, a picture or a web page, whatever its name says.
OTHERS = (b"%pdf", b"\x89png", b"\xff\xd8\xff", b"{\\rtf", b"<", b"gif8", b"rar!")
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_MERGE = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something: its number in the sheet, from 1, and its cells."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `encoding`: the old encoding that its text was typed in, now Unicode, or ""."""

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    encoding: str = ""


def read_tables(
    content: bytes, *, limits: Limits = IMPORT_LIMITS, with_time: bool = False
) -> list[Table]:
    """Every sheet that holds something; a text cell that covers others stands in each of them.
    `with_time`: a moment stays one; else it is its day.

    Raises `Unreadable`, in plain words, for what is no table, is locked, carries macros or
    exceeds the limits.
    """
    if content.startswith(OLE):
        raise Unreadable(_locked_or_old(content))
    if len(content) > limits.file:
        raise too_large(limits)
    raw = _xlsx(content, limits) if content.startswith(b"PK") else _csv(content, limits)
    tables = [table for table in raw if table.rows]
    if not tables:
        raise Unreadable("Tệp không có dòng nào. Chưa lưu gì. Kiểm tra lại tệp đã chọn.")
    return [_in_unicode(table, with_time) for table in tables]


def _locked_or_old(content: bytes) -> str:
    if _PASSWORD in content[:200_000] or _PASSWORD in content[-200_000:]:
        return (
            "Tệp có mật khẩu nên không mở được. Chưa lưu gì. "
            "Mở tệp bằng chương trình bảng tính, bỏ mật khẩu, lưu lại rồi chọn lại."
        )
    return (
        "Tệp này là bảng tính .xls đời cũ. Chưa lưu gì. "
        "Mở tệp bằng chương trình bảng tính, lưu lại dạng .xlsx rồi chọn lại."
    )


def _xlsx(content: bytes, limits: Limits) -> Iterator[Table]:
    import openpyxl

    unpacks_safely(content, limits)
    _refuse_strangers(content)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        pages = list(book.worksheets)[:MOST_SHEETS]
        left = limits.cells
        with zipfile.ZipFile(BytesIO(content)) as package:
            for page in pages:
                merges = _merges(package, getattr(page, "_worksheet_path", ""))
                rows = _filled(_page_rows(page, limits), merges)
                left -= sum(len(row.cells) for row in rows)
                if left < 0:
                    raise too_large(limits)
                yield Table(page.title, rows, page.sheet_state != "visible")
    except Unreadable:
        raise
    except Exception as error:  # openpyxl fails in many ways on a damaged file
        raise Unreadable(
            "Không đọc được tệp bảng tính: tệp hỏng. Chưa lưu gì. "
            "Mở tệp bằng chương trình bảng tính, lưu lại dạng .xlsx rồi chọn lại."
        ) from error


def _refuse_strangers(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        if any(part.flag_bits & 1 for part in package.infolist()):
            raise Unreadable("Tệp có mật khẩu nên không mở được. Chưa lưu gì. Bỏ mật khẩu trước.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable(
            "Tệp có chứa macro nên không nhận. Chưa lưu gì. "
            "Lưu lại dạng .xlsx (không macro) rồi chọn lại."
        )
    if "xl/workbook.xml" not in names:
        raise Unreadable(
            "Tệp này không phải bảng tính .xlsx. Chưa lưu gì. Chọn tệp .xlsx hoặc .csv."
        )


def _page_rows(page: Any, limits: Limits) -> list[list[Cell]]:
    page.reset_dimensions()
    rows: list[list[Cell]] = []
    for place, values in enumerate(page.iter_rows(values_only=True)):
        kept = [stored(value) for value in values[: limits.columns]]
        if all(value is None or value == "" for value in kept):
            kept = []
        if any(value is not None for value in values[limits.columns :]):
            raise too_large(limits)
        if kept:
            _refuse_long(sum(map(bool, rows)) + 1, limits)
            rows += [[] for _ in range(min(place, limits.rows * 10) - len(rows))]
            rows.append(kept)
    return rows


def _refuse_long(count: int, limits: Limits) -> None:
    # Titles above the head and a total below are no rows of the list.
    if count > limits.rows + 30:
        raise Unreadable(
            f"Bảng tính có quá {number(limits.rows)} dòng. Chưa lưu gì. "
            "Chia tệp thành nhiều phần rồi nhập từng phần."
        )


def _merges(package: zipfile.ZipFile, path: str) -> list[tuple[int, int, int, int]]:
    """First and last row and column, from 0, of the cells that were made one."""
    found: list[tuple[int, int, int, int]] = []
    if not path:
        return found
    rest = b""
    with package.open(path) as stream:
        while chunk := stream.read(_CHUNK):
            window = rest + chunk
            for match in _MERGE.finditer(window):
                left, top, right, bottom = match.groups()
                found.append((int(top) - 1, _column(left), int(bottom) - 1, _column(right)))
                if len(found) >= MOST_MERGES:
                    return found
            rest = window[window.rfind(b"<") :][-200:] if b"<" in window[-200:] else b""
    return found


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _filled(rows: list[list[Cell]], merges: Iterable[tuple[int, int, int, int]]) -> tuple[Row, ...]:
    """Text and days of a merged cell stand in every cell that it covers; numbers do not: the
    households of two hamlets in one cell are nobody's."""
    for top, left, bottom, right in merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        if value is None or isinstance(value, int | float):
            continue
        # Rows that hold nothing of their own are not stored at the end of a sheet.
        rows += [[] for _ in range(min(bottom + 1 - len(rows), LONGEST_TAIL))]
        for row in rows[top : bottom + 1]:
            row += [None] * (min(right + 1, IMPORT_LIMITS.columns) - len(row))
            for place in range(left, min(right + 1, len(row))):
                if row[place] is None:
                    row[place] = value
    return tuple(
        Row(place, tuple(cells))
        for place, cells in enumerate(rows, start=1)
        if any(value is not None and value != "" for value in cells)
    )


def _csv(content: bytes, limits: Limits) -> Iterator[Table]:
    if content.lstrip()[:5].lower().startswith(OTHERS):
        raise Unreadable("Tệp này không phải bảng tính. Chưa lưu gì. Chọn tệp .xlsx hoặc .csv.")
    text, encoding = decode_named(content)
    rows: list[Row] = []
    try:
        for place, cells in enumerate(csv.reader(StringIO(text), delimiter=_sign(text)), start=1):
            if len(cells) > limits.columns and any(cells[limits.columns :]):
                raise too_large(limits)
            kept = tuple(cell.strip() or None for cell in cells[: limits.columns])
            if any(kept):
                _refuse_long(len(rows) + 1, limits)
                rows.append(Row(place, kept))
    except csv.Error as error:
        raise Unreadable(
            "Không đọc được tệp .csv: có ô quá dài hoặc dấu ngoặc kép không đóng. Chưa lưu gì. "
            "Mở tệp bằng chương trình bảng tính, lưu lại dạng .xlsx rồi chọn lại."
        ) from error
    yield Table("CSV", tuple(rows), encoding=encoding)


def _sign(text: str) -> str:
    """What separates the cells: the sign that the first lines hold most often."""
    first = "\n".join(text.splitlines()[:20])
    return max(",;\t", key=lambda sign: first.count(sign))


def _in_unicode(table: Table, with_time: bool) -> Table:
    """Cells of the fonts of old, read."""
    texts = [cell for row in table.rows for cell in row.cells if isinstance(cell, str)]
    old = old_encoding(texts)
    rows = tuple(
        Row(row.number, tuple(_cell(cell, old, with_time) for cell in row.cells))
        for row in table.rows
    )
    return Table(table.name, rows, table.is_hidden, table.encoding or old.name)


def _cell(cell: Cell, old: Old, with_time: bool) -> Cell:
    if isinstance(cell, str):
        return " ".join(repaired(cell, old).split())
    if isinstance(cell, datetime):
        return cell if with_time else cell.date()
    if isinstance(cell, date | int | float | bool) or cell is None:
        return cell
    return str(cell)

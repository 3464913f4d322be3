"""Survey files: comma separated text in, interviews and frames out."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.core.errors import Refused, Unreadable
from lantoa.statistics.design import Unit
from lantoa.vietnamese.encodings import decode
from lantoa.vietnamese.text import fold, nfc

FILE_LIMIT = 20 * 1024 * 1024
HAMLET_NAMES = ("thon", "ten thon", "thon, to dan pho", "to dan pho", "hamlet")
_PARTS = ("weight", "stratum", "psu", "fpc")


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of a file by column; `lines` are their line numbers in it, the heading being line 1."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DesignColumns:
    """The columns that tell how a sample was drawn; two `psu` and two `fpc` for two stages."""

    weight: str
    stratum: str | None = None
    psu: tuple[str, ...] = ()
    fpc: tuple[str, ...] = ()


def read_records(content: bytes) -> Records:
    """Reads comma or semicolon separated text with a heading. Raises `Unreadable`."""
    if len(content) > FILE_LIMIT:
        raise Unreadable(
            "Tệp lớn hơn 20 MB nên không được đọc. Chưa tính gì. Chia tệp thành nhiều phần."
        )
    text = nfc(decode(content)).lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    try:
        columns = tuple(name.strip() for name in next(reader, []))
        found = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Unreadable(
            f"Tệp CSV hỏng ({error}). Chưa tính gì. Lưu lại tệp rồi thử lại."
        ) from error
    if len(columns) != len(set(columns)) or not found or "" in columns:
        raise Unreadable(
            "Tệp không có dòng dữ liệu, hoặc dòng tên cột bị trống hay lặp. Chưa tính gì. "
            "Ghi tên mọi cột, mỗi tên một lần, ở dòng đầu của tệp CSV."
        )
    for line, row in found:
        if len(row) != len(columns):
            raise Unreadable(
                f"Dòng {line} có {len(row)} ô trong khi có {len(columns)} cột. Chưa tính gì. "
                "Sửa dòng này rồi chạy lại."
            )
    rows = tuple(
        dict(zip(columns, (cell.strip() for cell in row), strict=True)) for _, row in found
    )
    return Records(columns, rows, tuple(line for line, _ in found))


def read_design(text: str) -> DesignColumns:
    """`weight=COL[,stratum=COL][,psu=COL[+COL]][,fpc=COL[+COL]]`. Raises `Refused`."""
    given: dict[str, str] = {}
    for part in text.split(","):
        name, _, value = part.partition("=")
        if name.strip() not in _PARTS or not value.strip() or name.strip() in given:
            raise Refused(
                f"Thiết kế mẫu không hiểu được ở «{part}». Chưa tính gì. "
                "Viết dạng weight=COT,stratum=COT,psu=COT+COT,fpc=COT+COT."
            )
        given[name.strip()] = value.strip()
    if "weight" not in given:
        raise Refused(
            "Thiết kế mẫu thiếu cột trọng số. Chưa tính gì. Thêm weight=TÊN_CỘT vào --design."
        )
    psu = tuple(given["psu"].split("+")) if "psu" in given else ()
    fpc = tuple(given["fpc"].split("+")) if "fpc" in given else ()
    if fpc and len(fpc) != max(len(psu), 1):
        raise Refused(
            "Số cột fpc phải bằng số cấp chọn mẫu (số cột psu). Chưa tính gì. "
            "Ghi đủ một cột fpc cho mỗi cấp, nối bằng dấu +."
        )
    return DesignColumns(given["weight"], given.get("stratum"), psu, fpc)


def units_of(records: Records, columns: DesignColumns, *, outcome: str, value: str) -> list[Unit]:
    """The interviews of a file. A blank outcome is unknown; any other than `value` is no."""
    stratum = (columns.stratum,) if columns.stratum else ()
    _need(records, (columns.weight, *stratum, *columns.psu, *columns.fpc, outcome))
    wanted = nfc(value).strip()
    units = []
    for place, (row, line) in enumerate(zip(records.rows, records.lines, strict=True)):
        answer = row[outcome]
        stages = max(len(columns.psu), 1)
        units.append(
            Unit(
                outcome=None if answer == "" else answer == wanted,
                weight=_positive(row[columns.weight], columns.weight, line),
                stratum=row[columns.stratum] if columns.stratum else None,
                clusters=tuple(row[name] for name in columns.psu) or (place,),
                sizes=tuple(_positive(row[name], name, line) for name in columns.fpc)
                or (None,) * stages,
            )
        )
    return units


def hamlets_of(records: Records, *, column: str | None = None) -> list[str]:
    """The hamlet of every household of a frame, from the column named or recognised."""
    name = column or next((n for n in records.columns if fold(n) in HAMLET_NAMES), None)
    if name is None:
        raise Refused(
            "Không nhận ra cột thôn trong danh sách hộ. Chưa ghi tệp nào. "
            "Đặt tên cột là «thôn», hoặc thêm --hamlet TÊN_CỘT."
        )
    _need(records, (name,))
    for row, line in zip(records.rows, records.lines, strict=True):
        if not row[name]:
            raise Refused(
                f"Dòng {line} của danh sách hộ không ghi thôn. Chưa ghi tệp nào. "
                "Bổ sung tên thôn rồi rút lại."
            )
    return [row[name] for row in records.rows]


def _need(records: Records, names: Sequence[str]) -> None:
    for name in names:
        if name not in records.columns:
            raise Refused(
                f"Tệp không có cột «{name}». Chưa tính gì. "
                f"Các cột có trong tệp: {', '.join(records.columns)}."
            )


def _positive(text: str, column: str, line: int) -> float:
    try:
        number = float(text if "." in text else text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise Refused(
            f"Dòng {line}, cột «{column}» ghi «{text}», không phải số dương. Chưa tính gì. "
            "Sửa ô này rồi chạy lại."
        )
    return number

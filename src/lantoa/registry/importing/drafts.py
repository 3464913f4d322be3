"""A table between being handed in and being kept: read, laid out, corrected by a person."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lantoa.core.errors import Refused
from lantoa.documents.sheets import Cell
from lantoa.documents.tables import Row, Table, read_tables
from lantoa.registry.importing.base import Importer, Wishes, importer_of
from lantoa.registry.importing.heads import find_head
from lantoa.registry.importing.planning import Layout, PlannedRow, plan_rows
from lantoa.registry.models import Account, SheetImport
from lantoa.registry.terms import ImportState


@dataclass(frozen=True)
class Draft:
    """An import as the preview shows it."""

    row: SheetImport
    importer: Importer
    tables: list[Table]
    sheet: int
    layout: Layout
    rows: list[PlannedRow]

    @property
    def table(self) -> Table:
        return self.tables[self.sheet]


def need_rights(kind: type[Importer], by: Account) -> None:
    """Refuses an account that may not write what the table says."""
    if not all(by.has_perm(right) for right in kind.rights):
        raise Refused(f"Tài khoản này không có quyền nhập {kind.one}. Chưa nhập gì.")


def open_table(
    *, kind: type[Importer], content: bytes, file_name: str, by: Account, now: datetime
) -> SheetImport:
    """Đưa tệp vào để xem trước: reads it and keeps a draft; the registry is not touched."""
    need_rights(kind, by)
    tables = read_tables(content)
    sheet = _likeliest(tables, kind)
    return SheetImport.objects.create(
        kind=kind.slug, file_name=file_name[-200:], by=by, made_at=now,
        sha256=hashlib.sha256(content).hexdigest(), tables=[_pack(table) for table in tables],
        choices={"sheet": sheet, **_laid_out(tables[sheet], kind)},
    )  # fmt: skip


def choose_layout(
    *,
    row: SheetImport,
    sheet: int,
    head: int | None = None,
    places: Mapping[str, int] | None = None,
    fallback_on: date | None = None,
    make_units: bool = False,
) -> None:
    """Sửa cách đọc: another sheet is laid out anew; otherwise the columns that a person chose."""
    kind = _kind(row)
    tables = [_unpack(raw) for raw in row.tables]
    if not 0 <= sheet < len(tables):
        raise Refused("Không có trang tính này trong tệp. Chưa đổi gì.")
    if sheet != row.choices.get("sheet") or places is None:
        laid = _laid_out(tables[sheet], kind)
    else:
        known = {column.name for column in kind.columns}
        laid = {
            "head": max(0, head or 0),
            "places": {name: place for name, place in places.items() if name in known},
        }
    row.choices = {
        "sheet": sheet, **laid, "make_units": make_units,
        "fallback_on": fallback_on.isoformat() if fallback_on else "",
    }  # fmt: skip
    row.save(update_fields=["choices"])


def read_draft(row: SheetImport, *, today: date) -> Draft:
    """The draft with its plan, made against the registry of this moment."""
    if row.state != ImportState.DRAFT or not row.tables:
        raise Refused("Lượt nhập này không còn ở bước xem trước. Không có gì thay đổi.")
    chosen = row.choices
    tables = [_unpack(raw) for raw in row.tables]
    fallback = chosen.get("fallback_on")
    wishes = Wishes(
        today, date.fromisoformat(fallback) if fallback else None,
        bool(chosen.get("make_units")),
    )  # fmt: skip
    importer = _kind(row)(wishes)
    layout = Layout(chosen["head"], chosen["places"])
    table = tables[chosen["sheet"]]
    rows = plan_rows(importer, table, layout) if layout.places else []
    return Draft(row, importer, tables, chosen["sheet"], layout, rows)


def _kind(row: SheetImport) -> type[Importer]:
    kind = importer_of(row.kind)
    if kind is None:
        raise Refused("Loại bảng này không còn nhập được. Không có gì thay đổi.")
    return kind


def _likeliest(tables: list[Table], kind: type[Importer]) -> int:
    """The visible sheet that names most columns; the first of equal ones."""

    def worth(place: int) -> tuple[bool, int, int]:
        table = tables[place]
        found = find_head(table.rows, kind.columns)
        return not table.is_hidden, len(found.places), -place

    return max(range(len(tables)), key=worth)


def _laid_out(table: Table, kind: type[Importer]) -> dict[str, Any]:
    head = find_head(table.rows, kind.columns)
    number = table.rows[head.last].number if head.places else 0
    return {"head": number, "places": dict(head.places)}


def _pack(table: Table) -> dict[str, Any]:
    rows = [[row.number, [_packed(cell) for cell in row.cells]] for row in table.rows]
    return {"name": table.name, "rows": rows, "hidden": table.is_hidden,
            "encoding": table.encoding}  # fmt: skip


def _packed(cell: Cell) -> Any:
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _unpack(raw: Mapping[str, Any]) -> Table:
    rows = tuple(
        Row(number, tuple(_unpacked(cell) for cell in cells)) for number, cells in raw["rows"]
    )
    return Table(raw["name"], rows, raw["hidden"], raw["encoding"])


def _unpacked(cell: Any) -> Cell:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell

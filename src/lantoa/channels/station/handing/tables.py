"""A partner's tables between being handed in and being kept: laid out, packed, read again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from lantoa.channels.station.handing.reading import lay_out, likely_head
from lantoa.channels.station.models import Partner
from lantoa.documents.sheets import Cell
from lantoa.documents.tables import Row, Table
from lantoa.vietnamese import fold


def likeliest(tables: list[Table], partner: Partner) -> int:
    def worth(place: int) -> tuple[bool, int, int]:
        table = tables[place]
        return not table.is_hidden, len(lay_out(table.rows, partner.columns).places), -place

    return max(range(len(tables)), key=worth)


def laid_out(table: Table, partner: Partner) -> dict[str, Any]:
    head = lay_out(table.rows, partner.columns)
    at = table.rows[head.last].number if head.places else likely_head(table.rows)
    places = dict(head.places)
    heading = ""
    if "length" in places and head.places:
        heading = fold(str(table.rows[head.last].cells[places["length"]] or ""))
    return {"head": at, "places": places, "in_minutes": "phut" in heading}


def pack(table: Table) -> dict[str, Any]:
    rows = [[row.number, [_packed(cell) for cell in row.cells]] for row in table.rows]
    return {"name": table.name, "rows": rows, "hidden": table.is_hidden}


def _packed(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def unpack(raw: Mapping[str, Any]) -> Table:
    rows = tuple(Row(at, tuple(_unpacked(cell) for cell in cells)) for at, cells in raw["rows"])
    return Table(raw["name"], rows, raw["hidden"])


def _unpacked(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        kept: Cell = cell
        return kept
    if "at" in cell:
        return datetime.fromisoformat(cell["at"])
    return date.fromisoformat(cell["day"])

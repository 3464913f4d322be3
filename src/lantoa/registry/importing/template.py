"""The table of a kind as a file: empty with an example, or with what is there now."""

from __future__ import annotations

from datetime import date
from typing import Any

from lantoa.documents.sheets import Cell, Sheet
from lantoa.registry.importing.base import Importer, Wishes


def template(kind: type[Importer], *, today: date, is_full: bool) -> list[Sheet]:
    """The sheet to fill in, and one that says what each column takes."""
    head = ("STT", *(column.label for column in kind.columns))
    importer = kind(Wishes(today))
    rows: list[tuple[Cell, ...]] = [head]
    if is_full:
        for place, row in enumerate(importer.current(), start=1):
            values = importer.now_of(row)
            rows.append(
                (place, *(_cell(importer, c.name, values.get(c.name)) for c in kind.columns))
            )
    guide: list[tuple[Cell, ...]] = [("Cột", "Bắt buộc", "Ví dụ")]
    for column in kind.columns:
        guide.append((column.label, "có" if column.required else "không", column.example))
    return [Sheet(kind.name, tuple(rows)), Sheet("Cách ghi", tuple(guide))]


def _cell(importer: Importer, name: str, value: Any) -> Cell:
    if isinstance(value, bool):
        return "x" if value else None
    if isinstance(value, int | date) or value is None:
        return value
    if isinstance(value, list) and value and isinstance(value[0], str):
        return "; ".join(value)
    return importer.show(name, value)

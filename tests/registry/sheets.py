"""Tables as people make them, for tests: real .xlsx files by openpyxl."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl

from lantoa.core.clock import local
from lantoa.registry.importing.base import importer_of
from lantoa.registry.importing.drafts import Draft, open_table, read_draft
from lantoa.registry.importing.planning import fingerprint
from lantoa.registry.importing.services import keep_import
from lantoa.registry.models import Account, SheetImport
from tests.make import NOW


def xlsx(rows: Sequence[Sequence[Any]], *, merges: Sequence[str] = (), title: str = "DS") -> bytes:
    """One sheet with these rows."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(list(row))
    for place in merges:
        page.merge_cells(place)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def handed_in(slug: str, content: bytes, by: Account, **choices: Any) -> SheetImport:
    """A draft, its choices made."""
    kind = importer_of(slug)
    assert kind
    row = open_table(kind=kind, content=content, file_name="ds.xlsx", by=by, now=NOW)
    row.choices.update(choices)
    row.save()
    return row


def draft_of(row: SheetImport) -> Draft:
    return read_draft(row, today=local(NOW).date())


def kept(slug: str, content: bytes, by: Account, **choices: Any) -> SheetImport:
    """Handed in, seen, kept."""
    row = handed_in(slug, content, by, **choices)
    return keep_import(row=row, shown=fingerprint(draft_of(row).rows), by=by, now=NOW)

"""The report as a sheet of paper on the screen: the same document that the writers print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.documents.terms import (
    Block,
    FigureRun,
    Heading,
    ListItems,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
    Words,
)
from lantoa.documents.typography import unbroken
from lantoa.reports.composing import blocks_of
from lantoa.reports.models import Report
from lantoa.reports.queries import changes, document_of, snapshot_of
from lantoa.reports.terms import TO_FILL
from lantoa.reports.words import PARTS


@dataclass(frozen=True)
class PartView:
    """A part of the report on the page and in the list at its left."""

    key: str
    number: str
    title: str
    blocks: list[dict[str, Any]]
    state: str
    sign: str
    text: str


def part_views(report: Report) -> list[PartView]:
    """Every part with its words and where it stands: «còn chỗ bổ sung», «2 số liệu đổi»."""
    shot = snapshot_of(report)
    changed = {change.key for change in changes(report)}
    rows = {row.key: row for row in report.parts.all()}
    found = []
    for part in PARTS:
        row = rows[part.key]
        blocks = blocks_of(row.text, shot)
        if part.key == "targets":
            blocks += [block for block in document_of(report).blocks if isinstance(block, Table)]
        moved = len(changed & _keys(blocks))
        found.append(
            PartView(part.key, part.number, part.title, shown(blocks, changed),
                     *_state(row.text, row.is_edited, moved), row.text)
        )  # fmt: skip
    return found


def opening(document: OfficialDocument, changed: set[str]) -> list[dict[str, Any]]:
    """The paragraph before the first part."""
    return shown(document.blocks[:1], changed)


def shown(blocks: Sequence[Block], changed: set[str]) -> list[dict[str, Any]]:
    """Blocks as plain values for the template."""
    return [_block(block, changed) for block in blocks]


def _block(block: Block, changed: set[str]) -> dict[str, Any]:
    match block:
        case Heading(level, number, text):
            return {"is": "heading", "level": level, "text": f"{number}. {text}"}
        case Paragraph(runs):
            return {"is": "paragraph", "runs": _runs(runs, changed)}
        case ListItems(items):
            return {"is": "list", "lines": [_runs(item, changed) for item in items]}
        case Table():
            rows = [[_runs((cell,), changed) for cell in row] for row in block.rows]
            return {"is": "table", "heads": [one.header for one in block.columns], "rows": rows}


def _runs(words: Words, changed: set[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for run in words:
        if isinstance(run, FigureRun):
            found.append({"key": run.key, "text": run.text, "is_changed": run.key in changed})
            continue
        text = run.text if isinstance(run, Run) else run
        for place, piece in enumerate(unbroken(text).split(unbroken(TO_FILL))):
            if place:
                found.append({"fill": TO_FILL})
            if piece:
                found.append({"text": piece})
    return found


def _keys(blocks: Sequence[Block]) -> set[str]:
    found: set[str] = set()
    for block in blocks:
        match block:
            case Paragraph(runs):
                found |= {run.key for run in runs if isinstance(run, FigureRun)}
            case ListItems(items):
                found |= {run.key for item in items for run in item if isinstance(run, FigureRun)}
            case Table():
                found |= {c.key for row in block.rows for c in row if isinstance(c, FigureRun)}
    return found


def _state(text: str, is_edited: bool, moved: int) -> tuple[str, str]:
    """Words and sign of a part, what is wrong first."""
    if TO_FILL in text:
        return "còn chỗ bổ sung", "empty"
    if moved:
        return f"{moved} số liệu đổi", "changed"
    return ("đã có người viết", "done") if is_edited else ("viết từ số liệu", "done")

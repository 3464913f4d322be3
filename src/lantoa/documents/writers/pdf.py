"""The laid out document as PDF/A through typst and Tinos, which has Times New Roman's measures."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from lantoa.documents import styles
from lantoa.documents.layout import Gap, Grid, Halves, Item, Line, Rule, lay_out
from lantoa.documents.terms import IssueDay, OfficialDocument, Run
from lantoa.documents.typography import NO_BREAK_HYPHEN, NO_BREAK_SPACE, clean
from lantoa.typesetting import pdf
from lantoa.typesetting.compile import EPOCH

TEMPLATE = Path(__file__).with_name("official.typ")
_SINGLE_BLANK = re.compile(rf"(?<=\S){NO_BREAK_SPACE}(?=\S)")


def write_pdf(document: OfficialDocument) -> bytes:
    """A tagged PDF/A-2a, not signed, with the places of signature and seal left blank."""
    data = {
        "title": " ".join(part for part in (document.kind, clean(document.subject)) if part),
        "author": " ".join(clean(document.letterhead.issuer).split()),
        "banner": clean(document.banner),
        "page": {
            "top": styles.MARGIN_TOP,
            "right": styles.MARGIN_RIGHT,
            "bottom": styles.MARGIN_BOTTOM,
            "left": styles.MARGIN_LEFT,
            "header": styles.HEADER_FROM_TOP,
            "number_size": styles.PAGE_NUMBER_SIZE,
            "banner_size": styles.BANNER_SIZE,
        },
        "styles": {name: asdict(style) for name, style in styles.STYLES.items()},
        "sheets": [[_item(item) for item in sheets.items] for sheets in lay_out(document)],
    }
    template = TEMPLATE.read_text(encoding="utf-8")
    return pdf(template, data, standard="a-2a", created=_created(document.issued))


def _created(issued: IssueDay) -> datetime:
    if issued.month is None or issued.day is None:
        return EPOCH
    return datetime(issued.year, issued.month, issued.day, tzinfo=UTC)


def _item(item: Item) -> dict[str, object]:
    match item:
        case Line():
            return {"is": "line", "style": item.style, "keep": item.keep, "words": _words(item)}
        case Rule(length):
            return {"is": "rule", "length": length}
        case Gap(height):
            return {"is": "gap", "height": height}
        case Halves(widths, rows):
            cells = [[_item(one) for one in half] for row in rows for half in row]
            return {"is": "halves", "widths": widths, "cells": cells}
        case Grid(widths, header, rows):
            return {
                "is": "grid",
                "widths": widths,
                "header": [_item(cell) for cell in header],
                "rows": [[_item(cell) for cell in row] for row in rows],
            }


def _words(line: Line) -> list[dict[str, object]]:
    """Pieces of the line. A kept word becomes one box with plain characters inside, so that what
    is searched for and copied from the file is «57-NQ/TW» as it is typed."""
    letters = [
        (letter, isinstance(run, Run) and run.bold, isinstance(run, Run) and run.italic)
        for run in line.runs
        for letter in run.text
    ]
    pieces: list[dict[str, object]] = []
    for is_space, group in groupby(letters, key=lambda one: one[0] in " \n"):
        word = list(group)
        kept = not is_space and any(
            one[0] in (NO_BREAK_SPACE, NO_BREAK_HYPHEN, "/") for one in word
        )
        pieces.append({"kept": kept, "parts": _parts(word)})
    return pieces


def _parts(word: list[tuple[str, bool, bool]]) -> list[dict[str, object]]:
    parts = []
    for (bold, italic), group in groupby(word, key=lambda one: one[1:]):
        text = "".join(one[0] for one in group).replace(NO_BREAK_HYPHEN, "-")
        text = _SINGLE_BLANK.sub(" ", text)
        parts.append({"text": text, "bold": bold, "italic": italic})
    return parts

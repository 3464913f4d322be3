"""Plans written as Word and PDF files: letterhead in two columns, tables with merged cells.

A source has a paragraph a line; `@center TEXT` is centred, `@columns A / B || C / D` stands side
by side, `@bullet TEXT` is an item of a list in Word, `| a | b |` is a row of a table, where `<`
joins the cell on the left, `^` the one above.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from lantoa.typesetting.compile import FONTS


def _is_row(line: str) -> bool:
    return line.startswith("|")


def _parts(source: str) -> Iterator[tuple[str, Any]]:
    """Kinds of parts of a source, in order: "table", "columns", "center" or "text"."""
    lines = [line for line in source.splitlines() if line.strip()]
    for is_row, run in groupby(lines, key=_is_row):
        if is_row:
            yield (
                "table",
                [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in run],
            )
            continue
        for line in run:
            kind, _, rest = line.partition(" ")
            if kind == "@columns":
                yield "columns", [side.strip().split(" / ") for side in rest.split(" || ")]
            else:
                yield ("center", rest) if kind == "@center" else ("text", line)


def word_file(source: str) -> bytes:
    """The source as a .docx file."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    for kind, value in _parts(source):
        if kind == "table":
            _word_table(document, value)
        elif kind == "columns":
            cells = document.add_table(rows=1, cols=2).rows[0].cells
            for cell, lines in zip(cells, value, strict=True):
                cell.text = "\n".join(lines[:1])
                for line in lines[1:]:
                    cell.add_paragraph(line)
        else:
            style = "List Bullet" if value.startswith("@bullet ") else None
            paragraph = document.add_paragraph(value.removeprefix("@bullet "), style=style)
            if kind == "center":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _word_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            if text not in {"<", "^"}:
                table.cell(at, place).text = text
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            if text == "<":
                table.cell(at, place).merge(table.cell(at, place - 1))
            elif text == "^":
                table.cell(at, place).merge(table.cell(at - 1, place))


PAGE = """
#set page("a4", margin: (left: 3cm, right: 2cm, y: 2cm), header: context {
  if counter(page).get().first() > 1 [#align(center)[#counter(page).display()]]
}, footer: align(right, text(size: 9pt)[%s]))
#set text(font: "Tinos", size: 14pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 0.9em)
"""


def pdf_file(source: str, footer: str = "") -> bytes:
    """The source as a PDF: pages numbered at the top from the second, a running footer."""
    import typst

    made = typst.compile(
        "\n\n".join([PAGE % _quoted(footer), *map(_set, _parts(source))]).encode(),
        font_paths=[str(FONTS)],
    )
    assert isinstance(made, bytes)
    return made


def _quoted(text: str) -> str:
    return f"#text({json.dumps(text, ensure_ascii=False)})"


def _set(part: tuple[str, Any]) -> str:
    kind, value = part
    if kind == "columns":
        sides = ["[" + " \\ ".join(_quoted(line) for line in side) + "]" for side in value]
        return f"#grid(columns: (1fr, 1fr), {', '.join(sides)})"
    if kind == "center":
        return f"#align(center)[{_quoted(value)}]"
    if kind == "table":
        cells = [f"[{_quoted(cell)}]" for row in value for cell in row]
        return f"#table(columns: {len(value[0])}, {', '.join(cells)})"
    return _quoted(value)

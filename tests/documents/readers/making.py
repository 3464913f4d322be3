"""Files made for the tests: the same words as .docx and as .pdf."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

from lantoa.typesetting.compile import FONTS


def word_of(lines: Sequence[str]) -> bytes:
    """A Word file with one paragraph a line."""
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def pdf_of(lines: Sequence[str], *, indent: bool = True) -> bytes:
    """A PDF of A4 pages with page numbers, one paragraph a line, justified."""
    import typst

    first = "first-line-indent: (amount: 1cm, all: true), " if indent else ""
    words = [f"#text({json.dumps(line, ensure_ascii=False)})" for line in lines if line.strip()]
    source = "\n".join(
        [
            '#set page("a4", margin: (left: 3cm, right: 2cm, y: 2cm), numbering: "1")',
            '#set text(font: "Tinos", size: 14pt, lang: "vi")',
            f"#set par(justify: true, {first}spacing: 0.9em)",
            "\n\n".join(words),
        ]
    )
    made = typst.compile(source.encode(), font_paths=[str(FONTS)])
    assert isinstance(made, bytes)
    return made

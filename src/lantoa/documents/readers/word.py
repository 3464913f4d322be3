"""A .docx file → lines: paragraphs with their automatic numbers, tables as rows of pipes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lantoa.core.errors import Unreadable
from lantoa.documents.readers.numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LARGEST_INSIDE = 120 * 1024 * 1024
"""Bytes of all parts unpacked; a small archive may claim to hold far more."""
_MOST_PARTS = 5000
DITTO = "〃"
"""Stands in a cell that is joined with the one above it."""
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr")} | {_FALLBACK}
_HOLDERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}


def lines_of_word(data: bytes) -> list[str]:
    """The lines of a Word file. Raises Unreadable for a broken or oversized one."""
    _check_size(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        numbering = Numbering(document)
        lines = list(_lines(document.element.body, numbering))
    except Unreadable:
        raise
    except Exception as error:
        # python-docx and lxml fail in many ways on damaged files; all mean the same here.
        raise _broken() from error
    if not any(line.strip() for line in lines):
        raise Unreadable(
            "Tệp Word không có chữ, có thể chỉ chứa ảnh quét; chưa lưu gì. "
            "Hãy chọn bản có chữ của văn bản."
        )
    return lines


def _broken() -> Unreadable:
    return Unreadable(
        "Tệp Word bị hỏng nên không đọc được; chưa lưu gì. "
        "Hãy mở bằng Word, lưu lại thành tệp mới rồi chọn lại."
    )


def _check_size(data: bytes) -> None:
    """Adds up the sizes that the archive declares; more than those is never unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken() from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_INSIDE:
        raise Unreadable(
            "Tệp Word phình quá lớn khi mở ra nên chưa đọc và chưa lưu gì. "
            "Hãy bỏ bớt hình ảnh trong tệp rồi lưu lại."
        )


def _lines(holder: Any, numbering: Numbering) -> Iterator[str]:
    for child in holder:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, numbering)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, numbering)
        elif child.tag in _HOLDERS:
            yield from _lines(child, numbering)


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    text = "".join(_text(paragraph))
    number = numbering.next_of(paragraph) if text.strip() else ""
    yield from _clean(f"{number} {text}".strip() if number else text).split("\n")
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield from _lines(box, numbering)


def _text(element: Any) -> Iterator[str]:
    """Words of an element; what was deleted, hidden in fields or set in boxes is left out."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _text(child)


def _clean(text: str) -> str:
    """No sign that would end a line, so that numbers of lines hold."""
    for sign in "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        text = text.replace(sign, " ")
    return text


def _table(table: Any, numbering: Numbering) -> Iterator[str]:
    """A table as rows of pipes; lines inside a cell are parted by <br>."""
    yield ""
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is table:
            cells = [each for cell in _cells(row) for each in _cell(cell, numbering)]
            yield "| " + " | ".join(cells) + " |"
    yield ""


def _cells(holder: Any) -> Iterator[Any]:
    for child in holder:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in _HOLDERS:
            yield from _cells(child)


def _cell(cell: Any, numbering: Numbering) -> Iterator[str]:
    """The text of a cell, and an empty one for every further column that it covers."""
    lines = [line.replace("|", "/").strip() for line in _lines(cell, numbering)]
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
    yield DITTO if goes_on else "<br>".join(line for line in lines if line)
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    width = span.get(f"{_W}val", "1") if span is not None else "1"
    yield from [""] * (min(int(width), 60) - 1 if width.isdigit() else 0)

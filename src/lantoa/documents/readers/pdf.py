"""A PDF with text → lines, with an empty line where a paragraph begins."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from lantoa.core.errors import Unreadable

_PAGE_NUMBER = re.compile(
    r"^(?:trang\s*)?[-–]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–]?$", re.IGNORECASE
)
_MOST_PAGES = 1000
_INDENT = 8.0
"""Points; a line that begins so far to the right of the margin opens a paragraph."""
_SHORTEST_RUNNING = 5
"""Letters; a shorter line at the edge of a page is left where it is."""


@dataclass(frozen=True)
class _Line:
    """A line on a page: its text and where it stands, in points from the lower left."""

    text: str
    left: float
    bottom: float
    height: float


def lines_of_pdf(data: bytes) -> tuple[list[str], int]:
    """Lines and the number of pages. Raises Unreadable without a text layer."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(str(error)) from error
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise Unreadable(
                f"Tệp PDF có {count} trang, quá dài đối với một kế hoạch; chưa lưu gì. "
                "Hãy chọn đúng tệp kế hoạch."
            )
        pages = [_of_page(document, number) for number in range(count)]
    except pypdfium2.PdfiumError as error:
        raise _unreadable(str(error)) from error
    finally:
        document.close()
    if sum(len(line.text) for page in pages for line in page) < 20:
        raise Unreadable(
            "Tệp PDF là bản quét, không có lớp chữ để đọc; chưa lưu gì. "
            "Hãy chọn bản Word hoặc bản PDF xuất từ máy tính."
        )
    pages = [_without_running(page, pages) for page in pages]
    margin = _margin([line for page in pages for line in page])
    return [line for page in pages for line in _with_paragraphs(page, margin)], count


def _unreadable(reason: str) -> Unreadable:
    if "password" in reason.lower() or "security" in reason.lower():
        return Unreadable(
            "Tệp PDF được khóa bằng mật khẩu nên không đọc được; chưa lưu gì. "
            "Hãy chọn bản không khóa."
        )
    return Unreadable(
        "Tệp PDF bị hỏng nên không đọc được; chưa lưu gì. Hãy lấy lại tệp từ nơi gửi."
    )


def _of_page(document: Any, number: int) -> list[_Line]:
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            return _without_page_number(list(_lines(textpage)))
        finally:
            textpage.close()
    finally:
        page.close()


def _lines(textpage: Any) -> Iterator[_Line]:
    """The lines of a page in the order of its content."""
    import pypdfium2.raw as raw

    count = textpage.count_chars()
    edges = [ctypes.c_double() for _ in range(4)]
    signs: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(count):
        sign = chr(raw.FPDFText_GetUnicode(textpage, index))
        if sign in "\r\n":
            if sign == "\n":
                yield from _line(signs, boxes)
                signs, boxes = [], []
            continue
        raw.FPDFText_GetCharBox(textpage, index, *edges)
        left, right, bottom, top = (edge.value for edge in edges)
        if boxes and left - boxes[-1][1] > 3 * max(boxes[-1][3] - boxes[-1][2], 4) and sign.strip():
            signs.append("\t")
        signs.append("-" if sign in "\x02\ufffe" else sign)
        if sign.strip():
            boxes.append((left, right, bottom, top))
    yield from _line(signs, boxes)


def _line(
    signs: Sequence[str], boxes: Sequence[tuple[float, float, float, float]]
) -> Iterator[_Line]:
    text = "".join(sign for sign in signs if sign == "\t" or sign.isprintable()).strip()
    if text and boxes:
        height = median(top - bottom for _, _, bottom, top in boxes)
        yield _Line(text, boxes[0][0], median(box[2] for box in boxes), height)


def _without_page_number(lines: list[_Line]) -> list[_Line]:
    for at in (0, -1):
        if len(lines) > 1 and _PAGE_NUMBER.match(lines[at].text):
            lines.pop(at)
    return lines


def _without_running(page: list[_Line], pages: Sequence[list[_Line]]) -> list[_Line]:
    """Without the header and the footer that stand at the same place on most pages."""
    edges = [_edges(each) for each in pages if each]
    running = {
        edge
        for edge in _edges(page)
        if len(edge[0]) > _SHORTEST_RUNNING
        and sum(edge in each for each in edges) > max(1, len(edges) // 2)
    }
    return [line for line in page if _place(line) not in running]


def _edges(page: Sequence[_Line]) -> set[tuple[str, int]]:
    """The two highest and the two lowest lines, their figures masked, with their heights."""
    by_height = sorted(page, key=lambda line: line.bottom)
    return {_place(line) for line in [*by_height[:2], *by_height[-2:]]}


def _place(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.bottom)


def _with_paragraphs(lines: Sequence[_Line], margin: float) -> Iterator[str]:
    """Puts an empty line where a paragraph begins: an indent, a gap, or another column."""
    steps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    usual = median([step for step in steps if step > 2] or [14.0])
    for at, line in enumerate(lines):
        apart = at > 0 and (steps[at - 1] > 1.35 * usual or steps[at - 1] < -2)
        if apart or line.left - margin > _INDENT:
            yield ""
        yield line.text


def _margin(lines: Sequence[_Line]) -> float:
    """The leftmost edge at which more than a few lines begin."""
    starts: dict[int, int] = {}
    for line in lines:
        starts[round(line.left)] = starts.get(round(line.left), 0) + 1
    enough = max(starts.values()) * 0.1
    return float(min(left for left, count in starts.items() if count >= enough))

"""Sizes and styles of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I và II)."""

from __future__ import annotations

from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_TOP, MARGIN_RIGHT, MARGIN_BOTTOM, MARGIN_LEFT = 20.0, 20.0, 20.0, 30.0
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
HEADER_FROM_TOP = 9.0
INDENT = 12.7
PAGE_NUMBER_SIZE = 14.0
BANNER_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `label` is its name in Word; `level` its place in the outline.

    size, before, after, line: points, `line` being the least distance of baselines (0: single);
    first, left: indents in mm.
    """

    label: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    first: float = 0.0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 0.0
    level: int = 0


def _centred(label: str, size: float, **more: float | bool) -> Style:
    return Style(label, size, align="center", **more)  # type: ignore[arg-type]


def _body(label: str, **more: float | bool) -> Style:
    return Style(label, 14, align="justify", first=INDENT, after=6, line=18, **more)  # type: ignore[arg-type]


STYLES: dict[str, Style] = {
    "superior": _centred("Cơ quan chủ quản", 13),
    "issuer": _centred("Cơ quan ban hành", 13, bold=True),
    "nation": _centred("Quốc hiệu", 13, bold=True),
    "motto": _centred("Tiêu ngữ", 14, bold=True),
    "number": _centred("Số, ký hiệu", 13, before=6),
    "about": _centred("Trích yếu công văn", 13, before=6),
    "place": _centred("Địa danh, thời gian", 14, italic=True, before=6),
    "kind": _centred("Tên loại văn bản", 14, bold=True, before=16),
    "subject": _centred("Trích yếu", 14, bold=True),
    "addressee": _centred("Kính gửi", 14, before=6, after=10, line=18),
    "addressee-head": Style("Kính gửi nhiều nơi", 14, left=30, before=6, line=18),
    "addressee-item": Style("Nơi kính gửi", 14, left=50, after=2, line=18),
    "basis": _body("Căn cứ", italic=True),
    "body": _body("Nội dung"),
    "heading-1": _body("Heading 1", bold=True, level=1),
    "heading-2": _body("Heading 2", bold=True, level=2),
    "heading-3": _body("Heading 3", level=3),
    "caption": _centred("Tên bảng", 13, bold=True, before=4, after=4),
    "cell-head": _centred("Đầu cột", 12, bold=True),
    "cell-left": Style("Ô chữ", 12),
    "cell-center": _centred("Ô giữa", 12),
    "cell-right": Style("Ô số", 12, align="right"),
    "total-left": Style("Ô chữ cộng", 12, bold=True),
    "total-center": _centred("Ô giữa cộng", 12, bold=True),
    "total-right": Style("Ô số cộng", 12, bold=True, align="right"),
    "power": _centred("Quyền hạn, chức vụ, họ tên", 14, bold=True),
    "recipients": Style("Nơi nhận", 12, bold=True, italic=True),
    "recipient": Style("Từng nơi nhận", 11),
    "annex": _centred("Phụ lục", 14, bold=True, level=1),
    "reference": _centred("Kèm theo", 14, italic=True),
}

"""Lines → paragraphs: joins what a page end or a fixed width of line has cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lantoa.plan.reading.folding import fold, is_capitals, squeeze, starts_lower
from lantoa.plan.reading.labels import starts_with_label
from lantoa.plan.reading.lines import Line
from lantoa.plan.reading.marks import Mark, Rank, split_mark
from lantoa.plan.reading.tables import Table
from lantoa.plan.reading.terms import Span

_STOPS = (".", ";", ":", "!", "?", "…", "”.", "/.")
_CUT_CODE = re.compile(r"\w[-/]$")
_PAGE_NUMBER = re.compile(r"^[-–]?\s*\d{1,3}\s*[-–]?$")
_YEAR_END = re.compile(r"\b20\d\d$")
_YEAR_START = re.compile(r"^[-–]\s*20\d\d\b")
_HYPHENED = re.compile(r"(?:van hoa|kinh te|chinh tri|\bvh)$")
_HYPHENED_REST = re.compile(r"^-\s*(?:xa hoi|xh)\b")
_HEADING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H])\s?[./)]\s*\w+\s\D*[^\W\d]$")
"""A numbered line of two words or more, which the name of a unit may be."""
_DOES = re.compile(
    r"(?:chu tri|phoi hop|tuyen truyen|van dong|can cu|huong dan|bo tri|don doc|tham muu|theo doi|"
    r"chi dao|xay dung|bao cao|tong hop|kiem tra|la (?:don vi|co quan)|chiu trach nhiem|cung cap|"
    r"tiep tuc|trien khai|thuc hien|chu dong|tang cuong|quan triet|pho bien|dang ky|phan cong|"
    r"to chuc|duy tri|phat dong|ban hanh|thanh lap|cap nhat|quan ly|van hanh|bao ve|"
    r"bao dam|dam bao|giai quyet|xu ly|tiep nhan|phat huy|nang cao|ra soat|tham gia|"
    r"nghien cuu|de xuat|long ghep|huy dong|khuyen khich|chuan bi|giam sat|"
    r"niem yet|cu (?:can bo|nguoi|giao vien|dai dien))\b"
)
"""How the sentence under the name of a unit begins."""
_KNOWN = re.compile(
    r"^(?:muc dich|yeu cau|muc dich,? (?:va )?yeu cau|muc tieu|chi tieu|hien trang|thuc trang|"
    r"quan diem|doi tuong|pham vi|muc tieu (?:chung|cu the|tong quat))$"
)
"""Headings that are whole as they stand."""
_SHORT = 20
"""Letters; a line that holds no more than the rest of a name."""
_WANTS_NUMBER = re.compile(r"\b(?:so|ngay|thang|nam)$")
_QUARTER = re.compile(r"(?:I{1,3}|IV|[1-4])\b(?!\s*[.)])")
_WANTS_VALUE = re.compile(
    r"[.;,(] ?(?:thoi gian|thoi han|tien do|(?:cung )?phoi hop|chu tri|"
    r"(?:co quan|don vi|bo phan) (?:chu tri|phoi hop))"
    r"(?: (?:thuc hien|hoan thanh))?\s*:$"
)
"""A label behind a sentence or another value, at the very end of its line."""
_LONE_MARK = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Hh-ha-gđ])\s?[.)]$")
_GOES_ON = re.compile(
    r"(?:,|\b(?:và|của|các|với|về|cho|tại|theo|số|ngày|trong|đến|từ|do|để|những|hoặc|là))$",
    re.IGNORECASE,
)
"""With their marks: «Sở» and «chuyên đề» end a name, «số» and «để» do not."""


@dataclass(frozen=True)
class Block:
    """One paragraph without its mark, or a table."""

    mark: Mark | None
    text: str
    first: int
    last: int
    table: Table | None = None

    @property
    def rank(self) -> Rank:
        """Depth of its numbering."""
        return self.mark.rank if self.mark else Rank.NONE

    @property
    def number(self) -> str:
        """Value of its mark, "" without one."""
        return self.mark.value if self.mark else ""

    @property
    def span(self) -> Span:
        """Its lines."""
        return (self.first, self.last)


def read_blocks(parts: Sequence[Line | Table]) -> list[Block]:
    """Paragraphs and tables, in order."""
    lines = [part for part in parts if isinstance(part, Line)]
    width = _width_of(lines)
    blocks: list[Block] = []
    open_lines: list[Line] = []
    gap: list[Line] = []
    for part in parts:
        if isinstance(part, Table):
            blocks += _close(open_lines)
            blocks.append(Block(None, "", part.first, part.last, part))
            open_lines, gap = [], []
        elif not part.text or (open_lines and _PAGE_NUMBER.match(part.text) and gap):
            gap.append(part)
        elif open_lines and (
            _belongs(open_lines[-1].text, part.text, bool(gap), width)
            or _goes_over_page(open_lines[-1].text, part.text, gap, width)
        ):
            open_lines.append(part)
            gap = []
        else:
            blocks += _close(open_lines)
            open_lines, gap = [part], []
    return blocks + _close(open_lines)


def _close(lines: Sequence[Line]) -> list[Block]:
    if not lines:
        return []
    mark, text = split_mark(squeeze(join(line.text for line in lines)))
    return [Block(mark, text.strip(), lines[0].number, lines[-1].number)]


@dataclass(frozen=True)
class _Width:
    """How the text was broken into lines: not at all, or so that no more than `letters` fit
    (0 where empty lines part the paragraphs, or where the width is uneven). `labels_stop` tells
    that lines with a label end with a full stop."""

    wrapped: bool = False
    letters: int = 0
    labels_stop: bool = False
    usual: int = 0

    def ends_paragraph(self, before: str, after: str) -> bool:
        """Was there room for the next word, or does a sentence end where a new one begins?"""
        if _is_whole_heading(before, after):
            return True
        if not self.letters:  # too uneven to tell, but for a unit and what it does
            return _HEADING.match(before) is not None and _DOES.match(fold(after)) is not None
        return _ends(before) or _needed(before, after) < self.letters


def _is_whole_heading(before: str, after: str) -> bool:
    """Is the line a heading with nothing missing: in capitals, or of known words?"""
    mark, text = split_mark(before)
    if mark is None:
        return False
    return (is_capitals(text) and not is_capitals(after)) or bool(_KNOWN.match(fold(text)))


def _needed(before: str, after: str) -> int:
    """Letters of a line with the first word of the next one."""
    return len(before) + 1 + len(after.split(" ", 1)[0])


def join(texts: Iterable[str]) -> str:
    """Lines of one paragraph; a code cut behind "-" or "/" is put back without a blank."""
    pieces: list[str] = []
    for text in texts:
        pieces += [text] if not pieces or _CUT_CODE.search(pieces[-1]) else [" ", text]
    return "".join(pieces)


def _width_of(lines: Sequence[Line]) -> _Width:
    """Many lines that go on with a small letter tell that the text was broken."""
    stops = _labels_stop(lines)
    pairs = [(one.text, two.text) for one, two in pairwise(lines) if one.text and two.text]
    cut = [
        pair
        for pair in pairs
        if starts_lower(pair[1]) and not _ends(pair[0]) and split_mark(pair[1])[0] is None
    ]
    needed = sorted(_needed(before, after) for before, after in cut)
    # Enough lines are cut, or no line is longer than the cut ones.
    few = len(cut) * 100 < len(pairs) * 15
    if len(cut) < 3 or (few and max(len(line.text) for line in lines) > needed[-1]):
        return _Width(labels_stop=stops)
    least, usual = needed[len(needed) * 5 // 100], needed[len(needed) // 2]
    longest = sorted(len(line.text) for line in lines)[len(lines) * 98 // 100]
    if longest > 3 * usual:  # a few cut lines among whole paragraphs
        return _Width(labels_stop=stops)
    own = _without_page_ends(lines)
    is_dense = sum(not line.text for line in own) * 100 < len(own) * 12
    letters = least if is_dense and least * 100 >= usual * 80 else 0
    return _Width(True, letters, stops, usual)


def _without_page_ends(lines: Sequence[Line]) -> list[Line]:
    """Without the empty lines that only part pages."""
    ends = {at for at, line in enumerate(lines) if line.is_page}
    return [
        line
        for at, line in enumerate(lines)
        if line.text or not ends & {at - 2, at - 1, at, at + 1, at + 2}
    ]


def _labels_stop(lines: Sequence[Line]) -> bool:
    """Do most lines with a label end with a full stop, so that one without goes on?"""
    ends = [line.text.endswith(".") for line in lines if starts_with_label(line.text)]
    return len(ends) > 3 and sum(ends) * 10 >= len(ends) * 6


def _ends(text: str) -> bool:
    return text.endswith(_STOPS)


def opens(text: str) -> bool:
    """Does a new item start here, whatever stood before?"""
    return split_mark(text)[0] is not None or starts_with_label(text)


def is_cut_dash(before: str, after: str) -> bool:
    """A dash inside a span of years or a name, not the dash of a list."""
    if _YEAR_END.search(before) and _YEAR_START.match(after):
        return True
    return bool(_HYPHENED.search(fold(before)) and _HYPHENED_REST.match(fold(after)))


def _is_cut_number(before: str, after: str) -> bool:
    """Does a line end where the number that its last word asks for begins: "số", "quý"?"""
    words = fold(before)
    if words.endswith("quy"):
        return _QUARTER.match(after) is not None
    return (
        _WANTS_NUMBER.search(words) is not None
        and after[0].isdigit()
        and split_mark(after)[0] is None
    )


def _is_cut_heading(before: str, after: str) -> bool:
    """A numbered heading in capitals that goes on, in capitals, on the next line."""
    return is_capitals(before) and is_capitals(after) and split_mark(before)[0] is not None


def _goes_over_page(before: str, after: str, gap: Sequence[Line], width: _Width) -> bool:
    """Does a full line without a stop go on behind the end of a page?"""
    ended = any(line.is_page for line in gap)
    full = width.wrapped and len(before) * 100 >= width.usual * 80
    return ended and full and not _ends(before) and not opens(after)


def _belongs(before: str, after: str, gap: bool, width: _Width) -> bool:
    """Is the line `after` the rest of the paragraph that ends with `before`?"""
    if not gap and (width.wrapped or len(after) < _SHORT) and is_cut_dash(before, after):
        return True
    if _CUT_CODE.search(before) and after[0].isalnum():
        return True
    if not gap and _is_cut_number(before, after):
        return True
    if opens(after):
        return False
    if not gap and width.wrapped and _WANTS_VALUE.search(fold(before)):
        return True
    if not gap and (_LONE_MARK.match(before) or _is_cut_heading(before, after)):
        return True
    if not gap and width.labels_stop and starts_with_label(before) and not _ends(before):
        return True
    if gap or not width.wrapped:
        goes_on = starts_lower(after) or (gap and _GOES_ON.search(before) is not None)
        return goes_on and not _ends(before)
    return starts_lower(after) or not width.ends_paragraph(before, after)

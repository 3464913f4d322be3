"""Lines → paragraphs: joins what a page end or a fixed width of line has cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lantoa.plan.reading.folding import fold, squeeze, starts_lower
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
_GOES_ON = re.compile(
    r"(?:,|\b(?:va|cua|cac|voi|ve|cho|tai|theo|so|ngay|trong|den|tu|do|de|nhung|hoac|la))$"
)


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
        elif open_lines and _belongs(open_lines[-1].text, part.text, bool(gap), width):
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
    (0 where empty lines part the paragraphs, or where the width is uneven)."""

    wrapped: bool = False
    letters: int = 0

    def ends_paragraph(self, before: str, after: str) -> bool:
        """Was there room for the next word, or does a sentence end where a new one begins?"""
        return bool(self.letters) and (_ends(before) or _needed(before, after) < self.letters)


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
    pairs = [(one.text, two.text) for one, two in pairwise(lines) if one.text and two.text]
    cut = [pair for pair in pairs if starts_lower(pair[1]) and not _ends(pair[0])]
    if len(cut) < 3 or len(cut) * 100 < len(pairs) * 15:
        return _Width()
    needed = sorted(_needed(before, after) for before, after in cut)
    least, usual = needed[len(needed) * 5 // 100], needed[len(needed) // 2]
    is_dense = sum(not line.text for line in lines) * 100 < len(lines) * 12
    return _Width(True, least if is_dense and least * 100 >= usual * 80 else 0)


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


def _belongs(before: str, after: str, gap: bool, width: _Width) -> bool:
    """Is the line `after` the rest of the paragraph that ends with `before`?"""
    if width.wrapped and not gap and is_cut_dash(before, after):
        return True
    if _CUT_CODE.search(before) and after[0].isalnum():
        return True
    if opens(after):
        return False
    if gap or not width.wrapped:
        goes_on = starts_lower(after) or (gap and _GOES_ON.search(fold(before)) is not None)
        return goes_on and not _ends(before)
    return starts_lower(after) or not width.ends_paragraph(before, after)

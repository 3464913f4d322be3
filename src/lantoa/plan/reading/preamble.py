"""Between the word KẾ HOẠCH and the first section: the title, then what the plan rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lantoa.plan.reading.blocks import Block, is_cut_dash, join
from lantoa.plan.reading.capitals import out_of_capitals
from lantoa.plan.reading.folding import fold, is_capitals, squeeze
from lantoa.plan.reading.lines import Line
from lantoa.plan.reading.marks import Rank, split_mark
from lantoa.plan.reading.tables import Table
from lantoa.plan.reading.terms import Span

_RESTS_ON = re.compile(
    r"^(?:[-+]\s*)?(?:can cu|thi hanh|xet|theo|tren co so|de |nham |"
    r"(?:tiep tuc |trien khai )?thuc hien (?:nghi|quyet|ke hoach|chi thi|chuong trinh|cong van|"
    r"thong bao|thong tu|van ban|ket luan|huong dan|de an|luat|y kien)|"
    r"(?:uy ban nhan dan|ubnd|dang uy|ban chi dao|ban thuong vu|so|to cong tac)\b.*\b"
    r"(?:ban hanh|xay dung|trien khai))"
)
_ATTACHED = re.compile(r"^\((?:ban hanh )?kem theo")
_TITLE_LINES = 6
_ASKS = re.compile(r"(?:\b(?:giai doan|nam|va|cua|ve|tai|tren|cho|den)|,)$")
"""A line of a title that cannot end so."""


def split_title(line: Line, parts: Sequence[Line | Table]) -> tuple[list[Line], int]:
    """Lines of the title and where the preamble begins in `parts`."""
    title = [line] if line.text else []
    gap = False
    for at, part in enumerate(parts):
        if isinstance(part, Table):
            return title, at
        if not part.text:
            gap = (bool(title) and title[-1].text != line.text) or gap
            continue
        if title and not _goes_on(title, part.text, gap):
            return title, at
        if not _ATTACHED.match(fold(part.text)):
            title.append(part)
        gap = False
    return title, len(parts)


def _goes_on(title: Sequence[Line], text: str, gap: bool) -> bool:
    """Is this line still part of the title?"""
    if len(title) >= _TITLE_LINES or _RESTS_ON.match(fold(text)):
        return False
    if not any(sign.isalpha() for sign in text) or _ASKS.search(fold(title[-1].text)):
        return True
    mark, _ = split_mark(text)
    if mark is not None and not is_cut_dash(title[-1].text, text):
        return False
    if is_capitals(title[-1].text):
        return is_capitals(text)
    return not gap or text[0].islower()


def title_of(lines: Sequence[Line], body_text: str) -> tuple[str | None, Span | None]:
    """The title without the word KẾ HOẠCH, in sentence case."""
    text = squeeze(join(line.text for line in lines))
    if not text:
        return None, None
    text = out_of_capitals(text, body_text).rstrip(" .;:")
    return text[:1].upper() + text[1:], (lines[0].number, lines[-1].number)


def preamble_of(blocks: Sequence[Block]) -> int:
    """Index of the first block that is no longer preamble: the first heading."""
    for at, block in enumerate(blocks):
        if block.table or block.rank <= Rank.ROMAN:
            return at
        if block.rank is Rank.NUMBER and not _RESTS_ON.match(fold(block.text)):
            return at
    return len(blocks)

"""Purposes and requirements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.folding import fold
from lantoa.plan.reading.marks import Rank
from lantoa.plan.reading.sections import Role, Section
from lantoa.plan.reading.terms import Doubt, Span

Items = list[tuple[str, Span]]
_PURPOSE = re.compile(r"^muc dich(?: cua ke hoach)?\s*(?::\s*|$)")
_REQUIREMENT = re.compile(r"^yeu cau\s*(?::\s*|$)")


def purposes_of(sections: Sequence[Section]) -> tuple[Items, Items, list[Doubt]]:
    """Purposes, requirements and what could be neither."""
    purposes: Items = []
    requirements: Items = []
    doubts: list[Doubt] = []
    for section in sections:
        if section.role is not Role.PURPOSE:
            continue
        target = _start(section.heading, purposes, requirements)
        for block in section.blocks:
            target, rest = _turned(block, target, purposes, requirements)
            if not rest:
                continue
            if target is None:
                doubts.append(_unplaced(rest))
            else:
                target.append((rest, block.span))
    return purposes, requirements, doubts


def _start(heading: Block, purposes: Items, requirements: Items) -> Items | None:
    """A heading that names one of the two decides for all below it."""
    words = fold(heading.text)
    if "muc dich" in words:
        return None if "yeu cau" in words else purposes
    return requirements if "yeu cau" in words else None


def _turned(
    block: Block, target: Items | None, purposes: Items, requirements: Items
) -> tuple[Items | None, str]:
    """The list that holds from this block on, and what of the block goes into it."""
    words = fold(block.text)
    for pattern, items in ((_PURPOSE, purposes), (_REQUIREMENT, requirements)):
        match = pattern.match(words)
        if match:
            return items, block.text[match.end() :].strip()
    if block.rank <= Rank.NUMBER and len(words) < 60 and not words.endswith((".", ";")):
        return target, ""
    return target, block.text


def _unplaced(text: str) -> Doubt:
    return Doubt(
        "purposes", text[:200], "Chưa rõ đây là mục đích hay yêu cầu nên chưa xếp vào phần nào."
    )

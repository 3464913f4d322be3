"""The sections of the body and what each is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.folding import fold, is_capitals
from lantoa.plan.reading.marks import Rank


class Role(Enum):
    """What a section tells."""

    BASES = "bases"
    PURPOSE = "purpose"
    TARGETS = "targets"
    TASKS = "tasks"
    MONEY = "money"
    REPORTS = "reports"
    DUTIES = "duties"
    OTHER = "other"


_HEADINGS = [
    (Role.BASES, re.compile(r"^(?:cac |nhung )?can cu\b")),
    (Role.PURPOSE, re.compile(r"^(?:muc dich|yeu cau)\b")),
    (Role.TARGETS, re.compile(r"^(?:cac |quan diem,? (?:va )?)?(?:muc tieu|chi tieu)\b")),
    (Role.MONEY, re.compile(r"^(?:nguon |ve )?(?:kinh phi|du toan)\b")),
    (Role.REPORTS, re.compile(r"^(?:che do |thong tin,? |cong tac )*bao cao\b|^che do thong tin")),
    (Role.DUTIES, re.compile(r"^(?:to chuc thuc hien|phan cong|trach nhiem|to chuc trien khai)\b")),
    (
        Role.TASKS,
        re.compile(
            r"^(?:cac |nhung |mot so )?(?:nhiem vu|giai phap|noi dung|bien phap|cong viec)\b"
            r"|^phan cong nhiem vu"
        ),
    ),
]
_LONGEST_HEADING = 200


@dataclass(frozen=True)
class Section:
    """A heading and the blocks under it."""

    role: Role
    heading: Block
    blocks: tuple[Block, ...]


def role_of(text: str) -> Role:
    """What a heading announces."""
    folded = fold(text).strip(" .:")
    if len(folded) <= _LONGEST_HEADING:
        for role, pattern in _HEADINGS:
            if pattern.search(folded):
                return role
    return Role.OTHER


def read_sections(blocks: Sequence[Block]) -> list[Section]:
    """Cuts the body at its headings of the highest kind."""
    rank = _section_rank(blocks)
    starts = [at for at, block in enumerate(blocks) if _is_heading(block, rank)]
    ends = [*starts[1:], len(blocks)] if starts else []
    return [
        Section(_role(blocks, at, end), blocks[at], tuple(blocks[at + 1 : end]))
        for at, end in zip(starts, ends, strict=True)
    ]


def _role(blocks: Sequence[Block], at: int, end: int) -> Role:
    role = role_of(blocks[at].text)
    # A heading of other words over a table of tasks, or an organisation that holds tasks.
    if role is Role.OTHER and any(block.table for block in blocks[at + 1 : end]):
        return Role.TASKS
    return role


def _section_rank(blocks: Sequence[Block]) -> Rank:
    """The kind of numbering that the headings known by their words have."""
    ranks = [
        block.rank
        for block in blocks
        if block.rank in (Rank.PART, Rank.ROMAN, Rank.NUMBER) and role_of(block.text) != Role.OTHER
    ]
    for rank in (Rank.ROMAN, Rank.PART, Rank.NUMBER):
        if rank in ranks:
            return rank
    return Rank.NONE


def _is_heading(block: Block, rank: Rank) -> bool:
    if block.table or not block.text:
        return False
    if rank is Rank.NONE or block.rank is Rank.NONE:
        return (
            block.rank is Rank.NONE
            and is_capitals(block.text)
            and role_of(block.text) is not Role.OTHER
        )
    return block.rank is rank

"""The sections of the body and what each is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.folding import fold, is_capitals
from lantoa.plan.reading.labels import Label, labelled, starts_with_label
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
    (Role.MONEY, re.compile(r"^(?:nguon |ve |(?:bao|dam) dam |bo tri )?(?:kinh phi|du toan)\b")),
    (Role.REPORTS, re.compile(r"^(?:che do |thong tin,? |cong tac )*bao cao\b|^che do thong tin")),
    (Role.DUTIES, re.compile(r"^(?:to chuc thuc hien|phan cong|trach nhiem|to chuc trien khai)\b")),
    (
        Role.TASKS,
        re.compile(
            r"^(?:cac |nhung |mot so )?"
            r"(?:nhiem vu|giai phap|noi dung|bien phap|cong viec|hoat dong)\b"
            r"|^phan cong nhiem vu"
        ),
    ),
]
_LONGEST_HEADING = 200
_SHORT_HEADING = 100
_UNIT = re.compile(
    r"^(?:de nghi\s+)?(?:cac\s+)?(?:so|phong|ubnd|uy ban|cong an|trung tam|van phong|ban chi huy|"
    r"bo chi huy|hoi|doan|thon|ap|to dan pho|don vi|truong|tram|dang uy|chi bo)\b"
)
"""How the name of a unit begins."""
_WORK = re.compile(
    r"^(?:phat trien|xay dung|hoan thien|nang cao|tang cuong|day manh|thuc hien|trien khai|"
    r"doi moi|ung dung|cong tac (?:tuyen truyen|truyen thong|chi dao))\b"
)
"""How a heading begins that names work itself instead of «Nhiệm vụ»."""
_MOST = 0.6


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
        part
        for at, end in zip(starts, ends, strict=True)
        for part in _parts(Section(_role(blocks, at, end), blocks[at], tuple(blocks[at + 1 : end])))
    ]


_INSIDE = {
    Role.PURPOSE: {Role.TARGETS},
    Role.TARGETS: {Role.PURPOSE, Role.TASKS},
    Role.TASKS: {Role.TARGETS, Role.MONEY, Role.DUTIES},
    Role.DUTIES: {Role.MONEY, Role.REPORTS},
    Role.OTHER: {Role.DUTIES, Role.MONEY, Role.REPORTS},
}
"""What a heading inside a section may turn to: targets under the purpose, money under the work."""


def _parts(section: Section) -> list[Section]:
    """A section taken apart where a numbered heading in it tells of something else."""
    role, start = section.role, 0
    parts: list[Section] = []
    for at, block in enumerate(section.blocks):
        if block.rank is not Rank.NUMBER or section.heading.rank >= Rank.NUMBER:
            continue
        turned = _turned(section, at)
        if turned is role:
            continue
        heading = section.heading if role is section.role else section.blocks[start]
        opens = start if role is section.role else start + 1
        parts.append(Section(role, heading, section.blocks[opens:at]))
        role, start = turned, at
    heading = section.heading if role is section.role else section.blocks[start]
    opens = start if role is section.role else start + 1
    return [*parts, Section(role, heading, section.blocks[opens:])]


def _turned(section: Section, at: int) -> Role:
    """The role of the part that a numbered block opens; mostly that of its section."""
    block = section.blocks[at]
    role = role_of(block.text)
    if role not in _INSIDE.get(section.role, ()) or len(block.text) > _SHORT_HEADING:
        return section.role
    following = section.blocks[at + 1] if at + 1 < len(section.blocks) else None
    if role is Role.DUTIES and section.role is Role.TASKS and not _opens_units(following):
        return section.role
    heads = following is not None and (following.rank > Rank.NUMBER)
    return role if heads and not block.text.endswith((".", ";")) else section.role


def _opens_units(block: Block | None) -> bool:
    """Does a list of units begin here: «2.1. Công an xã»?"""
    if block is None or block.rank not in (Rank.SUBNUMBER, Rank.LETTER):
        return False
    return len(block.text) < _SHORT_HEADING and bool(_UNIT.match(fold(block.text)))


def _role(blocks: Sequence[Block], at: int, end: int) -> Role:
    role = role_of(blocks[at].text)
    # A heading of other words over a table of tasks, or an organisation that holds tasks.
    if role is Role.OTHER and any(block.table for block in blocks[at + 1 : end]):
        return Role.TASKS
    under = blocks[at + 1 : end]
    if role is Role.OTHER and (_does(blocks[at], under) or _names_leads(under)):
        return Role.TASKS
    return Role.DUTIES if role is Role.TASKS and _lists_units(blocks[at + 1 : end]) else role


def _does(heading: Block, blocks: Sequence[Block]) -> bool:
    """«III. PHÁT TRIỂN HẠ TẦNG SỐ» over numbered work: the work is the heading's."""
    numbered = sum(block.rank in (Rank.NUMBER, Rank.SUBNUMBER) for block in blocks)
    return _WORK.match(fold(heading.text)) is not None and numbered > 1


def _names_leads(blocks: Sequence[Block]) -> bool:
    """Does a line say «Đơn vị chủ trì: …»? Then the section tells tasks, whatever its name."""
    return any(
        label is Label.LEAD and value
        for block in blocks
        for label, value in labelled(block.text)[1]
    )


def _lists_units(blocks: Sequence[Block]) -> bool:
    """Are the numbered headings of a section names of units, with what each has to do?"""
    heads = [
        block.text
        for block, below in pairwise(blocks)
        if block.rank is Rank.NUMBER
        and below.rank > Rank.NUMBER
        and not starts_with_label(below.text)
    ]
    units = [text for text in heads if len(text) < _SHORT_HEADING and _UNIT.match(fold(text))]
    return len(units) > 1 and len(units) >= _MOST * len(heads)


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

"""Who does what: units with the items under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.folding import fold
from lantoa.plan.reading.marks import Rank
from lantoa.plan.reading.sections import Role, Section
from lantoa.plan.reading.terms import Doubt, Span

_ASKING = re.compile(r"^(?:Đề nghị|Giao|Yêu cầu)\s*:?\s*(?:cho\s+)?")
_CLOSING = re.compile(r"^(?:tren day la|trong qua trinh (?:to chuc |trien khai )*thuc hien)")
_DOES = re.compile(
    r"\s*[:,]?\s+(?:có trách nhiệm|chủ trì|phối hợp|tham mưu|chủ động|xây dựng|tăng cường|theo dõi|"
    r"kiện toàn|(?<!các )tổ chức|hướng dẫn|đôn đốc|triển khai|thực hiện|căn cứ|bố trí|tuyên truyền|"
    r"vận động|đưa tin|báo cáo|gửi|nghiên cứu|chịu trách nhiệm|giúp|cung cấp|lồng ghép|phổ biến|"
    r"quán triệt|lãnh đạo|chỉ đạo|tiếp nhận|là\s+(?:đơn vị|cơ quan|đầu mối))\b"
)


@dataclass
class Owner:
    """A unit with its items and their lines."""

    unit: str
    span: Span
    items: list[tuple[str, Span]] = field(default_factory=list)


def owners_of(sections: Sequence[Section]) -> tuple[list[Owner], list[Doubt]]:
    """The units of the sections on carrying out the plan."""
    owners: list[Owner] = []
    doubts: list[Doubt] = []
    for section in sections:
        if section.role is Role.DUTIES:
            open_owner: Owner | None = None
            for block, following in zip_longest(section.blocks, section.blocks[1:]):
                if _CLOSING.match(fold(block.text)):
                    break
                if _names_unit(block, open_owner):
                    heads = following is not None and following.rank > block.rank
                    open_owner = _owner(block, heads, doubts)
                    owners += [open_owner] if open_owner else []
                elif open_owner is not None and block.text:
                    open_owner.items.append((block.text, block.span))
    return owners, doubts


def _names_unit(block: Block, open_owner: Owner | None) -> bool:
    if block.rank in (Rank.PART, Rank.ROMAN, Rank.NUMBER, Rank.SUBNUMBER):
        return True
    return open_owner is None and block.rank is Rank.LETTER


def _owner(block: Block, heads: bool, doubts: list[Doubt]) -> Owner | None:
    """A heading is a unit; a sentence names its unit before its first verb."""
    text = _ASKING.sub("", block.text)
    if heads and len(text) <= 160 and not text.endswith((".", ";")):
        return Owner(text.strip(" :"), block.span)
    verb = _DOES.search(text)
    if verb is None and len(text) <= 160:
        return Owner(text.strip(" .:;"), block.span)
    if verb is not None and 0 < verb.start() <= 120:
        owner = Owner(text[: verb.start()].strip(" .:;,"), block.span)
        owner.items.append((block.text, block.span))
        return owner
    doubts.append(
        Doubt("responsibilities", block.text[:200], "Chưa rõ đơn vị nào chịu trách nhiệm việc này.")
    )
    return None

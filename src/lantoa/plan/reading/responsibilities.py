"""Who does what: units with the items under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.folding import UPPER, fold
from lantoa.plan.reading.marks import Rank
from lantoa.plan.reading.sections import Role, Section
from lantoa.plan.reading.terms import Doubt, Span
from lantoa.plan.reading.units import opens_as_unit
from lantoa.plan.reading.verbs import VERBS

_ASKING = re.compile(
    r"^(?:(?:Căn cứ|Trên cơ sở|Theo chức năng)\b[^.;:]{0,120}?,\s+(?=(?:"
    r"[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|các|[Tt]hủ trưởng|[Gg]iám đốc|[Tt]rưởng|UBND|U[ỷy] ban|Ủy ban|"
    r"Sở|Phòng)\b))?"
    r"(?:(?:[Đđ]ề nghị|[Gg]iao|[Yy]êu cầu|Khuyến khích)\s*:?\s*(?:cho\s+)?)?"
)
_CLOSING = re.compile(
    r"^(?:tren day la|trong qua trinh (?:to chuc |trien khai )*thuc hien|qua trinh (?:to chuc |"
    r"trien khai )*thuc hien|(?:uy ban nhan dan|ubnd)\b[^,;:.]{0,40}? (?:yeu cau|de nghi|giao)\b|"
    r"(?:yeu cau|de nghi) (?:cac|thu truong|truong|toan the)\b.*\b(?:nghiem tuc|kip thoi|thuc hien|"
    r"trien khai)\b.*/\.$)"
)
_DOES = re.compile(rf"\s*[:,]?\s+(?:{VERBS})\b")
_COLON = re.compile(rf"(?P<unit>(?:[{UPPER}]|các\b)[^:.;]{{2,120}}):\s+\S")
_HEADS_WORK = re.compile(
    r"(?:sau|sau đây|nội dung|nhiệm vụ|trách nhiệm)\s*:?$|\blà\s+(?:cơ quan|đơn vị|đầu mối)\b"
)
_ASIDE = re.compile(
    r",?\s+(?:trong phạm vi|theo chức năng|bằng (?:nhiều )?hình thức|căn cứ|trên cơ sở)\b.*$"
)

_NAME = 100
"""Letters of the longest names that end with a stop; what is longer is a sentence, not a unit."""


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
            is_loose, above = False, ""
            for block, following in zip_longest(section.blocks, section.blocks[1:]):
                if _closes(block) or (not is_loose and _is_last_word(block, open_owner)):
                    break
                if _names_unit(block, open_owner, above):
                    heads = following is not None and following.rank > block.rank
                    open_owner = _owner(block, heads, doubts)
                    owners += [open_owner] if open_owner else []
                    above = block.number if heads and block.rank is Rank.NUMBER else ""
                    is_loose = False
                elif open_owner is not None and block.text:
                    open_owner.items.append((block.text, block.span))
                    is_loose = is_loose or block.mark is None
    return owners, doubts


def _is_last_word(block: Block, owner: Owner | None) -> bool:
    """The sentence that ends the document, behind the marked items of the last unit."""
    ends = block.mark is None and block.text.endswith("/.")
    return ends and owner is not None and bool(owner.items)


def _closes(block: Block) -> bool:
    """Does the whole document end here? An item below a unit may begin with the same words."""
    return block.rank in (Rank.NONE, Rank.NUMBER) and bool(_CLOSING.match(fold(block.text)))


def _names_unit(block: Block, open_owner: Owner | None, above: str) -> bool:
    """Does a unit open here? `above` is the number of the heading that opened the last one:
    what stands under it as «2.1» is its work, unless it names a unit again."""
    if above and open_owner is not None and block.number.startswith(f"{above}."):
        return not opens_as_unit(open_owner.unit) or opens_as_unit(_ASKING.sub("", block.text))
    if block.rank in (Rank.PART, Rank.ROMAN, Rank.NUMBER, Rank.SUBNUMBER):
        return True
    return open_owner is None and block.rank is Rank.LETTER


def _owner(block: Block, heads: bool, doubts: list[Doubt]) -> Owner | None:
    """A heading is a unit; a sentence names its unit before its first verb."""
    text = _ASKING.sub("", block.text)
    if heads and len(text) <= 160 and not text.endswith((".", ";")):
        verb = _DOES.search(text) if _HEADS_WORK.search(text) else None
        return Owner(text[: verb.start() if verb else None].strip(" :"), block.span)
    verb = _DOES.search(text)
    named = _COLON.match(text)
    if named and (verb is None or named.end("unit") <= verb.start() + 2):
        owner = Owner(named["unit"].strip(), block.span)
        owner.items.append((block.text, block.span))
        return owner
    if verb is None and len(text) <= (_NAME if text.endswith((".", ";")) else 160):
        return Owner(text.strip(" .:;"), block.span)
    if verb is not None and 0 < verb.start() <= 120:
        owner = Owner(_ASIDE.sub("", text[: verb.start()]).strip(" .:;,"), block.span)
        owner.items.append((block.text, block.span))
        return owner
    doubts.append(
        Doubt("responsibilities", block.text[:200], "Chưa rõ đơn vị nào chịu trách nhiệm việc này.")
    )
    return None

"""Recipients and signature at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lantoa.plan.reading.blocks import is_cut_dash
from lantoa.plan.reading.folding import UPPER, fold, is_capitals, squeeze
from lantoa.plan.reading.lines import Line
from lantoa.plan.reading.terms import Doubt, Span

_RECIPIENTS = re.compile(r"^noi nhan\s*:?\s*")
_DASH = re.compile(r"^[-–—•*+]\s*")
_BEHALF = re.compile(r"^(?:TM|T/M)\s*\.?\s*(.+)$")
_OFFICE = re.compile(
    r"^(?:(?:TM|KT|TL|TUQ|Q)\s*\.|T/M\b|(?:PHÓ|CHỦ|BÍ|GIÁM|TRƯỞNG|TỔ|HIỆU|CHÁNH|THỦ|VIỆN|CỤC|TỔNG|QUYỀN)\b)"
)
_SIGNED = re.compile(r"^[(\[]?\s*(?:đã ký|ký|chữ ký|dấu)", re.IGNORECASE)
_DEGREE = re.compile(r"^(?:ThS|TS|PGS|GS|BS|CN|KS|Ông|Bà)\.?\s+")
_NAME = re.compile(rf"^[{UPPER}]\w*(?:['’]?\s?[{UPPER}]?\w+)?(?:\s+[{UPPER}][\w’']*){{1,5}}$")
_TITLE_WORDS = re.compile(
    r"\b(?:chủ tịch|phó|giám đốc|trưởng|bí thư|ủy ban|uỷ ban|ubnd|phòng|trung tâm|nơi nhận)\b"
)
_APART = 4
"""Lines with text; two lines in capitals further apart belong to different things."""
_COPIES = re.compile(r"^\d+\s+KH$")
"""How many copies were made, as some offices note under the recipients."""
_GAP = re.compile(r"\t|\s{3,}")
_COLUMN = re.compile(r"(?<=[;.,\w])\s+(?=(?:TM|KT|TL|TUQ)\s*\.\s?[A-ZĐÀ-Ỹ]|T/M\s)")

Items = list[tuple[str, Span]]


@dataclass
class Ending:
    """What stands under the body."""

    recipients: Items = field(default_factory=list)
    signer: str | None = None
    signer_span: Span | None = None
    signer_title: str | None = None
    title_span: Span | None = None
    on_behalf_of: str | None = None
    behalf_span: Span | None = None
    doubts: list[Doubt] = field(default_factory=list)


def read_ending(tail: Sequence[Line]) -> Ending:
    """Reads the lines under the body."""
    lines = [
        Line(line.number, piece.strip())
        for line in tail
        for column in _GAP.split(line.text)
        for piece in _COLUMN.split(column)
    ]
    recipients, signature = _parted(lines)
    ending = Ending(recipients=_recipients(recipients))
    _sign(ending, [line for line in signature if line.text and not _SIGNED.match(line.text)])
    return ending


def _parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Lines of the recipients, and all others."""
    recipients: list[Line] = []
    others: list[Line] = []
    listing = False
    for line in lines:
        if opens := _RECIPIENTS.match(fold(line.text)):
            listing = True
            recipients.append(Line(line.number, line.text[opens.end() :]))
        elif line.text and _goes_to_list(line.text, listing, recipients):
            recipients.append(line)
            listing = listing or not line.text.endswith((";", "."))
        elif line.text:
            listing = False
            others.append(line)
    return [line for line in recipients if line.text], others


def _goes_to_list(text: str, listing: bool, recipients: Sequence[Line]) -> bool:
    """A dash belongs to the list even behind a line of the other column."""
    if listing:
        return not _stops(text, recipients)
    return bool(recipients) and _DASH.match(text) is not None


def _stops(text: str, before: Sequence[Line]) -> bool:
    """Does the list of recipients end before this line?"""
    if _OFFICE.match(text) and is_capitals(text):
        return True
    last = fold(before[-1].text) if before else ""
    is_last = bool(re.match(r"^(?:[-+]\s*)?luu\b", last)) and last.endswith(".")
    return is_last and not _DASH.match(text)


def _recipients(lines: Sequence[Line]) -> Items:
    dashed = any(_DASH.match(line.text) for line in lines)
    items: Items = []
    for line in lines:
        text = _DASH.sub("", line.text)
        goes_on = dashed and not _DASH.match(line.text) and items
        cut = bool(items) and is_cut_dash(items[-1][0], line.text)
        if cut or (goes_on and not items[-1][0].endswith((";", "."))):
            before, span = items[-1]
            rest = line.text if cut else text
            items[-1] = (f"{before} {rest}", (span[0], line.number))
        elif dashed:
            items.append((text, (line.number, line.number)))
        else:
            pieces = [piece for piece in text.split(";") if piece.strip()]
            items += [(piece, (line.number, line.number)) for piece in pieces]
    return [(name, span) for text, span in items if (name := squeeze(text).rstrip(" .;,/"))]


def _sign(ending: Ending, lines: Sequence[Line]) -> None:
    offices = _joined(
        [
            line
            for line in lines
            if is_capitals(line.text) and len(line.text) < 90 and not _COPIES.match(line.text)
        ]
    )
    names = [line for line in lines if _is_name(line.text)]
    named_in_capitals = _capital_name(offices) if not names else None
    if named_in_capitals:
        offices.remove(named_in_capitals)
        names = [Line(named_in_capitals.number, named_in_capitals.text.title())]
    if names:
        last = names[0]
        ending.signer = _DEGREE.sub("", last.text)
        ending.signer_span = (last.number, last.number)
        if len(names) > 1:
            quote = "; ".join(line.text for line in names)
            ending.doubts.append(Doubt("signer", quote, "Có nhiều tên người dưới văn bản."))
    for line in offices:
        behalf = _BEHALF.match(line.text)
        if behalf:
            sign = "T/M" if line.text.startswith("T/M") else "TM."
            ending.on_behalf_of = f"{sign} {squeeze(behalf[1])}"
            ending.behalf_span = (line.number, line.number)
    offices = [line for line in offices if not _BEHALF.match(line.text)]
    place = {line.number: at for at, line in enumerate(lines)}
    titles = _titles(_above(ending.signer_span, offices), place)
    if titles:
        ending.signer_title = " - ".join(_spaced(line.text) for line in titles)
        ending.title_span = (titles[0].number, titles[-1].number)


def _above(name: Span | None, offices: Sequence[Line]) -> Sequence[Line]:
    """The lines above the name; what stands below it is another office of the same person."""
    above = [line for line in offices if name is None or line.number < name[0]]
    return above or offices


def _titles(offices: Sequence[Line], place: Mapping[int, int]) -> list[Line]:
    """The lines of an office; what stands in capitals far below belongs to an appendix."""
    first = next((at for at, line in enumerate(offices) if _OFFICE.match(line.text)), len(offices))
    kept: list[Line] = []
    for line in offices[first:] or offices[:1]:
        if kept and place[line.number] - place[kept[-1].number] > _APART:
            break
        kept.append(line)
    return kept


def _spaced(text: str) -> str:
    """KT.CHỦ TỊCH → KT. CHỦ TỊCH."""
    return squeeze(re.sub(r"^(KT|TL|TUQ|Q)\s*\.\s*", r"\1. ", text))


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Office lines with the rest of a cut one put back."""
    result: list[Line] = []
    for line in lines:
        if result and not _OFFICE.match(line.text) and _BEHALF.match(result[-1].text):
            result[-1] = Line(result[-1].number, f"{result[-1].text} {line.text}")
        else:
            result.append(line)
    return result


def _is_name(text: str) -> bool:
    bare = _DEGREE.sub("", text)
    if is_capitals(bare) or _TITLE_WORDS.search(bare.lower()) or len(bare) > 40:
        return False
    return _NAME.match(bare) is not None and 2 <= len(bare.split()) <= 6


def _capital_name(offices: Sequence[Line]) -> Line | None:
    """A name written in capitals: the last line, when it names no office."""
    if len(offices) < 2 or _OFFICE.match(offices[-1].text):
        return None
    words = offices[-1].text.split()
    return (
        offices[-1]
        if 2 <= len(words) <= 5 and not _TITLE_WORDS.search(offices[-1].text.lower())
        else None
    )

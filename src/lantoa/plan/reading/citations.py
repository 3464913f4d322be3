"""Documents cited in a text, each with number, day, body, and the one that it is cited in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.dates import FULL, iso_of
from lantoa.plan.reading.folding import UPPER, fold
from lantoa.plan.reading.terms import BasisRead, Span

_KINDS = (
    "Luật|Pháp lệnh|Lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Kết luận|"
    "Kế hoạch|Chương trình hành động|Chương trình phối hợp|Chương trình|Thông báo|"
    "Thông tư liên tịch|Thông tư|Công văn|Công điện|Hướng dẫn|Quy định|Quy chế|Đề án|Văn bản|"
    "Tờ trình|Báo cáo|Quy hoạch"
)
_SYMBOL = rf"[{UPPER}][\wđĐ&]*(?:\s?[-/]\s?[{UPPER}][\wđĐ&]*)*"
NUMBER = rf"\d{{1,5}}[a-z]?\s?(?:/\s?\d{{4}}\s?)?[/-]\s?{_SYMBOL}"
_CITED = re.compile(
    rf"(?P<kind>{_KINDS})(?P<name>\s+[{UPPER}](?:(?!{_KINDS})[^;.“”:\d]){{0,120}}?)?\s+"
    rf"(?:[Ss]ố\s*:?\s*){{0,2}}(?P<number>{NUMBER})"
)
_NAMELESS = re.compile(
    rf"(?P<kind>(?:Luật|Pháp lệnh)\s+[{UPPER}][^;.“”:\d]{{3,120}}?)(?:\s+năm\s+\d{{4}})?,?"
    rf"(?=\s+ngày\s+\d|\s*[;.]|\s*$)"
)
_WHEN = re.compile(rf"(?:\s+[{UPPER}]\w*){{0,5}}\s*,?\s*(?:ban hành\s+)?ngày\s+{FULL}")
_BY = re.compile(rf"\s*,?\s*của\s+(?P<body>[{UPPER}][^;.:()“”\"\n]{{1,160}})")
_BODY_END = re.compile(
    rf"\s+(?:về|phê duyệt|ban hành|quy định|thực hiện|triển khai|hướng dẫn|khóa|khoá|tại|để|nhằm|"
    rf"sửa đổi|ngày|giai đoạn|đến|trong|năm|quyết định|kèm|và\s+(?:các\s+)?(?:{_KINDS}))\b"
)
_NAME_LIST = re.compile(rf"^,\s*[{UPPER}]\w*(?:\s+\w+){{0,3}}\s+và\s+[{UPPER}]")
_LISTING_BODY = re.compile(r"^(?:Bộ|Sở|Phòng|Ban Văn)\b")
_INTRODUCES = re.compile(
    rf"(?:^|(?<=[\s,;.]))(?:UBND|U[ỷy] ban nhân dân|Ủy ban nhân dân|Đảng ủy|Ban [{UPPER}]|Sở|Tổ)"
    r"[^.;“”]{0,80}?\b(?:ban hành|xây dựng)\s+(?:và\s+\S+\s+\S+\s+)?[Kk]ế hoạch\b"
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


@dataclass(frozen=True)
class Citation:
    """A cited document and where in its block it stands."""

    basis: BasisRead
    start: int
    end: int


def bases_of(blocks: Sequence[Block]) -> list[tuple[BasisRead, Span]]:
    """The documents that the preamble (or a section of bases) names, each once."""
    found: dict[str, tuple[BasisRead, Span]] = {}
    for block in blocks:
        text = _until_own_plan(block.text)
        for basis in _nested(text, list(citations(text))):
            key = basis.number or basis.kind
            known = found.get(key)
            found[key] = (_merged(known[0], basis), known[1]) if known else (basis, block.span)
    # The bases themselves first, then what is cited inside them.
    return sorted(found.values(), key=lambda each: each[0].cited_via is not None)


def _until_own_plan(text: str) -> str:
    own = _INTRODUCES.search(text)
    return text[: own.start()] if own else text


def _merged(known: BasisRead, again: BasisRead) -> BasisRead:
    return replace(
        known,
        date=known.date or again.date,
        issuer=known.issuer or again.issuer,
        cited_via=known.cited_via if again.cited_via else None,
    )


def citations(text: str) -> Iterator[Citation]:
    """Every cited document of a text, in order."""
    at = 0
    while match := _next(text, at):
        number = re.sub(r"\s", "", match["number"]) if "number" in match.groupdict() else None
        end = match.end()
        when = _WHEN.match(text, end)
        date = iso_of(when) if when else None
        end = when.end() if when else end
        issuer, end = _issuer(text, end)
        if not date and (when := _WHEN.match(text, end)):
            date, end = iso_of(when), when.end()
        yield Citation(BasisRead(match["kind"], number, date, issuer), match.start(), end)
        at = end


def _next(text: str, at: int) -> re.Match[str] | None:
    numbered = _CITED.search(text, at)
    law = _NAMELESS.search(text, at, numbered.start() if numbered else len(text))
    return law or numbered


def _issuer(text: str, at: int) -> tuple[str | None, int]:
    match = _BY.match(text, at)
    if not match:
        return None, at
    body = match["body"]
    end = _BODY_END.search(body)
    body = body[: end.start()] if end else body
    comma = body.find(",")
    while comma >= 0:
        if _LISTING_BODY.match(body) and _NAME_LIST.match(body[comma:]):
            comma = body.find(",", comma + 1)
            continue
        body = body[:comma]
        break
    body = body.rstrip()
    return body, match.start("body") + len(body)


def _nested(text: str, cited: Sequence[Citation]) -> Iterator[BasisRead]:
    """The same documents, those named inside another one marked with its number."""
    top: BasisRead | None = None
    inside = False
    end = 0
    for citation in cited:
        inside = _is_inside(text[end : citation.start], text[: citation.start], inside, top)
        if inside and top is not None:
            yield replace(citation.basis, cited_via=top.number)
        else:
            top = citation.basis
            yield top
        end = citation.end


def _is_inside(gap: str, before: str, inside: bool, top: BasisRead | None) -> bool:
    """Is the next document cited inside the last basis? `gap` lies between the two."""
    if top is None or top.number is None:
        return False
    if _is_quoting(before):
        return True
    outer = _QUOTED.sub("“”", gap)
    if ";" in outer or re.search(r"\.\s", outer):
        return False
    words = fold(outer).strip(" ,")
    if words in ("", "va", "cac", "va cac"):
        return inside
    return not outer.rstrip().endswith(",") and not words.endswith(" va")


def _is_quoting(before: str) -> bool:
    """Is a quotation still open at the end of this text?"""
    open_quote = False
    for sign in before:
        if sign in '“”"':
            open_quote = sign == "“" or (sign == '"' and not open_quote)
    return open_quote

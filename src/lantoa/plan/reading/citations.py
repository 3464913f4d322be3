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
    "Kế hoạch hành động|Kế hoạch phối hợp|Kế hoạch liên tịch|Kế hoạch|"
    "Chương trình hành động|Chương trình phối hợp|Chương trình|Thông báo|"
    "Thông tư liên tịch|Thông tư|Công văn|Công điện|Hướng dẫn|Quy định|"
    "Quy chế phối hợp|Quy chế|Đề án|Văn bản|"
    "Tờ trình|Báo cáo|Quy hoạch|Thông tri|Phương án|Chiến lược"
)
_SYMBOL = rf"[{UPPER}][\wđĐ&]*(?:\s?[-/]\s?[{UPPER}][\wđĐ&]*)*"
NUMBER = rf"\d{{1,5}}[a-z]?\s?(?:/\s?\d{{4}}\s?)?[/-]\s?{_SYMBOL}"
_CITED = re.compile(
    rf"(?P<kind>(?i:{_KINDS}))(?P<name>\s+[{UPPER}](?:(?!{_KINDS})[^;.“”:\d]){{0,120}}?)?\s+"
    rf"(?:[Ss]ố\s*:?\s*){{0,2}}(?P<number>{NUMBER})"
)
_NAMELESS = re.compile(
    rf"(?P<kind>(?:Luật|Pháp lệnh)\s+[{UPPER}][^;.“”:\d]{{3,120}}?)(?:\s+năm\s+\d{{4}})?,?"
    rf"(?=\s+ngày\s+\d|\s*[;.]|\s*$)"
)
_WHEN = re.compile(rf"(?:\s+[{UPPER}]\w*){{0,5}}\s*,?\s*(?:ban hành\s+)?ngày\s+{FULL}")
_BY = re.compile(rf"\s*,?\s*của\s+(?P<body>[{UPPER}][^;.:()“”\"\n]{{1,160}})")
_ASKED = re.compile(
    rf"(?:đề nghị|tham mưu|kiến nghị|báo cáo|hướng dẫn|chỉ đạo|yêu cầu|ý kiến) của\s+"
    rf"(?P<body>[{UPPER}][^;.()]{{2,120}}?)\s+tại\s*$"
)
_BESIDE = re.compile(
    r"(?:[,;]|\bvà|\b[Tt]heo|\b[Xx]ét)\s+(?:đề nghị|tham mưu|kiến nghị|hướng dẫn|chỉ đạo|yêu cầu)"
    r" của\s[^;.()]{2,120}?\s+tại\s*$"
)
"""«… và hướng dẫn của Bộ … tại Công văn số»: a basis beside the last one, not inside it."""
_BODY_END = re.compile(
    rf"\s+(?:(?i:về|phê duyệt|ban hành|quy định|thực hiện|triển khai|hướng dẫn|sửa đổi|kết luận)|"
    rf"khóa|khoá|tại|để|nhằm|ngày|giai đoạn|trên|cho|từ|có hiệu lực|"
    rf"đến|trong|năm|quyết định|kèm|và\s+(?:các\s+)?(?:{_KINDS}))\b"
)
_NEAR = 200
"""Letters before a document in which the body that asked for it may be named."""
_NAME_LIST = re.compile(rf"^,\s*[{UPPER}]\w*(?:\s+\w+){{0,3}}\s+và\s+[{UPPER}]")
_FIELD_BODY = re.compile(r"^(?:Ban Chỉ đạo|Ban Điều hành|Tổ công tác|Ủy ban quốc gia)\b")
_LISTING_BODY = re.compile(r"^(?:Bộ|Sở|Phòng|Ban Văn)\b")
_INTRODUCES = re.compile(
    rf"(?:^|(?<=[\s,;.]))(?<!của )(?<!Chủ tịch )(?<!do )"
    rf"(?:UBND|U[ỷy] ban nhân dân|Ủy ban nhân dân|Đảng ủy|Ban [{UPPER}]|Sở|Tổ)"
    r"[^.;“”]{0,80}?\b(?:ban hành|xây dựng)\s+(?:và\s+\S+\s+\S+\s+)?[Kk]ế hoạch\b"
)
_SHARED = re.compile(
    rf"(?:[Cc]ác|[Nn]hững)\s+(?P<kind>{_KINDS})"
    rf"(?:\s+của\s+(?P<body>[{UPPER}][^:;.\d]{{2,100}}?))?\s*:\s*(?=[Ss]ố\s*\d)"
)
"""«các Quyết định của Thủ tướng Chính phủ: số …; số …»: one kind, one body, many numbers."""
_MORE = re.compile(rf"(?:[:,;]|(?<=\s)và)\s*(?P<opens>(?:[Ss]ố\s*)(?P<number>{NUMBER}))")
"""A further number of the kind named before."""
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
    held: list[Citation] = []
    kind, shared = None, None
    at = 0
    search = _Search(text)
    while match := search.next(at, more=kind is not None):
        if match.re is _SHARED:
            kind, shared = match["kind"], match["body"]
            at = text.rfind(":", 0, match.end())
            continue
        found = _cited(text, match, kind, shared)
        if match.re is not _MORE:
            kind, shared = found.basis.kind, None
            yield from held
            held = []
        held.append(found)
        _share_body(text, held)
        at = found.end
    yield from held


def _cited(text: str, match: re.Match[str], kind: str | None, shared: str | None) -> Citation:
    """The document of a match, with the day and the body behind it."""
    parts = match.groupdict()
    number = re.sub(r"\s", "", parts["number"]) if "number" in parts else None
    end = match.end()
    when = _WHEN.match(text, end)
    date = iso_of(when) if when else None
    end = when.end() if when else end
    issuer, end = _issuer(text, end)
    issuer = issuer or (shared if match.re is _MORE else None)
    issuer = issuer or _asking(text[max(0, match.start() - _NEAR) : match.start()])
    if not date and (when := _WHEN.match(text, end)):
        date, end = iso_of(when), when.end()
    start = match.start("opens") if "opens" in parts else match.start()
    named = parts.get("kind") or kind or ""
    named = named[:1].upper() + named[1:]
    return Citation(BasisRead(named, number, date, issuer), start, end)


def _share_body(text: str, held: list[Citation]) -> None:
    """«số 1, số 2 và số 3 của Bộ Chính trị»: the body behind the last holds for all of them."""
    for at in range(len(held) - 2, -1, -1):
        one, two = held[at], held[at + 1]
        between = text[one.end : two.start].strip(" ,")
        if one.basis.issuer or not two.basis.issuer or between not in ("", "và", ";", "; và"):
            return
        held[at] = replace(one, basis=replace(one.basis, issuer=two.basis.issuer))


def _asking(before: str) -> str | None:
    """The body of "theo đề nghị của … tại Tờ trình số": it stands before its document."""
    match = _ASKED.search(before)
    return match["body"].strip() if match else None


class _Search:
    """The matches of several patterns in one text, each pattern searched through once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ahead: dict[re.Pattern[str], re.Match[str] | None] = {
            pattern: pattern.search(text) for pattern in (_CITED, _SHARED, _MORE)
        }

    def next(self, at: int, *, more: bool) -> re.Match[str] | None:
        """The nearest of: a document, a law without a number, a list, one more of its numbers."""
        for pattern, match in self._ahead.items():
            if match and match.start() < at:
                self._ahead[pattern] = pattern.search(self._text, at)
        found = [
            match for pattern, match in self._ahead.items() if match and (more or pattern != _MORE)
        ]
        first = min(found, key=lambda match: match.start(), default=None)
        law = _NAMELESS.search(self._text, at, first.start() if first else len(self._text))
        return law or first


def _issuer(text: str, at: int) -> tuple[str | None, int]:
    match = _BY.match(text, at)
    if not match:
        return None, at
    body = match["body"]
    end = _BODY_END.search(body)
    body = body[: end.start()] if end else body
    comma = body.find(",")
    while comma >= 0:
        listed = _LISTING_BODY.match(body) and _NAME_LIST.match(body[comma:])
        if listed or _goes_on(body, comma):
            comma = body.find(",", comma + 1)
            continue
        body = body[:comma]
        break
    body = body.rstrip()
    return body, match.start("body") + len(body)


def _goes_on(body: str, comma: int) -> bool:
    """«Ban Chỉ đạo phát triển khoa học, công nghệ, … và chuyển đổi số» is one name."""
    rest = body[comma + 1 :].lstrip()
    return bool(_FIELD_BODY.match(body)) and rest[:1].islower() and " và " in rest


def _nested(text: str, cited: Sequence[Citation]) -> Iterator[BasisRead]:
    """The same documents, those named inside another one marked with its number."""
    top: BasisRead | None = None
    inside = quoting = False
    scanned = end = 0
    for citation in cited:
        quoting = _is_quoting(text[scanned : citation.start], quoting)
        scanned = max(scanned, citation.start)
        inside = _is_inside(text[end : citation.start], quoting, inside, top)
        if inside and top is not None:
            yield replace(citation.basis, cited_via=top.number)
        else:
            top = citation.basis
            yield top
        end = citation.end


def _is_inside(gap: str, quoting: bool, inside: bool, top: BasisRead | None) -> bool:
    """Is the next document cited inside the last basis? `gap` lies between the two."""
    if top is None or top.number is None:
        return False
    if quoting:
        return True
    if _BESIDE.search(gap):
        return False
    outer = _QUOTED.sub("“”", gap)
    if ";" in outer or re.search(r"\.\s", outer):
        return False
    words = fold(outer).strip(" ,")
    if words in ("", "va", "cac", "va cac"):
        return inside
    return not outer.rstrip().endswith(",") and not words.endswith(" va")


def _is_quoting(text: str, open_quote: bool) -> bool:
    """Is a quotation still open at the end of this text? `open_quote`: was one at its start?"""
    for sign in text:
        if sign in '“”"':
            open_quote = sign == "“" or (sign == '"' and not open_quote)
    return open_quote

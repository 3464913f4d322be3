"""Number, place, day and body from the lines above the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.plan.reading.capitals import LEVELS, body_name
from lantoa.plan.reading.dates import iso
from lantoa.plan.reading.folding import UPPER, fold, is_capitals
from lantoa.plan.reading.lines import Line
from lantoa.plan.reading.terms import Span

_NUMBER = re.compile(
    rf"^S[ốóô]\s*[:.]?\s*(?P<digits>\d{{1,5}}[a-z]?)?[ .…_]*(?P<sign>[/-])\s*"
    rf"(?P<symbol>[{UPPER}][\wđ&]*(?:\s?[-/]\s?[{UPPER}][\wđ&]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERED = re.compile(rf"^(?:S[ốóô]\b|\d+\s*[/-]\s*[{UPPER}])", re.IGNORECASE)
"""A line of the head with the number of the document, its word on the line before or not."""
_DAY = re.compile(
    rf"(?:(?P<place>[{UPPER}](?:[^\n,\d:]|(?<=\s)\d{{1,2}}(?=\s?,)){{1,60}}),\s*)?"
    r"ngày\s*(?P<day>\d{1,2})?[ .…_/]*\s*"
    r"tháng\s*(?P<month>\d{1,2})?[ .…_/]*\s*năm\s*(?P<year>\d{4})?",
    re.IGNORECASE,
)
_GAP = re.compile(r"\t|\s{3,}")
_BLANK_NUMBER = re.compile(r"(S[ốóô]\s*:)[\t .…_]+(?=/)", re.IGNORECASE)
_MOTTO = re.compile(
    r"^cong hoa\b|chu nghia viet nam|^(?:xa )?hoi chu nghia|^viet nam$|(?<!xa )(?<!phuong )doc lap|"
    r"dang cong san viet nam"
)
_MOTTO_CUT = re.compile(r"CỘNG H[ÒO][AÀ] XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]")
_PLACE_PART = re.compile(rf"^[{UPPER}]\w+(?:\s\w+){{0,4}}$")
_BODY = re.compile(
    r"^(?:uy ban|ubnd|dang uy|dang bo|tinh uy|huyen uy|thanh uy|ban|so|phong|trung tam|hoi|to|"
    r"van phong|truong|cong an|cong doan|hoi dong|"
    r"ban chap hanh|bch|lien hiep|xa doan|doan|lien doan|uy ban|bo|cuc|vien|mat tran|btv|bcd)\b"
)
_WAITS = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|dang uy)$")
"""A body whose place is still to come: «XÃ ĐOÀN KẾT» below it is a commune, no youth union."""
_PLACE = re.compile(rf"\b((?:{LEVELS})\s+.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Letterhead:
    """What stands above the title; spans are None where nothing was found."""

    number: str | None = None
    symbol: str | None = None
    number_span: Span | None = None
    number_quote: str = ""
    place: str | None = None
    date: str | None = None
    date_partial: str | None = None
    date_span: Span | None = None
    date_quote: str = ""
    body: str | None = None
    body_span: Span | None = None


def read_letterhead(head: Sequence[Line], body_text: str) -> Letterhead:
    """Reads the head. `body_text` tells how names are written out of capitals."""
    lines = _columns(head)
    text = "\n".join(line.text for line in lines)
    found: dict[str, object] = {}
    number = _NUMBER.search(text)
    if number:
        found |= _number_of(number, lines, text)
    day = next((each for each in _DAY.finditer(text) if each["place"] or each["year"]), None)
    if day:
        found |= _day_of(day, lines, text)
    found |= _body_of(lines, body_text)
    return Letterhead(**found)  # type: ignore[arg-type]


def _columns(head: Sequence[Line]) -> list[Line]:
    """Two columns on one line become two lines."""
    lines: list[Line] = []
    for line in head:
        for piece in _GAP.split(_BLANK_NUMBER.sub(r"\1 ", line.text)):
            cut = _MOTTO_CUT.search(piece)
            pieces = [piece[: cut.start()], piece[cut.start() :]] if cut else [piece]
            lines += [Line(line.number, each.strip()) for each in pieces if each.strip()]
    return lines


def _span(match: re.Match[str], lines: Sequence[Line], text: str) -> Span:
    first = text.count("\n", 0, match.start())
    last = text.count("\n", 0, match.end())
    return (lines[first].number, lines[last].number)


def _number_of(match: re.Match[str], lines: Sequence[Line], text: str) -> dict[str, object]:
    symbol = re.sub(r"\s", "", match["symbol"])
    number = f"{match['digits']}{match['sign']}{symbol}" if match["digits"] else None
    return {
        "number": number,
        "symbol": symbol,
        "number_span": _span(match, lines, text),
        "number_quote": " ".join(match[0].split()),
    }


def _day_of(match: re.Match[str], lines: Sequence[Line], text: str) -> dict[str, object]:
    day, month, year = match["day"], match["month"], match["year"]
    date = iso(day, month, year) if day and month and year else None
    partial = None
    if not date and year:
        partial = f"{year}-{int(month):02d}" if month and 1 <= int(month) <= 12 else year
    return {
        "place": _place(match, text),
        "date": date,
        "date_partial": partial,
        "date_span": _span(match, lines, text),
        "date_quote": " ".join(match[0].split()),
    }


def _place(match: re.Match[str], text: str) -> str | None:
    """The place, with the part that a narrow column has left on the line before."""
    if not match["place"]:
        return None
    place = " ".join(match["place"].split())
    before = text[: match.start("place")].rstrip("\n").rsplit("\n", 1)[-1].strip()
    is_part = _PLACE_PART.match(before) and not is_capitals(before)
    return f"{before} {place}" if is_part and not _MOTTO.search(fold(before)) else place


def _body_of(lines: Sequence[Line], body_text: str) -> dict[str, object]:
    """The body that issues: the last one named, with the place of the one above it."""
    bodies: list[tuple[str, Span]] = []
    for line in lines:
        text = line.text
        if not is_capitals(text) or _MOTTO.search(fold(text)) or _NUMBERED.search(text):
            continue
        waits = bool(bodies) and _WAITS.search(fold(bodies[-1][0])) and text.startswith("XÃ ")
        if not bodies or (_BODY.match(fold(text)) and not waits):
            bodies.append((text, (line.number, line.number)))
        else:
            before, span = bodies[-1]
            bodies[-1] = (f"{before} {text}", (span[0], line.number))
    if not bodies or not _BODY.match(fold(bodies[-1][0])):
        return {}
    name = body_name(bodies[-1][0], body_text)
    if not _PLACE.search(name) and len(bodies) > 1:
        above = _PLACE.search(body_name(bodies[-2][0], body_text))
        name = f"{name} {above[1]}" if above else name
    return {"body": name, "body_span": (bodies[0][1][0], bodies[-1][1][1])}

"""Reports owed: before which day, how often, to whom, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.dates import month_day
from lantoa.plan.reading.folding import UPPER, fold
from lantoa.plan.reading.responsibilities import Owner
from lantoa.plan.reading.sections import Role, Section
from lantoa.plan.reading.terms import Doubt, DutyRead, Span
from lantoa.plan.reading.units import HEAD_WORDS

_DAY = (
    r"(?:ngay\s+(?:mung\s+)?)?(?P<day>\d{1,2})"
    r"(?:\s*[/-]\s*(?P<month>\d{1,2})|\s+thang\s+(?P<word>\d{1,2}))"
)
_BEFORE = re.compile(
    r"\b(?:truoc|cham nhat(?: la)?|muon nhat(?: la)?|vao|xong|dinh ky|han)\s+"
    + _DAY
    + r"(?P<year>\s*[/-]\s*\d{4}|\s+nam\s+\d{4})?"
)
_AND_DAY = re.compile(
    r"\s*(?:,|;|va)\s*(?:truoc\s+)?" + _DAY + r"(?P<year>\s*[/-]\s*\d{4}|\s+nam\s+\d{4})?"
)
_BARE_DAY = re.compile(r"\bngay\s+(?P<day>\d{1,2})(?!\s*[/-]?\s*\d|\s+thang\s+\d)")
_MONTHLY = re.compile(r"(?:hang|hang|moi|bao cao|dinh ky)\s+thang|thang\s*:")
_QUARTERLY = re.compile(r"(?:hang|moi|bao cao|dinh ky)\s+quy|quy\s*:|cuoi quy")
_OWED = re.compile(
    r"bao cao|\b(?:cung cap|gui)\b[^.;]{0,40}\b(?:so lieu|khoi luong|ket qua|bieu mau)\b"
)
"""A report, or figures that a unit hands in."""
_AD_HOC = re.compile(r"dot xuat")
_UNIT = (
    rf"(?P<unit>(?:{HEAD_WORDS})\b[^.;,:()\n]{{0,90}}?"
    rf"(?:\s*\((?:qua|thông qua)[^()]{{1,80}}\))?)"
    rf"(?=\s+(?:theo|để|trước|kết quả|tổng hợp|định kỳ|về(?! trật tự)|xem xét|chậm nhất|"
    rf"khi|và\s+[{UPPER}]|qua|"
    rf"tình hình|chỉ đạo|trong|hằng|hàng|ngày|vào)\b|\s*[.;,:()\n]|\s*$)"
)
_LISTS = re.compile(
    r"\b(?:Bộ|Sở|Phòng|Ban|Trung tâm)\s[^.;,:()\n]{2,30},\s"
    rf"[{UPPER}][\w ]{{2,25}}?\svà\s[{UPPER}]"
)
"""«Sở Văn hóa, Thể thao và Du lịch»."""
_COMMA = "\u201a"
_TO = [
    re.compile(rf"\b[Gg]ửi(?:\s+(?:báo cáo|về|cho|đến|kết quả))*\s+{_UNIT}"),
    re.compile(rf"\bvề\s+{_UNIT}"),
    re.compile(rf"\b[Bb]áo cáo(?:\s+kết quả(?:\s+thực hiện)?)?(?:\s+(?:cho|với|lên))?\s+{_UNIT}"),
]


@dataclass(frozen=True)
class _Clause:
    """A piece of a sentence about reports, with the block that holds it."""

    text: str
    block: Block
    by: str | None


def duties_of(
    sections: Sequence[Section], owners: Sequence[Owner]
) -> tuple[list[tuple[DutyRead, Span]], bool, list[Doubt]]:
    """The duties to report, whether there are reports on demand, and doubts."""
    duties: list[tuple[DutyRead, Span]] = []
    doubts: list[Doubt] = []
    ad_hoc = False
    by_span = _owners_by_span(owners)
    in_section: dict[int, str | None] = {}
    for block, section in _about_reports(sections):
        words = fold(block.text)
        ad_hoc = ad_hoc or _AD_HOC.search(words) is not None
        by = by_span.get(block.span)
        if section.heading.first not in in_section:
            whole = " ".join(each.text for each in section.blocks)
            in_section[section.heading.first] = _receiver(whole)
        to = _receiver(block.text) or in_section[section.heading.first]
        for duty in _of_block(block, to, by, doubts):
            if duty not in [known for known, _ in duties]:
                duties.append((duty, block.span))
    return duties, ad_hoc, doubts


def _about_reports(sections: Sequence[Section]) -> Iterator[tuple[Block, Section]]:
    for section in sections:
        if section.role in (Role.DUTIES, Role.REPORTS, Role.OTHER):
            for block in section.blocks:
                if _OWED.search(fold(block.text)) or section.role is Role.REPORTS:
                    yield block, section


def _owners_by_span(owners: Sequence[Owner]) -> dict[Span, str]:
    """The unit that a block stands under or that it names first, by the lines of the block."""
    return {span: owner.unit for owner in reversed(owners) for _, span in owner.items}


def _receiver(text: str) -> str | None:
    """The body that a report goes to; commas inside its name do not end it."""
    guarded = _LISTS.sub(lambda found: found[0].replace(",", _COMMA), text)
    for pattern in _TO:
        match = pattern.search(guarded)
        if match:
            return match["unit"].strip().replace(_COMMA, ",")
    return None


def _of_block(block: Block, to: str | None, by: str | None, doubts: list[Doubt]) -> list[DutyRead]:
    duties: list[DutyRead] = []
    for written in re.split(r"[;]|\.\s", block.text):
        clause, to = fold(written), _receiver(written) or to
        dated = list(_dated(clause, block, doubts))
        if dated:
            duties += [DutyRead(before, "year", to, by) for before in dated]
        elif match := _BARE_DAY.search(clause):
            every = _every(clause)
            if every and 1 <= int(match["day"]) <= 31:
                duties.append(DutyRead(f"*-{int(match['day']):02d}", every, to, by))
    return duties


def _every(clause: str) -> str | None:
    if _QUARTERLY.search(clause):
        return "quarter"
    return "month" if _MONTHLY.search(clause) else None


def _dated(clause: str, block: Block, doubts: list[Doubt]) -> Iterator[str]:
    """Days of the year in a clause: "trước ngày 1/6 và 15/11" names two."""
    at = 0
    while match := _BEFORE.search(clause, at):
        named = [match]
        while following := _AND_DAY.match(clause, named[-1].end()):
            named.append(following)
        at = named[-1].end()
        # The year behind the last of several days is the year of them all.
        if named[-1]["year"]:
            why = "Hạn báo cáo này ghi cả năm nên chỉ là một lần, chưa tính là báo cáo định kỳ."
            doubts.append(Doubt("report_deadlines", block.text[:200], why))
            continue
        days = (month_day(each["day"], each["month"] or each["word"]) for each in named)
        yield from (day for day, each in zip(days, named, strict=True) if day and not each["year"])

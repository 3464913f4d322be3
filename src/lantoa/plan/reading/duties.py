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
_AD_HOC = re.compile(r"dot xuat")
_UNIT = (
    rf"(?P<unit>(?:Sở|Phòng|UBND|U[ỷy] ban|Ủy ban|Ban|Trung tâm|Văn phòng|Bộ|Đảng [uủ][yỷ]|Tỉnh ủy|"
    rf"Thường trực|HĐND|Tổ|Chủ tịch|Công an|Hội)\b[^.;,()\n]{{0,90}}?"
    rf"(?:\s*\((?:qua|thông qua)[^()]{{1,80}}\))?)"
    rf"(?=\s+(?:theo|để|trước|kết quả|tổng hợp|định kỳ|về|xem xét|chậm nhất|"
    rf"khi|và\s+[{UPPER}]|qua|"
    rf"tình hình|chỉ đạo|trong|hằng|hàng)\b|\s*[.;,()\n]|\s*$)"
)
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
    for block, section in _about_reports(sections):
        words = fold(block.text)
        ad_hoc = ad_hoc or _AD_HOC.search(words) is not None
        by = _owner_of(block, owners)
        to = _receiver(block.text) or _receiver(" ".join(each.text for each in section.blocks))
        for duty in _of_block(block, to, by, doubts):
            if duty not in [known for known, _ in duties]:
                duties.append((duty, block.span))
    return duties, ad_hoc, doubts


def _about_reports(sections: Sequence[Section]) -> Iterator[tuple[Block, Section]]:
    for section in sections:
        if section.role in (Role.DUTIES, Role.REPORTS, Role.OTHER):
            for block in section.blocks:
                if "bao cao" in fold(block.text) or section.role is Role.REPORTS:
                    yield block, section


def _owner_of(block: Block, owners: Sequence[Owner]) -> str | None:
    """The unit that a block stands under or that it names first."""
    for owner in owners:
        if any(span == block.span for _, span in owner.items):
            return owner.unit
    return None


def _receiver(text: str) -> str | None:
    for pattern in _TO:
        match = pattern.search(text)
        if match:
            return match["unit"].strip()
    return None


def _of_block(block: Block, to: str | None, by: str | None, doubts: list[Doubt]) -> list[DutyRead]:
    duties: list[DutyRead] = []
    for clause in re.split(r"[;]|\.\s", fold(block.text)):
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
        while match:
            at = match.end()
            day = month_day(match["day"], match["month"] or match["word"])
            if match["year"]:
                why = "Hạn báo cáo này ghi cả năm nên chỉ là một lần, chưa tính là báo cáo định kỳ."
                doubts.append(Doubt("report_deadlines", block.text[:200], why))
            elif day:
                yield day
            match = _AND_DAY.match(clause, at)

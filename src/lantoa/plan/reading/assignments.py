"""Units and time inside the words of a task: "(Phòng … chủ trì, phối hợp với …)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.plan.reading.dates import timing_of
from lantoa.plan.reading.folding import UPPER
from lantoa.plan.reading.units import opens_as_unit, split_units
from lantoa.plan.reading.verbs import VERBS

_GIVES = (
    r"\b(?:[Gg]iao|[Pp]hân công|[Đđ]ề nghị|[Yy]êu cầu)\s+(?:trách nhiệm\s+|nhiệm vụ\s+)?(?:cho\s+)?"
)
"""Verbs that hand work to the unit behind them."""
_UNITS = rf"(?P<units>(?:[{UPPER}]|(?:các|từng|mỗi)\s)[^().;:]{{2,150}}?)"
_LEAD = re.compile(
    rf"(?:\(|{_GIVES}|(?:^|[.;]\s+)(?!{_GIVES}))"
    rf"{_UNITS}\s*,?\s+(?:làm\s+đầu\s+mối\s+)?(?:là\s+(?:đơn vị|cơ quan)\s+)?chủ trì\b"
)
_KEPT_BY = re.compile(rf"\({_UNITS}\s+(?:phụ trách|thực hiện|đầu mối)\s*[);,]")
_SUPPORT = re.compile(
    r"\bphối hợp\s+(?:với|cùng)?\s*(?P<units>[^().;:]{2,250}?)"
    rf"(?=\s+(?:{VERBS}|hoàn thành|thông tin|trong|trước|phát(?! triển)|(?<!án )(?<!nhà )đầu tư|"
    r"xóa|để|nhằm)\b|[().;:]|$)"
)
_TIMING = re.compile(
    r"\b(?:(?P<time>(?:hoàn thành|xong)\s+(?:trước|trong|vào|chậm nhất)[^().;]{3,80})"
    r"|thực hiện\s+(?P<when>thường xuyên|hằng \w+|"
    r"(?:trước|trong|từ|vào|chậm nhất)\s+[^().;]{3,80}))"
)


_GIVEN = re.compile(
    rf"\b[Gg]iao\s+(?:cho\s+)?{_UNITS}\s*,?\s+(?:(?:làm|là)\s+chủ đầu tư|phụ trách|{VERBS})\b"
)
"""«Giao X làm chủ đầu tư»: the unit that is given the work, where none is said to lead it."""
_EACH = r"(?:hằng|hàng|mỗi|một|/)\s*(?:ngày|tuần|tháng|quý|năm)"
_OFTEN = (
    r"(?:(?:(?:các\s+)?(?:buổi\s+)?(?:sáng|trưa|chiều|tối)\s+)?"
    r"(?:thứ\s+\w+|chủ nhật)\b[^.;()]{0,30}"
    rf"|(?:(?:ít nhất|tối thiểu)\s+)?\d{{1,3}}\s+(?:lần|kỳ|số|buổi|đợt|tin|bài)\s*{_EACH}"
    rf"|{_EACH}(?:\s+(?:\d+|một|hai|ba)\s+(?:lần|kỳ|số|buổi|đợt))?"
    r"|(?:hai|ba|sáu|\d{1,2})\s+(?:tuần|tháng|năm)\s+(?:một|1)\s+lần"
    r"|(?:đầu|giữa|cuối)\s+(?:mỗi\s+)?(?:tuần|tháng|quý|năm)\b[^.;()]{0,30})"
)
"""How often: «thứ Bảy hằng tuần», «02 lần/năm», «hai năm một lần», «cuối mỗi quý»."""
_TIME = re.compile(
    r"(?:(?:hoàn thành|thực hiện|thời gian|thời hạn|xong)\s*:?\s+)?(?P<time>"
    r"(?:(?:trước|trong|từ|đến|chậm nhất|sau|vào)\b.{3,60}|thường xuyên(?:,?\s+liên tục)?"
    rf"|{_OFTEN}(?:,?\s+(?:vào|từ|trước|trong|bắt đầu)\b.{{3,60}})?"
    r"|(?:các\s+)?(?:quý|tháng|năm|ngày)\s+[IVX\d].{0,40}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}))",
    re.IGNORECASE,
)
"""A clause that is nothing but a time: «quý III/2026», «trước ngày 25 hằng tháng»."""
_LAST_SENTENCE = re.compile(r"(?<=[.!?”»)])\s+(?P<sentence>(?:Giao|Phân công)\s[^.!?]*)\.?\s*$")
_ONLY_TIME = re.compile(
    r"(?:(?:(?:tham mưu|tổ chức|triển khai|thực hiện|hoàn thành|xong|trước|trong|từ|đến|hết|vào|"
    r"chậm nhất|là|ngày|tháng|tuần|quý|năm|giai đoạn|hằng|hàng|mỗi|cả|các|đầu|giữa|cuối|và|"
    r"thường xuyên|liên tục|định kỳ|sáng|chiều|thứ \w+|[IVX\d/.–-]+)(?:[\s,;]+|$))+)?"
)
"""Behind the units nothing but that it is done, and when."""
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)[\s.;]*$")


@dataclass(frozen=True)
class Assignment:
    """Who and when, as far as a sentence says it."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    timing: str | None = None


def _names_unit(lead: re.Match[str]) -> bool:
    """At the start of a sentence only what begins as a unit does: «Phát huy … chủ trì» is none."""
    given = re.match(rf"\(|{_GIVES}", lead[0].lstrip(" .;"))
    return given is not None or opens_as_unit(lead["units"])


def assignment_in(text: str) -> Assignment:
    """The assignment that a sentence holds; empty where it names no lead unit."""
    lead = _LEAD.search(text) or _KEPT_BY.search(text) or _GIVEN.search(text)
    if not lead or not _names_unit(lead):
        return Assignment()
    support = _SUPPORT.search(text, lead.end())
    return Assignment(
        split_units(lead["units"]),
        split_units(support["units"]) if support else (),
        _timing(text[lead.end() :]),
    )


def _timing(text: str) -> str | None:
    """The time that a sentence names behind its units."""
    named = _TIMING.search(text)
    if named:
        return timing_of(named["time"] or named["when"])
    clauses = re.split(r"[;()]|\.\s", text)
    alone = [found for each in clauses if (found := _TIME.fullmatch(each.strip(" .,")))]
    return timing_of(alone[-1]["time"]) if alone else None


def without_bracket(text: str) -> str:
    """The words of a task without the bracket at their end that says who does it."""
    bracket = _BRACKET.search(text)
    if bracket is None or not bracket.start():
        return text
    inside = f"({bracket['inside']})"
    return text[: bracket.start()] if assignment_in(inside).lead else text


def without_giving(text: str) -> str:
    """The words of a task without a last sentence that only gives it: «Giao Phòng … chủ trì.»

    A sentence that says more than units and time is kept: its words would be lost.
    """
    last = _LAST_SENTENCE.search(text)
    lead = _LEAD.match(last["sentence"]) if last else None
    if last is None or lead is None:
        return text
    rest = last["sentence"][lead.end() :].lstrip(" ,;")
    support = _SUPPORT.match(rest)
    rest = rest[support.end() :].lstrip(" ,;") if support else rest
    return text[: last.start()] if _ONLY_TIME.fullmatch(rest.rstrip()) else text

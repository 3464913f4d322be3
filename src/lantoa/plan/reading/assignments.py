"""Units and time inside the words of a task: "(Phòng … chủ trì, phối hợp với …)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.plan.reading.dates import timing_of
from lantoa.plan.reading.folding import UPPER
from lantoa.plan.reading.units import split_units

_LEAD = re.compile(
    rf"(?:\(|\b[Gg]iao\s+(?:cho\s+)?|(?:^|[.;]\s+))(?P<units>[{UPPER}][^().;:]{{2,150}}?)\s*,?\s+"
    r"(?:làm\s+đầu\s+mối\s+)?(?:là\s+(?:đơn vị|cơ quan)\s+)?chủ trì\b"
)
_KEPT_BY = re.compile(
    rf"\((?P<units>[{UPPER}][^().;:]{{2,150}}?)\s+(?:phụ trách|thực hiện|đầu mối)\s*[);,]"
)
_SUPPORT = re.compile(
    r"\bphối hợp\s+(?:với|cùng)?\s*(?P<units>[^().;:]{2,250}?)"
    r"(?=\s+(?:tổ chức|thực hiện|triển khai|xây dựng|tham mưu|hoàn thành|biên soạn|rà soát|"
    r"thông tin|hướng dẫn|đôn đốc|trong|trước|đăng|phát|mở|cập nhật|kiểm tra|tuyên truyền|"
    r"để|nhằm)\b|[().;:]|$)"
)
_TIMING = re.compile(
    r"\b(?P<time>(?:hoàn thành|xong)\s+(?:trước|trong|vào|chậm nhất)[^().;]{3,80})"
)


@dataclass(frozen=True)
class Assignment:
    """Who and when, as far as a sentence says it."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    timing: str | None = None


def assignment_in(text: str) -> Assignment:
    """The assignment that a sentence holds; empty where it names no lead unit."""
    lead = _LEAD.search(text) or _KEPT_BY.search(text)
    if not lead:
        return Assignment()
    support = _SUPPORT.search(text, lead.end())
    timing = _TIMING.search(text, lead.end())
    return Assignment(
        split_units(lead["units"]),
        split_units(support["units"]) if support else (),
        timing_of(timing["time"]) if timing else None,
    )

"""Which of the six layouts an article's data can fill, and why not the others. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lantoa.newsroom.data.facts import Facts, measure


@dataclass(frozen=True)
class Layout:
    """One layout: its code, its name on screens, the block that fills it, and why it cannot be
    filled from these facts (empty: it can)."""

    code: str
    name: str
    block: str
    why_not: Callable[[Facts], str]


def _one(facts: Facts) -> str:
    return "" if facts.figures else "Bài chưa có khối Số liệu nổi bật."


def _three(facts: Facts) -> str:
    if len(facts.figures) >= 2:
        return ""
    has = "chỉ có một con số" if facts.figures else "chưa có khối Số liệu nổi bật"
    return f"Bài {has}; kiểu này cần hai hoặc ba."


def _steps(facts: Facts) -> str:
    return "" if len(facts.steps) >= 2 else "Bài chưa có khối Các bước với ít nhất hai bước."


def _comparison(facts: Facts) -> str:
    if facts.comparison is None:
        return "Bài chưa có khối Trước và sau."
    before, after = measure(facts.comparison.before), measure(facts.comparison.after)
    if before is None or after is None:
        return (
            "Khối Trước và sau có con số chưa đọc được nên không vẽ đúng tỷ lệ được. "
            "Ghi như 320, 12,5 hoặc 6 giờ 20 phút."
        )
    return "" if before + after > 0 else "Hai con số của khối Trước và sau đều bằng 0."


def _timeline(facts: Facts) -> str:
    return "" if len(facts.timeline) >= 2 else "Bài chưa có khối Mốc thời gian với ít nhất hai mốc."


def _hamlets(facts: Facts) -> str:
    return "" if len(facts.hamlets) >= 3 else "Bài chưa có khối Theo thôn với ít nhất ba thôn."


LAYOUTS = (
    Layout("one", "Một con số", "figures", _one),
    Layout("three", "Ba con số", "figures", _three),
    Layout("steps", "Các bước", "steps", _steps),
    Layout("before", "Trước và sau", "comparison", _comparison),
    Layout("time", "Dòng thời gian", "timeline", _timeline),
    Layout("map", "Bản đồ thôn", "hamlets", _hamlets),
)


def layout_of(code: str) -> Layout | None:
    """One layout by its code."""
    return next((one for one in LAYOUTS if one.code == code), None)


def best_layout(facts: Facts, blocks: list[str]) -> str:
    """The layout of the first block of data in the body that can be filled; figures that are
    several take the layout for several. Empty where none can."""
    able = [one for one in LAYOUTS if not one.why_not(facts)]
    for block in blocks:
        of_block = [one.code for one in able if one.block == block]
        if of_block:
            return of_block[-1]
    return able[0].code if able else ""

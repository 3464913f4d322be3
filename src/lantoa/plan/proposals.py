"""What the program proposes and no plan says: cadences, indicator codes, sources of money. Pure.

A person changes each of them; the screen says that it is a proposal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.plan.terms import CadencePeriod, Source, Timing
from lantoa.vietnamese import fold


@dataclass(frozen=True)
class ProposedCadence:
    """So many of something in each period, and the kinds of evidence that count for it."""

    count: int
    period: CadencePeriod
    what: str
    kinds: tuple[str, ...]


WEBSITE, POST, PLAYED = "website.published", "post.published", "broadcast.played"
ACTIVITY, VISITS = "activity.held", "visits.made"
BOARD, HANDOUT = "board.posted", "handout.given"
HAMLET_WHAT = "thôn"
# Kinds of evidence that show work on a task; the others are steps on the way to it.
SHOWN = (
    WEBSITE, POST, PLAYED, BOARD, HANDOUT, ACTIVITY, VISITS, "training.held", "meeting.held",
    "briefing.given", "commendation.given",
)  # fmt: skip

_WEEK, _MONTH = CadencePeriod.WEEK, CadencePeriod.MONTH
_QUARTER, _YEAR = CadencePeriod.QUARTER, CadencePeriod.YEAR
# The first rule whose words stand in the task holds; the narrow ones come first.
_RULES: tuple[tuple[str, ProposedCadence], ...] = (
    (
        r"ket qua nghien cuu|nghien cuu khoa hoc",
        ProposedCadence(1, _QUARTER, "sản phẩm", (WEBSITE, POST)),
    ),
    (
        r"nha khoa hoc|nha nghien cuu|nguoi lam nghien cuu|chinh sach uu dai",
        ProposedCadence(1, _MONTH, "phiếu chính sách", (WEBSITE, POST, "meeting.held")),
    ),
    (r"tung ho|ho gia dinh", ProposedCadence(1, _QUARTER, HAMLET_WHAT, (VISITS,))),
    (
        r"do hoa|infographic|video|clip",
        ProposedCadence(2, _MONTH, "đồ họa, clip", (POST, WEBSITE)),
    ),
    (r"huong ung", ProposedCadence(1, _YEAR, "hoạt động hưởng ứng", (ACTIVITY,))),
    (
        r"chuyen muc|trang thong tin dien tu|cong thong tin",
        ProposedCadence(2, _WEEK, "tin bài", (WEBSITE,)),
    ),
    (r"truyen thanh|phat thanh", ProposedCadence(3, _WEEK, "bản tin", (PLAYED,))),
    (r"mang xa hoi|tai khoan|zalo|facebook", ProposedCadence(3, _WEEK, "bài đăng", (POST,))),
)
_ANYTHING = ProposedCadence(1, _MONTH, "việc có minh chứng", SHOWN)
_WORDED = (
    (r"\bhang tuan\b", _WEEK),
    (r"\bhang thang\b", _MONTH),
    (r"\bhang quy\b", _QUARTER),
    (r"\bhang nam\b", _YEAR),
)
_ONGOING = re.compile(r"thuong xuyen|lien tuc|hang (tuan|thang|quy|nam|ngay)|giai doan")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def timing_of(words: str | None) -> Timing:
    """How a task is timed; no words at all read as ongoing."""
    if not words or _ONGOING.search(_hang(words)):
        return Timing.ONGOING
    return Timing.BY_DAY if _DAY.fullmatch(words) else Timing.OTHER


def cadence_for(
    text: str, timing_text: str | None, *, hamlet_count: int, day_count: int
) -> ProposedCadence | None:
    """The cadence proposed for a task; none for one that has a day or words of its own.

    Visits owe every hamlet, activities every yearly day of the plan. A period that the plan
    words itself («hằng tuần») wins.
    """
    if timing_of(timing_text) != Timing.ONGOING:
        return None
    folded = fold(text)
    found = next((rule for words, rule in _RULES if re.search(words, folded)), _ANYTHING)
    count = {VISITS: max(hamlet_count, 1), ACTIVITY: max(day_count, 1)}.get(
        found.kinds[0] if len(found.kinds) == 1 else "", found.count
    )
    worded = next((p for words, p in _WORDED if re.search(words, _hang(timing_text or ""))), None)
    if worded and worded != found.period:
        return ProposedCadence(1, worded, found.what, found.kinds)
    return ProposedCadence(count, found.period, found.what, found.kinds)


_INDICATORS = (
    ("A1", r"ban hanh.{0,80}ke hoach"),
    ("A2", r"chuyen muc"),
    ("A3", r"can bo.{0,120}(pho bien|thong tin thuong xuyen|quan triet)"),
    ("A4", r"thoi luong phat"),
    ("B1", r"luc luong"),
    ("B2", r"bieu duong|khen thuong"),
    ("B3", r"hoat dong tuyen truyen"),
    ("C1", r"nhiem vu khoa hoc"),
    ("C2", r"nguoi dan.*thong tin co so"),
    ("C3", r"can bo.*dao tao"),
)
_EXCLUDES = {"A1": r"luc luong", "B3": r"truyen thanh", "A3": r"dao tao chuyen sau"}


def indicators_for(text: str) -> list[str]:
    """Codes of the indicators that answer for a target; one sentence may hold two."""
    folded = fold(text)
    return [
        code
        for code, words in _INDICATORS
        if re.search(words, folded)
        and not (code in _EXCLUDES and re.search(_EXCLUDES[code], folded))
    ]


_SOURCES = (
    (Source.SOCIALISED, r"xa hoi hoa|tai tro|dong gop"),
    (Source.COMBINED, r"long ghep"),
    (Source.OTHER, r"hop phap|khac"),
    (Source.STATE, r"ngan sach"),
)


def source_of(text: str) -> Source:
    """Which of the four sources a wording speaks of."""
    folded = fold(text)
    return next((source for source, words in _SOURCES if re.search(words, folded)), Source.OTHER)


def _hang(words: str) -> str:
    return fold(words).replace("moi tuan", "hang tuan").replace("moi thang", "hang thang")

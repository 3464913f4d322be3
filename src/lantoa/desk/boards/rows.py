"""Postings in words, for the list and for the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from lantoa.channels.boards.models import Posting
from lantoa.channels.boards.queries import (
    hanging_postings,
    postings,
    postings_to_remove,
    waiting_postings,
)
from lantoa.channels.boards.terms import PostingState
from lantoa.core.clock import local
from lantoa.vietnamese import date_short, day_month

WAITING, LATE, DONE, GONE = "waiting", "late", "good", "draft"


@dataclass(frozen=True)
class Row:
    """One posting as a line: what, where, how it stands."""

    posting: Posting
    place: str
    sign: str
    word: str
    note: str


def row_of(posting: Posting, today: date) -> Row:
    """One posting in words."""
    sign, word, note = _standing(posting, today)
    return Row(posting, place_of(posting), sign, word, note)


def place_of(posting: Posting) -> str:
    """«Bảng điện tử nhà văn hóa, thôn Bến Đò»."""
    return f"{posting.board.name}, thôn {posting.board.hamlet}"


def _standing(posting: Posting, today: date) -> tuple[str, str, str]:
    until = posting.hangs_until
    if posting.is_overdue(today) and until:
        days = (today - until).days
        return LATE, "Cần gỡ", f"Hết hạn ngày {day_month(until)}, quá {days} ngày."
    if posting.state == PostingState.TO_REMOVE:
        return LATE, "Cần gỡ", f"Vì {posting.why or 'tin bài đã gỡ'}."
    if posting.state == PostingState.POSTED and until:
        return DONE, "Đang hiện", f"Hiện đến hết ngày {date_short(until)}."
    if posting.state == PostingState.TO_POST:
        made = local(posting.made_at).date()
        return WAITING, "Chờ đưa lên", f"Chữ có từ {day_month(made)}."
    if posting.state == PostingState.REMOVED and posting.removed_at:
        return GONE, "Đã gỡ", f"Gỡ ngày {date_short(local(posting.removed_at).date())}."
    return GONE, "Thôi đưa lên", f"{posting.why[:1].upper()}{posting.why[1:]}."


def found(asked: dict[str, Any], today: date) -> QuerySet[Posting]:
    """The postings of a filter, what needs a hand first."""
    state = asked.get("tinh_trang", "")
    by_state = {
        "to_post": waiting_postings(), "posted": hanging_postings(today=today),
        "remove": postings_to_remove(today=today),
    }  # fmt: skip
    rows = by_state.get(state, postings())
    if state in (PostingState.REMOVED, PostingState.DROPPED):
        rows = rows.filter(state=state)
    if "thon" in asked:
        rows = rows.filter(board__hamlet=asked["thon"])
    return rows.filter(board=asked["bang"]) if "bang" in asked else rows

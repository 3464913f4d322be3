"""What hangs or lies about and should not: texts on boards, sheets handed out. One line each, for
whoever notes that they are gone."""

from __future__ import annotations

from datetime import datetime

from lantoa.channels.boards.queries import postings_to_remove
from lantoa.channels.boards.terms import PostingState
from lantoa.channels.printed.queries import handouts_to_recall
from lantoa.core.clock import local
from lantoa.desk.today.rows import Row, link, short
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short, day_month

BOARDS, SHEETS = "boards.add_posting", "printed.add_handout"


def recall_rows(account: Account, *, now: datetime) -> list[Row]:
    """At most one line for the boards and one for the sheets."""
    rows: list[Row] = []
    if account.has_perm(BOARDS):
        rows += _boards(now)
    if account.has_perm(SHEETS):
        rows += _sheets(now)
    return rows


def _boards(now: datetime) -> list[Row]:
    found = list(postings_to_remove(today=local(now).date()))
    if not found:
        return []
    first = found[0]
    why = "tin bài đã gỡ hoặc đã có bản mới"
    if first.state == PostingState.POSTED and first.hangs_until:
        why = f"hết hạn từ {date_short(first.hangs_until)}"
    return [
        Row("late", "Cần gỡ", f"{len(found)} tin trên bảng cần gỡ xuống",
            f"«{short(first.article.title, 60)}» ở {first.board.name}: {why}.",
            "Xem bảng tin", link("boards-desk"))
    ]  # fmt: skip


def _sheets(now: datetime) -> list[Row]:
    found = handouts_to_recall(now=now)
    if not found:
        return []
    first, why = found[0]
    day = day_month(local(first.happened_at).date())
    return [
        Row("late", "Cần thu hồi", f"{len(found)} đợt tờ rơi, áp phích cần gỡ, thu hồi",
            f"«{short(first.article.title, 60)}» phát ngày {day}: {why}.",
            "Xem và ghi thu hồi", link("printed-desk"))
    ]  # fmt: skip

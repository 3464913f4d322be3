"""What is due goes live or comes down, each once.

The tick asks for what is due; a row that was settled is not due again, whatever the clock does. A
program that was stopped over the hour does it when it runs again. Only the very content that was
approved goes live, and only while it is the newest: else nothing goes out, and the writer is told.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from lantoa.approval.queries import is_approved, open_request
from lantoa.core.clock import local
from lantoa.newsroom.models import Timing
from lantoa.newsroom.services import publish_article, withdraw_article
from lantoa.newsroom.terms import TimedState
from lantoa.notices.services import tell_account

LOG = logging.getLogger("lantoa.newsroom")
BY = "system"
STILL_THERE = (
    "đã đến giờ gỡ nhưng bản mới chưa được duyệt, nên bản đang đăng vẫn ở trang web. "
    "Gỡ bài bằng tay nếu nội dung đã hết hạn."
)


def run_due(*, now: datetime) -> int:
    """Everything that is due, one transaction each; one that fails stops no other. Answers how
    many were settled."""
    begins = Q(state=TimedState.SET, publish_at__lte=now)
    ends = Q(expire_at__lte=now) & ~Q(state__in=(TimedState.OVER, TimedState.FELL))
    keys = list(Timing.objects.filter(begins | ends).values_list("pk", flat=True))
    return sum(_settled(key, now) for key in keys)


def _settled(key: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            row = Timing.objects.select_for_update().select_related("article").get(pk=key)
            if row.expire_at and row.expire_at <= now and row.state != TimedState.OVER:
                _end(row, now)
                return True
            if row.state == TimedState.SET and row.publish_at and row.publish_at <= now:
                return _begin(row, now)
    except Exception:
        LOG.exception("timing %s", key)
    return False


def _begin(row: Timing, now: datetime) -> bool:
    """Goes live; what nobody approved yet waits on and goes live with the approval. The same
    content approved long ago and submitted anew waits for the new decision."""
    article = row.article
    if article.live and article.live_content == row.content:  # the approval came after the hour
        _settle(row, TimedState.LIVE, now)
        return True
    if article.newest.content != row.content:
        _settle(row, TimedState.FELL, now)
        _tell(row, "bài đã đổi sau khi hẹn giờ nên chưa đăng. Gửi duyệt lại bản mới.", now)
        return True
    if open_request(subject=article.code) is not None:
        return False
    if not is_approved(subject=article.code, content=row.content):
        return False
    publish_article(article=article, content=row.content, now=now)
    _settle(row, TimedState.LIVE, now)
    return True


def _end(row: Timing, now: datetime) -> None:
    """Comes down, if it is still this content that stands in public. An older version that stands
    there because nobody approved the new one stays, and the writer is told to look."""
    article = row.article
    if article.live and article.live_content == row.content:
        withdraw_article(article=article, by=row.set_by, now=now)
        _tell(row, "đã gỡ khỏi trang web đúng giờ hẹn. Bài còn trong danh sách, ở dạng nháp.", now)
    elif article.live and row.state == TimedState.SET:
        _tell(row, STILL_THERE, now)
    _settle(row, TimedState.OVER, now)


def _settle(row: Timing, state: TimedState, now: datetime) -> None:
    row.state, row.settled_at = state, now
    row.save(update_fields=["state", "settled_at"])


def _tell(row: Timing, words: str, now: datetime) -> None:
    tell_account(
        account=row.set_by, subject=f"{row.article.code}/timing/{row.state}",
        text=f"«{row.article.newest.title}»: {words}",
        link=f"/ban-lam-viec/tin-bai/{row.article_id}/", by=BY, today=local(now).date(), now=now,
    )  # fmt: skip

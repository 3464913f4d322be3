"""What is due goes live or comes down, each once.

The tick asks for what is due; a row that was settled is not due again, whatever the clock does. A
program that was stopped over the hour does it when it runs again. Only the very content that was
approved goes live, and only while it is the newest: else nothing goes out, and the writer is told.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from lantoa.approval.queries import is_approved, open_request
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article, Timing
from lantoa.newsroom.services import expire_article, publish_article
from lantoa.newsroom.terms import TimedState
from lantoa.newsroom.timing.hours import hold_hours
from lantoa.notices.services import tell_account

LOG = logging.getLogger("lantoa.newsroom")
BY = "system"
FIRST_REST, LONGEST_REST = timedelta(seconds=5), timedelta(minutes=30)
UNEXPECTED = "Gặp lỗi ngoài dự kiến; chương trình tự thử lại. Báo người quản trị nếu vẫn còn."
OPEN = (TimedState.SET, TimedState.LIVE)
MISSED = (
    "máy chủ không chạy suốt từ giờ đăng đến giờ gỡ nên bản này chưa lên trang web. "
    "Nội dung vẫn được giữ. Gửi duyệt lại với giờ mới nếu vẫn cần đăng."
)
STILL_THERE = (
    "đã đến giờ gỡ nhưng bản mới chưa được duyệt, nên bản đang đăng vẫn ở trang web. "
    "Gỡ bài bằng tay nếu nội dung đã hết hạn."
)


def run_due(*, now: datetime) -> int:
    """Everything that is due, one transaction each; one that fails stops no other. Answers how
    many were settled."""
    rests = Q(again_at__gt=now, again_at__lte=now + LONGEST_REST)  # not a clock that was set back
    begins = Q(state=TimedState.SET, publish_at__lte=now)
    ends = Q(state__in=OPEN, expire_at__lte=now)
    rows = Timing.objects.filter(begins | ends).exclude(rests).order_by("pk")
    return sum(_settled(key, article, now) for key, article in rows.values_list("pk", "article_id"))


def _settled(key: int, article: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            # The article first, as everybody does: then no approval waits for us and we for it.
            Article.objects.select_for_update().get(pk=article)
            row = Timing.objects.select_related("article").get(pk=key)
            if row.state in OPEN and row.expire_at and row.expire_at <= now:
                _end(row, now)
                return True
            if row.state == TimedState.SET and row.publish_at and row.publish_at <= now:
                return _begin(row, now)
    except Refused as refusal:
        _put_off(key, str(refusal), now)
    except Exception:
        if not _put_off(key, UNEXPECTED, now):
            LOG.exception("timing %s", key)
    return False


def _put_off(key: int, problem: str, now: datetime) -> bool:
    """Later once more, each time after a longer rest. Answers whether it had the same trouble
    before: that is noted once, not every few seconds."""
    row = Timing.objects.filter(pk=key).first()
    if row is None:
        return True
    was_known = row.problem == problem[:300]
    rest = min(FIRST_REST * 2 ** min(row.try_count, 20), LONGEST_REST)
    row.problem, row.again_at = problem[:300], now + rest
    row.try_count = min(row.try_count + 1, 9999)
    row.save(update_fields=["problem", "again_at", "try_count"])
    return was_known


def troubled_timings() -> QuerySet[Timing]:
    """Appointments whose hour came and which could not be kept, the oldest first."""
    rows = Timing.objects.filter(state__in=OPEN).exclude(problem="").order_by("set_at", "pk")
    return rows.select_related("article")


def _begin(row: Timing, now: datetime) -> bool:
    """Goes live; what nobody approved yet waits on and goes live with the approval. The same
    content approved long ago and submitted anew waits for the new decision."""
    article = row.article
    if article.newest.content != row.content:
        _settle(row, TimedState.FELL, now)
        _tell(row, "bài đã đổi sau khi hẹn giờ nên chưa đăng. Gửi duyệt lại bản mới.", now)
        return True
    if not _may_stand(row):
        return False
    if article.live and article.live_content == row.content:
        hold_hours(article=article, content=row.content, now=now)  # it stands there already
    else:
        publish_article(article=article, content=row.content, now=now)
    return True


def _may_stand(row: Timing) -> bool:
    """Was this content approved, with no newer request that still waits?"""
    code = row.article.code
    return open_request(subject=code) is None and is_approved(subject=code, content=row.content)


def _end(row: Timing, now: datetime) -> None:
    """Comes down, if these are the hours of what stands in public. A version that stands there
    because nobody approved the new one stays, and the writer is told to look."""
    article = row.article
    stands = article.live and article.live_content == row.content
    if stands and (row.state == TimedState.LIVE or _may_stand(row)):
        expire_article(article=article, by=row.set_by, now=now)
        _tell(row, "đã gỡ khỏi trang web đúng giờ hẹn. Bài còn trong danh sách, ở dạng nháp.", now)
    elif row.state == TimedState.SET and row.publish_at and _may_stand(row):
        _tell(row, MISSED, now)
    elif article.live and row.state == TimedState.SET:
        _tell(row, STILL_THERE, now)
    _settle(row, TimedState.OVER, now)


def _settle(row: Timing, state: TimedState, now: datetime) -> None:
    row.state, row.settled_at, row.problem = state, now, ""
    row.save(update_fields=["state", "settled_at", "problem"])


def _tell(row: Timing, words: str, now: datetime) -> None:
    tell_account(
        account=row.set_by, subject=f"{row.article.code}/timing/{row.state}",
        text=f"«{row.article.newest.title}»: {words}",
        link=f"/ban-lam-viec/tin-bai/{row.article_id}/", by=BY, today=local(now).date(), now=now,
    )  # fmt: skip

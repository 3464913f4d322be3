"""Hẹn giờ: an approved article goes live at its hour and comes down at its hour, each once.

The appointment is for one content: another draft drops it. `timed_runs` does what is due.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article, Timing
from lantoa.newsroom.terms import TimedState
from lantoa.registry.models import Account
from lantoa.vietnamese import moment_long

FURTHEST = timedelta(days=366)


def set_timing(
    *, article: Article, content: str, publish_at: datetime | None, expire_at: datetime | None,
    by: Account, now: datetime,
) -> None:  # fmt: skip
    """Hẹn giờ for the content that is submitted; without hours an older appointment falls."""
    for moment in (publish_at, expire_at):
        if moment and not now < moment <= now + FURTHEST:
            raise Refused(
                "Giờ hẹn phải ở phía trước, trong vòng một năm. Chưa gửi duyệt. Chọn lại giờ."
            )
    if publish_at and expire_at and expire_at <= publish_at:
        raise Refused("Giờ gỡ phải sau giờ đăng. Chưa gửi duyệt. Chọn lại giờ.")
    if publish_at is None and expire_at is None:
        rows = Timing.objects.filter(article=article)
        if article.live and article.live_content != content:
            # Nobody approved the new draft yet: what stands in public comes down at its hour.
            rows = rows.exclude(content=article.live_content, expire_at__isnull=False)
        rows.delete()
        return
    Timing.objects.update_or_create(
        article=article,
        defaults={
            "content": content, "publish_at": publish_at, "expire_at": expire_at,
            "state": TimedState.SET, "set_by": by, "set_at": now, "settled_at": None,
        },
    )  # fmt: skip


def timing_of(article: Article, content: str) -> Timing | None:
    """The appointment of exactly this content; None where there is none."""
    return Timing.objects.filter(article_id=article.pk, content=content).first()


def waits_for_its_hour(article: Article, content: str, *, now: datetime) -> bool:
    """Does this content go live later than now?"""
    found = timing_of(article, content)
    return bool(
        found and found.state == TimedState.SET and found.publish_at and found.publish_at > now
    )


def publication_hour(article: Article) -> datetime | None:
    """When an approved or waiting article is to go live; None where it goes at once."""
    rows = Timing.objects.filter(article_id=article.pk, state=TimedState.SET)
    return rows.values_list("publish_at", flat=True).first()


def drop_hour(*, article: Article, content: str, now: datetime) -> None:
    """Another draft was saved: what was to go live is no longer the newest, so it does not. What
    went live with a late approval keeps the hour at which it comes down."""
    rows = _hours_to_come(article).exclude(content=article.live_content)
    rows.exclude(content=content).update(state=TimedState.FELL, settled_at=now)


def drop_every_hour(*, article: Article, now: datetime) -> None:
    """The article was taken down: nothing of it comes back by the clock."""
    _hours_to_come(article).update(state=TimedState.FELL, settled_at=now)


def _hours_to_come(article: Article) -> QuerySet[Timing]:
    return Timing.objects.filter(article=article, state=TimedState.SET, publish_at__isnull=False)


def timing_words(row: Timing) -> str:
    """«Đăng lúc … Gỡ lúc …», for whoever approves."""
    parts = [f"đăng lúc {moment_long(local(row.publish_at))}"] if row.publish_at else []
    parts += [f"gỡ lúc {moment_long(local(row.expire_at))}"] if row.expire_at else []
    return "; ".join(parts)

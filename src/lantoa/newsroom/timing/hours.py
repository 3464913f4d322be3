"""Hẹn giờ: an approved article goes live at its hour and comes down at its hour, each once.

An appointment is for one content. It waits from the submission (SET) and holds from the moment at
which that content is published (LIVE); until then the hours of the version in public hold. Another
draft drops what waits. `timed_runs` does what is due.
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
    """Hẹn giờ for the content that is submitted, in place of what waited before. What holds for
    the version in public is not touched: nobody approved the new one yet."""
    for moment in (publish_at, expire_at):
        if moment and not now < moment <= now + FURTHEST:
            raise Refused(
                "Giờ hẹn phải ở phía trước, trong vòng một năm. Chưa gửi duyệt. Chọn lại giờ."
            )
    if publish_at and expire_at and expire_at <= publish_at:
        raise Refused("Giờ gỡ phải sau giờ đăng. Chưa gửi duyệt. Chọn lại giờ.")
    Timing.objects.filter(article=article).exclude(state=TimedState.LIVE).delete()
    if publish_at or expire_at:
        Timing.objects.create(
            article=article, content=content, publish_at=publish_at, expire_at=expire_at,
            set_by=by, set_at=now,
        )  # fmt: skip


def hold_hours(*, article: Article, content: str, now: datetime) -> None:
    """This content was approved and published: its hours hold now, and those of what stood in
    public before are over."""
    rows = Timing.objects.filter(article=article)
    rows.filter(state=TimedState.LIVE).update(state=TimedState.OVER, settled_at=now)
    rows.filter(state=TimedState.SET, content=content).update(
        state=TimedState.LIVE, settled_at=now, problem="", try_count=0, again_at=None
    )


def timing_of(article: Article, content: str) -> Timing | None:
    """The appointment that waits for exactly this content; None where there is none."""
    waiting = Timing.objects.filter(article_id=article.pk, state=TimedState.SET)
    return waiting.filter(content=content).first()


def waits_for_its_hour(article: Article, content: str, *, now: datetime) -> bool:
    """Does this content go live later than now?"""
    found = timing_of(article, content)
    return bool(found and found.publish_at and found.publish_at > now)


def publication_hour(article: Article) -> datetime | None:
    """When an approved or waiting article is to go live; None where it goes at once."""
    rows = Timing.objects.filter(article_id=article.pk, state=TimedState.SET)
    return rows.values_list("publish_at", flat=True).first()


def hours_last_asked(article: Article) -> tuple[datetime | None, datetime | None]:
    """What the writer asked last, still waiting, dropped by a new draft or in force: the hour of
    going live and the one of coming down."""
    row = (
        Timing.objects.filter(article_id=article.pk)
        .exclude(state=TimedState.OVER)
        .order_by("-set_at", "-pk")
        .first()
    )
    return (row.publish_at, row.expire_at) if row else (None, None)


def drop_hour(*, article: Article, content: str, now: datetime) -> None:
    """Another draft was saved: what was to go live is no longer the newest, so it does not."""
    _hours_to_come(article).exclude(content=content).update(state=TimedState.FELL, settled_at=now)


def drop_every_hour(*, article: Article, now: datetime) -> None:
    """The article was taken down by a person: nothing of it comes back by the clock."""
    _hours_to_come(article).update(state=TimedState.FELL, settled_at=now)
    end_hours(article=article, now=now)


def end_hours(*, article: Article, now: datetime) -> None:
    """Nothing of the article stands in public any more; what waits for its hour waits on."""
    rows = Timing.objects.filter(article=article, state=TimedState.LIVE)
    rows.update(state=TimedState.OVER, settled_at=now)


def _hours_to_come(article: Article) -> QuerySet[Timing]:
    return Timing.objects.filter(article=article, state=TimedState.SET, publish_at__isnull=False)


def timing_words(row: Timing) -> str:
    """«Đăng lúc … Gỡ lúc …», for whoever approves."""
    parts = [f"đăng lúc {moment_long(local(row.publish_at))}"] if row.publish_at else []
    parts += [f"gỡ lúc {moment_long(local(row.expire_at))}"] if row.expire_at else []
    return "; ".join(parts)

"""The outbox: one row a thing on its way, sent once whatever dies."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.queries import due_deliveries
from lantoa.channels.base.registry import Channel, channel, channels
from lantoa.channels.base.terms import DeliveryState
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import live_articles

LOG = logging.getLogger("lantoa.channels")
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
MOST_ATTEMPTS = 8


def open_deliveries(*, now: datetime) -> int:
    """Finds approved live articles without a delivery on a channel and opens one. May run twice:
    the key is unique. Answers how many were opened."""
    opened = 0
    waiting = live_articles().exclude(live_content="").exclude(live_content=F("delivered_content"))
    for article in waiting:
        with transaction.atomic():
            for way in channels():
                opened += sum(_open(article, way, target, now) for target in way.targets(article))
            Article.objects.filter(pk=article.pk).update(delivered_content=article.live_content)
    return opened


def _open(article: Article, way: Channel, target: str, now: datetime) -> bool:
    key = f"{way.code}:{article.code}:{article.live_content}:{target}"
    again = Delivery.objects.filter(key=key, state=DeliveryState.WITHDRAWN).update(
        state=DeliveryState.WAITING, attempt_count=0, next_attempt_at=None, settled_at=None,
    )  # fmt: skip
    if again:  # taken down, then approved once more with the same content
        return True
    return Delivery.objects.get_or_create(
        key=key,
        defaults={
            "channel": way.code, "article": article, "content": article.live_content,
            "target": target, "created_at": now,
        },
    )[1]  # fmt: skip


def send_due(*, now: datetime) -> None:
    """Tries everything that is due, each in its own transaction: one that fails stops no other."""
    for way in channels():
        for delivery in due_deliveries(channel=way.code, now=now):
            send(delivery=delivery, now=now)


def send(*, delivery: Delivery, now: datetime) -> None:
    """One attempt. A refusal is kept in plain words and tried again later by itself."""
    try:
        with transaction.atomic():
            channel(delivery.channel).deliver(delivery, now)
    except Refused as refusal:
        _put_off(delivery, str(refusal), now)
    except Exception:
        LOG.exception("delivery %s failed", delivery.pk)
        _put_off(delivery, "Gặp lỗi ngoài dự kiến; chương trình tự thử lại.", now)


def settle(
    *, delivery: Delivery, state: DeliveryState, now: datetime, url: str = "",
    outside_id: str = "", proof: dict[str, Any] | None = None, problem: str = "",
) -> None:  # fmt: skip
    """Notes how a delivery ended."""
    delivery.state, delivery.settled_at, delivery.problem = state, now, problem
    delivery.url = url or delivery.url
    delivery.outside_id = outside_id or delivery.outside_id
    delivery.proof = proof or delivery.proof
    delivery.save()


def _put_off(delivery: Delivery, problem: str, now: datetime) -> None:
    delivery.attempt_count += 1
    delivery.problem = problem[:300]
    if delivery.attempt_count >= MOST_ATTEMPTS:
        delivery.state, delivery.settled_at = DeliveryState.FAILED, now
    else:
        step = min(delivery.attempt_count, len(RETRY_AFTER)) - 1
        delivery.next_attempt_at = now + RETRY_AFTER[step]
    delivery.save()

"""How a delivery ends: when every receiver proved, when one is unknown, when one failed."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import settle
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.models import Broadcast
from lantoa.channels.station.outcomes import (
    Airing,
    delivery_state,
    latest,
    newest_opening,
    problem_words,
    to_retry,
)
from lantoa.channels.station.services.placing import place, settle_sending, zone_of
from lantoa.channels.station.terms import ATTEMPTS, PROOF_GRACE, BroadcastState
from lantoa.newsroom.queries import approved_sound
from lantoa.registry.models import Receiver

LOG = logging.getLogger("lantoa.station")
LAST = (DeliveryState.DELIVERED, DeliveryState.UNCERTAIN, DeliveryState.FAILED)


def settle_delivery(*, delivery: Delivery, now: datetime) -> None:
    """Looks at every airing of a delivery and notes how it stands. A late proof settles again
    what was uncertain. May run twice."""
    delivery.refresh_from_db()
    if delivery.state in (DeliveryState.WITHDRAWN, DeliveryState.WAITING):
        return  # not on its way: a late proof of an earlier opening changes nothing
    everything = airings_of(delivery)
    airings = newest_opening(everything)
    state = delivery_state(airings)
    if state == DeliveryState.SENDING:
        return
    again = to_retry(airings, attempts=ATTEMPTS)
    if again and _try_again(delivery, again, now):
        return
    last = latest(airings)
    settle(
        delivery=delivery, state=state, now=now, problem=problem_words(airings)[:300],
        proof={
            "receivers": len(last),
            "played": sum(item.state == BroadcastState.PLAYED for item in last),
            "unknown": sum(item.state == BroadcastState.UNKNOWN for item in last),
            "seconds": sum(item.seconds for item in everything),
        },
    )  # fmt: skip


def mark_unknown(*, now: datetime) -> int:
    """Ordered, over, and no proof came: unknown. Answers how many."""
    silent = Broadcast.objects.filter(
        state=BroadcastState.ORDERED, bulletin__programme__isnull=False,
        ends_at__lt=now - PROOF_GRACE,
    ).select_related("bulletin__delivery", "bulletin__programme")  # fmt: skip
    over = [row for row in silent if row.bulletin.programme.ends_at < now - PROOF_GRACE]
    for row in over:
        try:
            with transaction.atomic():
                row.state = BroadcastState.UNKNOWN
                row.problem = "Chưa nhận được xác nhận của bộ thu; tự cập nhật khi bộ thu nối lại."
                row.save(update_fields=["state", "problem"])
                settle_delivery(delivery=row.bulletin.delivery, now=now)
        except Exception:
            LOG.exception("broadcast %s is not marked unknown", row.pk)
    return len(over)


def airings_of(delivery: Delivery) -> list[Airing]:
    """Every airing of a delivery as the pure rules take it; a repeat neither makes nor mends it."""
    rows = Broadcast.objects.filter(
        bulletin__delivery=delivery, bulletin__is_repeat=False
    ).select_related("bulletin", "receiver__cluster")
    return [
        Airing(
            receiver=row.receiver_id, cluster=row.receiver.cluster.name, state=row.state,
            seconds=row.airtime_seconds, detail=row.detail, attempt=row.bulletin.attempt,
            opening=row.bulletin.opening,
        )
        for row in rows
    ]  # fmt: skip


def _try_again(delivery: Delivery, receivers: list[int], now: datetime) -> bool:
    """Once more, by itself, in the next slot with room, on these receivers only."""
    article = delivery.article
    sound = approved_sound(article) if article else None
    if article is None or sound is None or article.live_content != delivery.content:
        return False
    if delivery.rendition is None or delivery.rendition.sha256 != sound.sha256:
        return False
    rows = list(Receiver.objects.filter(pk__in=receivers).select_related("cluster"))
    with transaction.atomic():
        bulletin = place(
            delivery=delivery, zone=zone_of(delivery), sound=sound, receivers=rows, now=now,
            is_retry=True,
        )  # fmt: skip
        if bulletin is None:
            return False
        settle_sending(delivery)
    return True

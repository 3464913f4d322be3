"""A delivery to a zone that no receiver of ours serves ends by what people wrote down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import settle
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.models import OuterAiring
from lantoa.channels.station.queries import receivers_of
from lantoa.channels.station.services.placing import zone_of
from lantoa.channels.station.terms import CHANNEL
from lantoa.newsroom.models import Article

BY_PEOPLE = "outer"
OPEN = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.UNCERTAIN)


def settle_outer(*, articles: Iterable[Article], now: datetime) -> None:
    """Delivered once a standing entry says that every cluster of the zone sounded it; open again
    when such an entry was withdrawn. Zones with receivers of ours wait for what these sign."""
    rows = Delivery.objects.filter(channel=CHANNEL, article__in=list(articles))
    for delivery in rows.select_related("article"):
        zone = zone_of(delivery)
        if receivers_of(zone):
            continue
        clusters = set(zone.clusters.filter(is_active=True).values_list("pk", flat=True))
        heard = set(
            OuterAiring.objects.filter(
                article=delivery.article, cluster__in=clusters, withdrawn_at__isnull=True,
                starts_at__gte=delivery.created_at, seconds__gt=0,
            ).values_list("cluster", flat=True)
        )  # fmt: skip
        is_whole = bool(clusters) and heard == clusters
        if is_whole and delivery.state in OPEN:
            settle(delivery=delivery, state=DeliveryState.DELIVERED, now=now,
                   proof={BY_PEOPLE: len(heard)})  # fmt: skip
        elif not is_whole and _was_by_people(delivery):
            _open_again(delivery, now)


def _was_by_people(delivery: Delivery) -> bool:
    return delivery.state == DeliveryState.DELIVERED and BY_PEOPLE in (delivery.proof or {})


def _open_again(delivery: Delivery, now: datetime) -> None:
    delivery.state, delivery.proof, delivery.settled_at = DeliveryState.WAITING, {}, None
    delivery.next_attempt_at = now
    delivery.save(update_fields=["state", "proof", "settled_at", "next_attempt_at"])

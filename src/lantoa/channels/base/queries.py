"""Reads of the outbox."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import MANY_ATTEMPTS, DeliveryState

# «Nhiều lần chưa gửi được»: the program goes on trying, a person should look.
MANY_TIMES_REFUSED = Q(state=DeliveryState.WAITING, attempt_count__gte=MANY_ATTEMPTS)


def due_deliveries(*, channel: str, now: datetime) -> QuerySet[Delivery]:
    """What waits on one channel and may be tried now, oldest first."""
    return Delivery.objects.filter(
        Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now),
        channel=channel,
        state=DeliveryState.WAITING,
    ).order_by("created_at", "pk")


def troubled_deliveries() -> QuerySet[Delivery]:
    """What did not go out, or not in many attempts (it is still tried), newest first."""
    return Delivery.objects.filter(
        Q(state__in=(DeliveryState.FAILED, DeliveryState.UNCERTAIN)) | MANY_TIMES_REFUSED
    ).select_related("article")

"""The outbox of alerts: what was issued goes out through every channel that takes alerts, once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.registry import Channel, channel, channels
from lantoa.channels.base.terms import DeliveryState
from lantoa.newsroom.alerts.content import alert_hash
from lantoa.newsroom.alerts.queries import public_alerts
from lantoa.newsroom.alerts.terms import OVER
from lantoa.newsroom.models import Alert

LOG = logging.getLogger("lantoa.channels")
STANDING = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.DELIVERED)


def open_alert_deliveries(*, now: datetime) -> int:
    """One row for each place to which an alert in force goes; the key is unique, so that it may
    run twice. Drills stay inside. Answers how many were opened."""
    taking = [way for way in channels() if way.takes_alerts]
    known = set(
        Delivery.objects.filter(alert__in=public_alerts(now)).values_list("alert", "channel")
    )
    opened = 0
    for alert in public_alerts(now):
        for way in taking:
            if (alert.pk, way.code) not in known:
                opened += _guarded(lambda a=alert, w=way: _open(a, w, now))  # type: ignore[misc]
    return opened


def withdraw_over(*, now: datetime) -> int:
    """Takes back what went out of alerts that are over. May run twice."""
    rows = Delivery.objects.filter(alert__state__in=OVER, state__in=STANDING)
    return sum(
        _guarded(lambda row=row: _withdraw(row, now))  # type: ignore[misc]
        for row in rows.select_related("alert")
    )


def _open(alert: Alert, way: Channel, now: datetime) -> int:
    content = alert_hash(alert)
    targets = way.takes_alerts(alert) if way.takes_alerts else []
    made = [
        Delivery.objects.get_or_create(
            key=f"{way.code}:{alert.code}:{content}:{target}",
            defaults={
                "channel": way.code, "alert": alert, "content": content, "target": target,
                "created_at": now,
            },
        )[1]
        for target in targets
    ]  # fmt: skip
    return sum(made)


def _withdraw(delivery: Delivery, now: datetime) -> int:
    held = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if held.state not in STANDING:
        return 0
    channel(held.channel).withdraw_alert(held, now)
    return 1


def _guarded(step: Callable[[], int]) -> int:
    """One step in its own transaction: one that fails stops no other."""
    try:
        with transaction.atomic():
            return step()
    except Exception:
        LOG.exception("an alert does not go its way; it is taken up again")
        return 0

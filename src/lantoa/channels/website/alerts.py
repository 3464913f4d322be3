"""Cảnh báo on the site: evidence that it stood there, and that it was taken down."""

from __future__ import annotations

from datetime import datetime

from lantoa.channels.base import public_generation
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import settle
from lantoa.channels.base.terms import DeliveryState
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.newsroom.alerts.capping import alert_path
from lantoa.newsroom.alerts.terms import AlertKind
from lantoa.newsroom.alerts.words import full_text
from lantoa.newsroom.models import Alert


def publish_alert(delivery: Delivery, now: datetime) -> None:
    """The page and the bar are drawn from the alert in force; here they get their evidence."""
    alert = _alert_of(delivery)
    if not alert.is_in_force(now):
        settle(delivery=delivery, state=DeliveryState.WITHDRAWN, now=now, problem="Đã kết thúc.")
        return
    path = alert_path(alert)
    record_evidence(
        kind="website.published", occurred_at=alert.issued_at or now, now=now, by="system",
        subjects=[alert.code], proof=Proof.SYSTEM,
        payload={
            "url": path, "title": alert.plain_title, "content": delivery.content,
            "words": len(full_text(alert).split()), "section": "", "is_resolution57": False,
            "language": alert.language, "genre": "alert",
            "topic": "security" if alert.kind == AlertKind.MISSING else "disaster",
        },
    )  # fmt: skip
    settle(delivery=delivery, state=DeliveryState.DELIVERED, now=now, url=path)
    public_generation.bump()


def withdraw_alert(delivery: Delivery, now: datetime) -> None:
    """The bar is gone; the page says that it is over."""
    alert = _alert_of(delivery)
    if delivery.state == DeliveryState.DELIVERED:
        record_evidence(
            kind="website.withdrawn", occurred_at=now, now=now, proof=Proof.SYSTEM,
            by=alert.ended_by.code if alert.ended_by else "system", subjects=[alert.code],
            payload={"url": delivery.url, "content": delivery.content},
        )  # fmt: skip
    settle(delivery=delivery, state=DeliveryState.WITHDRAWN, now=now)
    public_generation.bump()


def _alert_of(delivery: Delivery) -> Alert:
    if delivery.alert is None:
        raise Refused("Lượt gửi này không còn cảnh báo. Chưa đăng gì.")
    return delivery.alert

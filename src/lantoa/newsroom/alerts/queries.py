"""Reads of alerts: what is in force, what lies sealed, what waits, whom it reaches."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from lantoa.approval.models import Request
from lantoa.approval.queries import open_request
from lantoa.newsroom.alerts.terms import SEALED_DAYS, AlertKind, AlertState
from lantoa.newsroom.models import Alert, AlertMessage
from lantoa.registry.models import Receiver, SpeakerCluster
from lantoa.registry.terms import ReceiverState

COMPOSE = "newsroom.add_alert"
DECIDE = "approval.add_approval"
# What was over stands on the site so long; of a missing person nothing does.
KEPT_IN_PUBLIC = timedelta(days=7)
LONGEST_CHAIN = 200


def alert_of(subject: str) -> Alert | None:
    """The alert of a code such as `alert:12`."""
    head, _, pk = subject.partition(":")
    return Alert.objects.filter(pk=int(pk)).first() if head == "alert" and pk.isdigit() else None


def alerts_in_force(now: datetime) -> QuerySet[Alert]:
    """Everything that is in force, drills included, the gravest first as they were issued."""
    return Alert.objects.filter(state=AlertState.LIVE, expires_at__gt=now).order_by("-issued_at")


def heir_of(alert: Alert, now: datetime) -> Alert | None:
    """What is in force in its place: itself, or the update that replaced it, however many steps
    later; a draft that was never issued stands for what it would have replaced."""
    found: Alert | None = alert
    for _ in range(LONGEST_CHAIN):
        if found is None or found.is_in_force(now):
            return found
        if found.state == AlertState.REPLACED:
            issued = found.updates.filter(issued_at__isnull=False)
            found = issued.order_by("-issued_at").first()
        else:
            found = found.replaces if found.issued_at is None else None
    return None


def public_alerts(now: datetime) -> QuerySet[Alert]:
    """What the public is warned of now; drills stay inside."""
    return alerts_in_force(now).filter(is_exercise=False)


def past_alerts(now: datetime) -> QuerySet[Alert]:
    """What was over in the last days and may still be read in public."""
    ended = Q(
        state__in=(AlertState.EXPIRED, AlertState.CANCELLED), ended_at__gt=now - KEPT_IN_PUBLIC
    )
    lapsed = Q(state=AlertState.LIVE, expires_at__lte=now, expires_at__gt=now - KEPT_IN_PUBLIC)
    rows = Alert.objects.filter(ended | lapsed, is_exercise=False)
    return rows.exclude(kind=AlertKind.MISSING).order_by("-issued_at")


def public_messages(now: datetime) -> QuerySet[AlertMessage]:
    """The feed: messages of the last days, newest first; a missing person only while in force."""
    rows = AlertMessage.objects.filter(
        sent_at__gt=now - KEPT_IN_PUBLIC, alert__is_exercise=False
    ).select_related("alert")
    gone = Q(alert__kind=AlertKind.MISSING) & ~Q(
        alert__state=AlertState.LIVE, alert__expires_at__gt=now
    )
    return rows.exclude(gone)


def is_alert_sound(sha256: str, *, now: datetime) -> bool:
    """Is this what an alert in force says?"""
    return public_alerts(now).filter(sounds__sha256=sha256).exists()


def sealed_alerts() -> QuerySet[Alert]:
    """Approved beforehand, at hand when the hour comes."""
    return Alert.objects.filter(state=AlertState.SEALED).order_by("headline")


def sealed_until(alert: Alert) -> datetime | None:
    """Until when a sealed alert may be used; None for one that is not."""
    return alert.issued_at + timedelta(days=SEALED_DAYS) if alert.issued_at else None


def waiting_request(alert: Alert) -> Request | None:
    """The request that waits for a decision on it."""
    return open_request(subject=alert.code)


def clusters_of(alert: Alert) -> QuerySet[SpeakerCluster]:
    """Loudspeakers that stand in the area or are heard there."""
    hamlets = alert.hamlets.all()
    return SpeakerCluster.objects.filter(
        Q(hamlet__in=hamlets) | Q(hears__in=hamlets), is_active=True
    ).distinct()


def receivers_of_alert(alert: Alert) -> list[Receiver]:
    """The receivers that are told to sound it."""
    rows = Receiver.objects.filter(
        cluster__in=clusters_of(alert), state=ReceiverState.ENROLLED
    ).select_related("cluster__hamlet")
    return list(rows.order_by("cluster__name"))

"""Cảnh báo on the air: at once, in every hour, again and again until it is over; then the end is
said and the timetable goes on by itself.

Each run is numbered and breaks in as one approved sound on the groups of the area. What a turn
began lies in the database before it is sent: a process that dies goes on where it was, and nothing
sounds twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.approval.models import Approval
from lantoa.approval.queries import latest_approval
from lantoa.channels.station.models import AlertRun, BreakIn, ReceiverGroup
from lantoa.channels.station.services.break_in import Announcement, order_approved, take_back
from lantoa.channels.station.services.groups import ALL, follow_groups
from lantoa.channels.station.terms import ALERT_AHEAD, ALERT_PATIENCE, END_WITHIN
from lantoa.newsroom.alerts.content import alert_hash, is_alert_approved, sounds_of
from lantoa.newsroom.alerts.queries import receivers_of_alert
from lantoa.newsroom.alerts.running import expire_alerts
from lantoa.newsroom.alerts.terms import OVER, AlertKind, AlertState, Part
from lantoa.newsroom.alerts.words import is_everywhere
from lantoa.newsroom.models import Alert, AlertSound
from lantoa.registry.models import Hamlet

LOG = logging.getLogger("lantoa.station")
MIME = "audio/mpeg"


def air_alerts(*, now: datetime) -> int:
    """One look: what is over is closed, what is in force sounds. Answers how many runs began."""
    expire_alerts(now=now)
    closing = AlertRun.objects.filter(
        part=Part.CALL, closed_at=None, alert__state__in=OVER
    ).values_list("alert", flat=True)
    live = Alert.objects.filter(
        state=AlertState.LIVE, is_exercise=False, expires_at__gt=now
    ).values_list("pk", flat=True)
    ended = Alert.objects.filter(
        state__in=(AlertState.EXPIRED, AlertState.CANCELLED), ended_at__gte=now - END_WITHIN,
        runs__part=Part.CALL,
    ).exclude(runs__part=Part.END).values_list("pk", flat=True)  # fmt: skip
    _each(set(closing), _silence, now)
    return _each(set(ended), _say_end, now) + _each(live, _call, now)


def _each(keys: Iterable[int], step: Callable[[Alert, datetime], bool], now: datetime) -> int:
    """One alert in its own transaction: one that fails stops no other."""
    begun = 0
    for pk in keys:
        try:
            with transaction.atomic():
                held = Alert.objects.select_for_update(of=("self",)).filter(pk=pk).first()
                begun += held is not None and step(held, now)
        except Exception:
            LOG.exception("alert %s is not on the air; it is taken up again", pk)
    return begun


def _call(alert: Alert, now: datetime) -> bool:
    """The next run of an alert, one a turn, so that the first is on its way at once."""
    if not alert.is_in_force(now) or alert.expires_at is None:
        return False
    last = alert.runs.filter(part=Part.CALL).select_related("break_in").order_by("number").last()
    starts_at = now
    if last is not None:
        if not alert.repeat_minutes:
            return False
        repeat = timedelta(minutes=alert.repeat_minutes)
        starts_at = max(now, last.break_in.starts_at + repeat)
        if starts_at > now + ALERT_AHEAD:
            return False
    sound = sounds_of(alert).get(Part.CALL)
    if sound is None or not is_alert_approved(alert):
        LOG.error("%s is not approved as it stands and does not sound", alert.code)
        return False
    if last is not None and starts_at + timedelta(seconds=sound.seconds) > alert.expires_at:
        return False
    number = last.number + 1 if last is not None else 1
    return _begin(alert, sound, number, starts_at, now)


def _silence(alert: Alert, now: datetime) -> bool:
    """Takes back what has not sounded to its end. By itself: an end that cannot be said leaves
    the silence."""
    for run in alert.runs.filter(part=Part.CALL, closed_at=None).select_related("break_in"):
        take_back(break_in=run.break_in, now=now)
        run.closed_at = now
        run.save(update_fields=["closed_at"])
    return False


def _say_end(alert: Alert, now: datetime) -> bool:
    """Has the end said where the alert was, soon after it or not at all: days late, at night, it
    only frightens. An update says itself what holds now."""
    if alert.ended_at is None or alert.expires_at is None:
        return False
    if now > min(alert.ended_at, alert.expires_at) + END_WITHIN:
        return False
    sound = sounds_of(alert).get(Part.END)
    if sound is None or not is_alert_approved(alert):
        return False
    return _begin(alert, sound, 1, now, now)


def _begin(
    alert: Alert, sound: AlertSound, number: int, starts_at: datetime, now: datetime
) -> bool:
    approval = latest_approval(subject=alert.approved_code, content=alert_hash(alert))
    known = alert.runs.filter(part=sound.part, number=number).exists()
    if known or approval is None or not receivers_of_alert(alert):
        return False
    row = _order(alert, sound, approval, starts_at, now)
    AlertRun.objects.create(alert=alert, part=sound.part, number=number, break_in=row)
    return True


def _order(
    alert: Alert, sound: AlertSound, approval: Approval, starts_at: datetime, now: datetime
) -> BreakIn:
    """The one place where an alert becomes signed orders: one message a group."""
    follow_groups(now=now)
    topic = "security" if alert.kind == AlertKind.MISSING else "disaster"
    announcement = Announcement(
        title=alert.plain_title, sha256=sound.sha256, size=sound.size, mime=MIME,
        seconds=sound.seconds, subjects=(alert.code,), topic=topic, language=alert.language,
        is_synthetic=sound.is_synthetic,
    )  # fmt: skip
    return order_approved(
        groups=groups_of(alert), announcement=announcement, approval=approval, by=approval.by,
        starts_at=starts_at, now=now,
        hard_end_at=starts_at + timedelta(seconds=sound.seconds) + ALERT_PATIENCE,
    )  # fmt: skip


def groups_of(alert: Alert) -> list[ReceiverGroup]:
    """The groups of its hamlets; for the whole commune the one group of all. Hamlets that were
    merged since count for nothing: three of them are not a commune of two."""
    hamlets = set(alert.hamlets.all())
    everywhere = set(Hamlet.objects.filter(is_active=True))
    if is_everywhere(hamlets, everywhere):
        return list(ReceiverGroup.objects.filter(name=ALL))
    return list(ReceiverGroup.objects.filter(hamlet__in=hamlets))

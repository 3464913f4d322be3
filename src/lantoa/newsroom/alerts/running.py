"""Alerts in force: issued through one gate, cancelled, lapsed; sealed ones put to use."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from lantoa.approval.services import withdraw_request
from lantoa.core.clock import iso
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.newsroom.alerts.capping import keep_message
from lantoa.newsroom.alerts.checks import update_fault
from lantoa.newsroom.alerts.content import is_alert_approved, sounds_of
from lantoa.newsroom.alerts.queries import (
    COMPOSE,
    DECIDE,
    receivers_of_alert,
    sealed_until,
    waiting_request,
)
from lantoa.newsroom.alerts.recordings import forget_recording
from lantoa.newsroom.alerts.terms import OVER, AlertKind, AlertState, MessageKind, Part
from lantoa.newsroom.models import Alert, AlertSound
from lantoa.newsroom.sounds.files import sound_path
from lantoa.registry.models import Account

LOG = logging.getLogger("lantoa.newsroom")
NO_RIGHT = "Tài khoản này không được giao cảnh báo. Chưa đổi gì."
UNAPPROVED = "Cảnh báo này chưa được người thứ hai duyệt đúng lời và âm thanh nên không phát."
SEAL_OVER = "Bản duyệt sẵn này đã quá hạn dùng. Chưa phát gì. Soạn và trình duyệt lại."
ERASED = "Tìm người mất tích (đã xóa tên và đặc điểm)"
NOT_LIVE = "Cảnh báo này không còn hiệu lực. Không có gì thay đổi."
COPIED = (
    "kind", "headline", "description", "instruction", "source_body", "source_document", "contact",
    "polygon", "severity", "urgency", "certainty", "lasts_minutes", "repeat_minutes", "language",
    "voice", "recording", "family_agrees", "is_exercise",
)  # fmt: skip


def issue_alert(*, alert: Alert, by: Account, now: datetime) -> None:
    """The one gate: nothing goes out that a second person did not approve, word and byte."""
    if not is_alert_approved(alert):
        raise Refused(UNAPPROVED)
    refuse_stray_update(alert, now=now)
    alert.state, alert.issued_at, alert.expires_at = AlertState.LIVE, now, now + alert.lasts
    alert.save(update_fields=["state", "issued_at", "expires_at"])
    replaced = alert.replaces
    kind = MessageKind.UPDATE if replaced else MessageKind.ALERT
    message = keep_message(alert=alert, kind=kind, now=now)
    receivers = [] if alert.is_exercise else receivers_of_alert(alert)
    sounds = sounds_of(alert)
    record_evidence(
        kind="alert.issued", occurred_at=now, now=now, by=by.code, proof=Proof.SYSTEM,
        subjects=[alert.code, *(hamlet.code for hamlet in alert.hamlets.all()),
                  *(receiver.code for receiver in receivers)],
        payload={
            "title": alert.plain_title, "severity": alert.severity,
            "identifier": message.identifier, "message": str(kind),
            "exercise": alert.is_exercise, "expires_at": iso(alert.expires_at),
            "call": sounds[Part.CALL].sha256, "seconds": sounds[Part.CALL].seconds,
            "repeat_minutes": alert.repeat_minutes, "receivers": len(receivers),
            "sealed": alert.approved_code if alert.sealed_from_id else "",
        },
    )  # fmt: skip
    if replaced is not None:
        _end(replaced, AlertState.REPLACED, by=by, reason="", now=now)


def cancel_alert(*, alert: Alert, reason: str, by: Account, now: datetime) -> None:
    """Hủy: one person stops it at once; the spoken end was approved with it."""
    if not (by.has_perm(COMPOSE) or by.has_perm(DECIDE)):
        raise Refused(NO_RIGHT)
    with transaction.atomic():
        held = locked(alert)
        if held.state != AlertState.LIVE:
            raise Refused(NOT_LIVE)
        _end(held, AlertState.CANCELLED, by=by, reason=reason.strip()[:300], now=now)
        keep_message(alert=held, kind=MessageKind.CANCEL, now=now)


def expire_alerts(*, now: datetime) -> int:
    """What has reached its hour is over. May run twice, in two processes; one that fails stops no
    other and is taken up again."""
    due = Alert.objects.filter(state=AlertState.LIVE, expires_at__lte=now)
    ended = 0
    for pk in list(due.values_list("pk", flat=True)):
        try:
            ended += _expire(pk, now)
        except Exception:
            LOG.exception("alert %s is not closed; it is taken up again", pk)
    return ended


def _expire(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        held = Alert.objects.select_for_update().filter(pk=pk, state=AlertState.LIVE).first()
        if held is not None:
            _end(held, AlertState.EXPIRED, by=None, reason="", now=now)
    return held is not None


def start_sealed(*, alert: Alert, by: Account, now: datetime) -> Alert:
    """Phát bản đã duyệt sẵn: one person, because two decided beforehand on the same bytes."""
    if not (by.has_perm(COMPOSE) or by.has_perm(DECIDE)):
        raise Refused(NO_RIGHT)
    with transaction.atomic():
        sealed = locked(alert)
        until = sealed_until(sealed)
        if sealed.state != AlertState.SEALED or until is None or until <= now:
            raise Refused(SEAL_OVER)
        running = sealed.uses.filter(state=AlertState.LIVE, expires_at__gt=now).first()
        if running is not None:  # a second tap
            return running
        made = copy_of(sealed)
        made.sealed_from, made.made_by, made.made_at = sealed, by, now
        made.save()
        made.hamlets.set(sealed.hamlets.all())
        made.writers.set([sealed.made_by, *sealed.writers.all()])
        for sound in sounds_of(sealed).values():
            AlertSound.objects.create(
                alert=made, part=sound.part, text=sound.text, recipe=sound.recipe,
                sha256=sound.sha256, size=sound.size, milliseconds=sound.milliseconds,
                is_synthetic=sound.is_synthetic, state=sound.state, percent=100,
                made_at=sound.made_at,
            )  # fmt: skip
        issue_alert(alert=made, by=by, now=now)
    return made


def erase_missing(*, before: datetime) -> int:
    """Names and marks of missing persons go some days after the end, in words, sound and file;
    that there was such an alert stays. May run twice."""
    rows = Alert.objects.filter(
        kind=AlertKind.MISSING, state__in=(*OVER, AlertState.DROPPED), made_at__lt=before
    ).exclude(headline=ERASED)
    erased = 0
    for alert in rows.exclude(ended_at__gte=before):
        with transaction.atomic():
            Alert.objects.filter(pk=alert.pk).update(
                headline=ERASED, description=ERASED, instruction=ERASED, contact="", end_reason=""
            )
            recording = alert.recording
            if recording is not None:
                Alert.objects.filter(recording=recording).update(recording=None)
                forget_recording(recording)
            shas = list(alert.sounds.values_list("sha256", flat=True))
            alert.sounds.update(text=ERASED, recipe="")
            alert.messages.update(xml="")
        for sha256 in filter(None, shas):
            shared = AlertSound.objects.filter(sha256=sha256).exclude(alert__headline=ERASED)
            if not shared.exists():  # else the same words still stand in another alert
                sound_path(sha256).unlink(missing_ok=True)
        erased += 1
    return erased


def _end(
    alert: Alert, state: AlertState, *, by: Account | None, reason: str, now: datetime
) -> None:
    alert.state, alert.ended_at, alert.ended_by, alert.end_reason = state, now, by, reason
    alert.save(update_fields=["state", "ended_at", "ended_by", "end_reason"])
    record_evidence(
        kind="alert.ended", occurred_at=now, now=now, by=by.code if by else "system",
        subjects=[alert.code], proof=Proof.SYSTEM,
        payload={"title": alert.plain_title, "how": str(state), "exercise": alert.is_exercise},
    )  # fmt: skip
    for update in alert.updates.select_for_update(of=("self",)).filter(state=AlertState.DRAFT):
        withdraw_waiting(update)
        update.submit_by = None
        update.save(update_fields=["submit_by"])


def refuse_stray_update(alert: Alert, *, now: datetime) -> None:
    """Raises Refused for an update whose original does not hold any more, or that may not take its
    place."""
    fault = update_fault(alert, now=now)
    if fault:
        raise Refused(f"{fault}. Chưa duyệt, chưa phát gì; lời đã soạn vẫn được giữ.")


def withdraw_waiting(alert: Alert) -> None:
    """Takes back what waits for a decision on it."""
    waiting = waiting_request(alert)
    if waiting is not None:
        withdraw_request(request=waiting)


def copy_of(alert: Alert) -> Alert:
    """A further draft with the same words, in no area and of nobody yet."""
    return Alert(**{name: getattr(alert, name) for name in COPIED})


def locked(alert: Alert) -> Alert:
    """The row as it stands, held until the transaction ends."""
    return Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)

"""Cảnh báo duyệt sẵn on the receivers: what lies there, by which code it is started."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.channels.station.models import Order, RefusedOrder, StartCode
from lantoa.channels.station.services.issuing import issue
from lantoa.channels.station.terms import CONTACT
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.newsroom.alerts.content import is_alert_approved, sounds_of
from lantoa.newsroom.alerts.queries import (
    COMPOSE,
    DECIDE,
    receivers_of_alert,
    sealed_alerts,
    sealed_until,
)
from lantoa.newsroom.alerts.terms import AlertState, Part
from lantoa.newsroom.models import Alert, AlertSound
from lantoa.receiver import messages
from lantoa.receiver.messages.sealed import LONGEST_TITLE, MOST_ALERTS, WEEK_MINUTES
from lantoa.receiver.messages.start_codes import draw_code, in_groups
from lantoa.registry.models import Account, Receiver
from lantoa.registry.terms import ReceiverState

LOG = logging.getLogger("lantoa.station")
MIME = "audio/mpeg"
LIFE = timedelta(minutes=10)
PATIENCE = timedelta(seconds=60)
# A program that does not know the order is asked again after so long: it may be another by then.
ASK_AGAIN = timedelta(days=1)


def take_code(*, alert: Alert, by: Account, now: datetime) -> str:
    """Lấy mã khởi động: a new code, in the groups in which it is printed; it is shown this once.
    The one before opens nothing any more. Raises Refused."""
    if not (by.has_perm(COMPOSE) or by.has_perm(DECIDE)):
        raise Refused("Tài khoản này không được giao cảnh báo. Chưa lấy mã nào.")
    until = sealed_until(alert)
    if alert.state != AlertState.SEALED or until is None or until <= now or alert.is_exercise:
        raise Refused("Chỉ cảnh báo duyệt sẵn còn hạn mới có mã khởi động. Chưa lấy mã nào.")
    code, salt, check = draw_code()
    with transaction.atomic():
        StartCode.objects.update_or_create(
            alert=alert,
            defaults={"salt": salt, "check_hash": check, "drawn_by": by, "drawn_at": now},
        )
        record_evidence(
            kind="alert.code_drawn", occurred_at=now, now=now, by=by.code, proof=Proof.SYSTEM,
            subjects=[alert.code], payload={"title": alert.plain_title},
        )  # fmt: skip
    return in_groups(code)


def lying_ready(*, now: datetime) -> list[tuple[messages.SealedAlert, set[int]]]:
    """Every sealed alert that may be started at a loudspeaker, with the receivers of its area."""
    codes = StartCode.objects.filter(
        alert__in=sealed_alerts().filter(is_exercise=False)
    ).select_related("alert")
    found = []
    for code in codes.prefetch_related("alert__hamlets").order_by("alert"):
        alert, until = code.alert, sealed_until(code.alert)
        if until is None or until <= now or not is_alert_approved(alert):
            continue
        receivers = {row.pk for row in receivers_of_alert(alert)}
        try:
            found.append((_as_told(alert, code, until), receivers))
        except Exception:
            LOG.exception("%s does not lie ready; the others do", alert.code)
    return found


def sealed_of(receiver: Receiver, *, now: datetime) -> messages.Sealed:
    """What this receiver should hold."""
    return _wanted(receiver, lying_ready(now=now))


def follow_sealed(*, now: datetime) -> list[Order]:
    """Tells every receiver in contact that does not hold what it should, by its own last word."""
    ready = lying_ready(now=now)
    rows = Receiver.objects.filter(state=ReceiverState.ENROLLED, last_beat_at__gt=now - CONTACT)
    made = []
    for receiver in rows.select_related("cluster"):
        wanted = _wanted(receiver, ready)
        if str(receiver.last_beat.get("sealed", "")) == wanted.digest:
            continue
        try:
            order = _tell(receiver, wanted, now)
        except Exception:
            LOG.exception("the sealed alerts of %s are not told", receiver)
        else:
            made += [order] if order else []
    return made


def lies_there(sha256: str, receiver: Receiver, *, now: datetime) -> bool:
    """May this receiver fetch this sound because it is to lie ready there?"""
    rows = sealed_of(receiver, now=now).alerts
    return any(sha256 in (one.call.sha256, one.end.sha256) for one in rows)


def holders(alert: Alert, *, now: datetime) -> tuple[int, int]:
    """How many receivers say that they hold all that they should, of how many in its area."""
    ready = lying_ready(now=now)
    rows = receivers_of_alert(alert)
    held = 0
    for row in rows:
        wanted = _wanted(row, ready)
        held += bool(wanted.digest) and row.last_beat.get("sealed", "") == wanted.digest
    return held, len(rows)


def _wanted(
    receiver: Receiver, ready: list[tuple[messages.SealedAlert, set[int]]]
) -> messages.Sealed:  # fmt: skip
    """As many as a list holds, the earliest first."""
    told = [alert for alert, near in ready if receiver.pk in near]
    return messages.Sealed(tuple(told[:MOST_ALERTS]))


def _tell(receiver: Receiver, wanted: messages.Sealed, now: datetime) -> Order | None:
    lately = Order.objects.filter(
        receiver=receiver, kind=messages.Sealed.CLASS, issued_at__gt=now - PATIENCE
    )
    unknown = RefusedOrder.objects.filter(
        receiver=receiver, order__kind=messages.Sealed.CLASS, at__gt=now - ASK_AGAIN,
        detail=messages.Fault.UNKNOWN_CLASS.value,
    )  # fmt: skip
    is_told = lately.filter(issued_at__gte=_changed_at(now)).exists()
    if is_told or unknown.exists():
        return None
    Order.objects.filter(receiver=receiver, kind=messages.Sealed.CLASS, is_open=True).update(
        is_open=False
    )
    return issue(receiver=receiver, body=wanted, valid_until=now + LIFE, now=now)


def _changed_at(now: datetime) -> datetime:
    """When the newest code was drawn: what was told before is old."""
    newest = StartCode.objects.order_by("-drawn_at").values_list("drawn_at", flat=True).first()
    return newest or now - PATIENCE


def _as_told(alert: Alert, code: StartCode, until: datetime) -> messages.SealedAlert:
    sounds = sounds_of(alert)
    return messages.SealedAlert(
        alert=str(alert.pk), title=alert.plain_title[:LONGEST_TITLE], until=until,
        lasts_minutes=min(alert.lasts_minutes, WEEK_MINUTES), repeat_minutes=alert.repeat_minutes,
        call=_sound(sounds[Part.CALL]), end=_sound(sounds[Part.END]), salt=code.salt,
        check=code.check_hash,
    )  # fmt: skip


def _sound(row: AlertSound) -> messages.SealedSound:
    return messages.SealedSound(row.sha256, row.size, MIME, max(1, row.seconds))

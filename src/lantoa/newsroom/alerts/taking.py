"""A warning from above becomes a draft with its level, for an officer to look at: never aired by
itself, never guessed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from lantoa.cap.incoming import Incoming, read_incoming
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.alerts.queries import COMPOSE, heir_of
from lantoa.newsroom.alerts.services import NO_RIGHT, drop_alert, save_alert
from lantoa.newsroom.alerts.templates import TEMPLATES, template_of
from lantoa.newsroom.alerts.terms import (
    AlertKind,
    AlertState,
    Certainty,
    Severity,
    Urgency,
)
from lantoa.newsroom.models import Alert
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short, nfc
from lantoa.vietnamese.text import fold

ALREADY = "Bản tin «{identifier}» đã nhận trước đây. Không nhận thêm lần nữa."
OVER = "Bản tin «{identifier}» đã hết hiệu lực lúc phát hành ghi. Chưa nhận gì."
UNKNOWN_CANCEL = "Cấp trên hủy bản tin mà xã chưa nhận. Không có cảnh báo nào của xã cần hủy."
# Words of an event → what it is here; the category alone says too little.
EVENTS = (
    (AlertKind.LANDSLIDE, ("lu quet", "sat lo", "landslide", "flash flood")),
    (AlertKind.FLOOD, ("lu", "ngap", "flood")),
    (AlertKind.STORM, ("bao", "ap thap", "gio manh", "storm", "typhoon", "cyclone")),
    (AlertKind.FIRE, ("chay", "fire")),
    (AlertKind.MISSING, ("mat tich", "missing")),
    (AlertKind.HEALTH, ("dich", "epidemic", "disease")),
)


def take_cap(*, content: bytes, by: Account, now: datetime) -> Alert:
    """Nhận tệp CAP. An alert or update becomes a draft; a cancellation answers the alert of ours
    that it is about, which a person then cancels. Raises Refused."""
    if not by.has_perm(COMPOSE):
        raise Refused(NO_RIGHT)
    message = read_incoming(content)
    earlier = _earlier(message, now)
    if message.kind == "Cancel":
        if earlier is None:
            raise Refused(UNKNOWN_CANCEL)
        return earlier
    known = Alert.objects.filter(from_cap=message.identifier)
    if known.exclude(state=AlertState.DROPPED).exists():
        raise Refused(ALREADY.format(identifier=message.identifier))
    if message.expires is not None and message.expires <= now:
        raise Refused(OVER.format(identifier=message.identifier))
    with transaction.atomic():
        made = save_alert(alert=_draft(message, earlier, now), hamlets=(), by=by, now=now)
        for overtaken in _about(message).filter(state=AlertState.DRAFT):
            if overtaken.pk != made.pk and overtaken.is_exercise == made.is_exercise:
                drop_alert(alert=overtaken, by=by)
    return made


def _about(message: Incoming) -> QuerySet[Alert]:
    return Alert.objects.filter(from_cap__in=message.references)


def _earlier(message: Incoming, now: datetime) -> Alert | None:
    """The alert of ours in force that passes on what this message is about, or that took its
    place meanwhile: a message from above may name any of those before it."""
    rows = _about(message).exclude(state=AlertState.DROPPED).order_by("-issued_at", "-pk")
    heirs = [heir_of(row, now) for row in rows]
    return next((heir for heir in heirs if heir is not None), None)


def _draft(message: Incoming, earlier: Alert | None, now: datetime) -> Alert:
    if earlier is not None and earlier.is_exercise != message.is_exercise:
        earlier = None  # a drill takes no place of what is real, nor the other way round
    template = template_of(kind_of(message))
    number = f"{message.identifier} ngày {date_short(local(message.sent).date())}"
    return Alert(
        kind=template.kind, headline=nfc(message.headline or message.event)[:140],
        description=nfc(message.description)[:1200],
        instruction=nfc(message.instruction or template.instruction)[:1200],
        source_body=nfc(message.sender_name or message.sender)[:160],
        source_document=number[:160], contact=nfc(message.contact)[:80],
        polygon=message.polygons[0] if message.polygons else "",
        severity=_known(message.severity, Severity.values),
        urgency=_known(message.urgency, Urgency.values),
        certainty=_known(message.certainty, Certainty.values),
        lasts_minutes=_lasts(message, now, template.lasts_minutes),
        repeat_minutes=template.repeat_minutes, is_exercise=message.is_exercise,
        from_cap=message.identifier, replaces=earlier,
    )  # fmt: skip


def kind_of(message: Incoming) -> str:
    """What it is here by the words of the event; «việc khẩn cấp khác» where they say nothing."""
    words = f" {fold(message.event)} "
    for kind, signs in EVENTS:
        if any(f" {sign} " in words for sign in signs):
            return str(kind)
    return str(AlertKind.OTHER) if AlertKind.OTHER in TEMPLATES else ""


def _known(value: str, known: list[str]) -> str:
    """What CAP leaves unknown is left open: a person chooses."""
    return value if value in known else ""


def _lasts(message: Incoming, now: datetime, usual: int) -> int:
    if message.expires is None:
        return usual
    minutes = int((message.expires - now).total_seconds() // 60)
    return max(10, min(minutes, 7 * 1440))

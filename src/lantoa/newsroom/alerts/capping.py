"""What goes out of an alert as CAP 1.2: written once, when it is issued, updated or cancelled."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.cap.writing import Area, Info, Message, write_message
from lantoa.core.clock import local
from lantoa.newsroom.addresses import full_address
from lantoa.newsroom.alerts.templates import template_of
from lantoa.newsroom.alerts.terms import MessageKind
from lantoa.newsroom.alerts.words import area_of, source_words
from lantoa.newsroom.models import Alert, AlertMessage
from lantoa.registry.models import Commune
from lantoa.vietnamese.text import slug

SHORT = {MessageKind.ALERT: "a", MessageKind.UPDATE: "u", MessageKind.CANCEL: "c"}
STATUS, EXERCISE = "Actual", "Exercise"
GEOCODE = "vn-gso-2025"


def alert_path(alert: Alert) -> str:
    """Where an alert stands in public."""
    return f"/canh-bao/{alert.pk}/"


def keep_message(*, alert: Alert, kind: MessageKind, now: datetime) -> AlertMessage:
    """Writes one message; the same kind of the same alert is written once."""
    known = alert.messages.filter(kind=kind).first()
    if known is not None:
        return known
    sender, sent = sender_name(), local(now).replace(microsecond=0)
    message = Message(
        identifier=f"{sender}.{sent:%Y%m%d}.{alert.pk}{SHORT[kind]}", sender=sender, sent=sent,
        kind=str(kind), status=EXERCISE if alert.is_exercise else STATUS,
        source=_source(alert), references=_earlier(alert, kind),
        note=alert.end_reason if kind == MessageKind.CANCEL else "",
        infos=(_info(alert, sent),),
    )  # fmt: skip
    return AlertMessage.objects.create(
        alert=alert, kind=kind, identifier=message.identifier, sender=sender, sent_at=sent,
        xml=write_message(message).decode("utf-8"),
    )  # fmt: skip


def sender_name() -> str:
    """Unique in the country: the commune's number in the administrative list, else its name."""
    commune = Commune.objects.filter(pk=1).first()
    if commune is None:
        return "vn.xa"
    return f"vn.{commune.gso_code.strip() or slug(f'{commune.name} {commune.province}')}"


def chain(alert: Alert) -> list[AlertMessage]:
    """Every earlier message that it takes up, the newest first."""
    found: list[AlertMessage] = []
    earlier = alert.replaces
    while earlier is not None and len(found) < 50:
        found += list(earlier.messages.all())
        earlier = earlier.replaces
    return found


def _earlier(alert: Alert, kind: MessageKind) -> tuple[tuple[str, str, datetime], ...]:
    rows = chain(alert)
    if kind == MessageKind.CANCEL:
        rows = [*alert.messages.exclude(kind=MessageKind.CANCEL), *rows]
    return tuple((row.sender, row.identifier, local(row.sent_at)) for row in rows)


def _source(alert: Alert) -> str:
    commune = Commune.objects.filter(pk=1).first()
    return source_words(alert, commune.name if commune else "xã")


def _info(alert: Alert, sent: datetime) -> Info:
    commune = Commune.objects.filter(pk=1).first()
    template = template_of(alert.kind)
    assert alert.expires_at is not None
    code = commune.gso_code.strip() if commune else ""
    return Info(
        event=str(alert.get_kind_display()), category=template.category,
        response=template.response, urgency=alert.urgency, severity=alert.severity,
        certainty=alert.certainty, effective=sent,
        expires=max(local(alert.expires_at).replace(microsecond=0), _after(sent)),
        sender_name=f"Ủy ban nhân dân {commune.name if commune else 'xã'}",
        headline=alert.headline, description=alert.description, instruction=alert.instruction,
        contact=alert.contact, web=full_address(alert_path(alert)),
        area=Area(
            name=_area_name(alert, commune),
            polygons=(alert.polygon,) if alert.polygon.strip() else (),
            geocodes=((GEOCODE, code),) if code else (),
        ),
    )  # fmt: skip


def _area_name(alert: Alert, commune: Commune | None) -> str:
    where = area_of(alert)
    return f"{where}, {commune.name}, {commune.province}" if commune else where


def _after(sent: datetime) -> datetime:
    """A cancel may come in the last second: what ends does so after it was sent."""
    return sent + timedelta(minutes=1)

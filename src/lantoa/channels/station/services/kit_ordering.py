"""Orders the kit's opening and closing: only approved bytes, never in closed hours, never late.
Where one cannot air, the programme goes without it and the bulletins say what it would have said.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from lantoa.channels.station.kit_queries import is_kit_approved, kit_in_use
from lantoa.channels.station.models import KitAiring, Order, Programme
from lantoa.channels.station.queries import quiet_of
from lantoa.channels.station.reading_slots import slots
from lantoa.channels.station.services.framing import close_kit_orders
from lantoa.channels.station.services.issuing import issue
from lantoa.channels.station.services.ordering import gain_of, order_each
from lantoa.channels.station.services.placing import lay_out_programme
from lantoa.channels.station.sounds import sound_file
from lantoa.channels.station.terms import (
    ORDER_AHEAD,
    ORDER_LEAST,
    PLACE_AHEAD,
    WAITING,
    BroadcastState,
    KitSide,
)
from lantoa.channels.station.timetable import Slot, is_quiet
from lantoa.core.errors import Refused
from lantoa.receiver import messages
from lantoa.registry.terms import ReceiverState

LOG = logging.getLogger("lantoa.station")
MIME = "audio/mpeg"


def follow_kit(*, now: datetime) -> int:
    """Lays coming programmes out anew where another kit was approved since, or the one in use was
    retired or lost a file. Each in its own transaction; answers how many."""
    kit = kit_in_use()
    coming = Programme.objects.filter(
        starts_at__gte=now + PLACE_AHEAD, bulletins__broadcasts__state__in=WAITING
    )
    others = coming.filter(kit__isnull=False) if kit is None else coming.exclude(kit=kit)
    found = list(others.distinct())
    for programme in found:
        try:
            with transaction.atomic():
                lay_out_programme(programme=programme, now=now)
        except Exception:
            LOG.exception("programme %s does not follow the kit", programme.pk)
    return len(found)


def order_kit(*, now: datetime) -> list[Order]:
    """Orders every planned opening and closing of the coming day, each in its own transaction."""
    due = KitAiring.objects.filter(
        state=BroadcastState.PLANNED, starts_at__lte=now + ORDER_AHEAD
    ).order_by("starts_at", "pk")
    keys = list(due.values_list("pk", flat=True))
    known = {slot.id: slot for slot in slots()} if keys else {}
    return order_each(keys, lambda pk: _order_or_fail(pk, now, known), what="kit airing")


def _order_or_fail(pk: int, now: datetime, known: Mapping[int, Slot]) -> Order | None:
    row = (
        KitAiring.objects.select_for_update(of=("self",))
        .select_related("kit", "programme__slot__zone", "receiver__cluster")
        .filter(pk=pk, state=BroadcastState.PLANNED)
        .first()
    )
    if row is None:
        return None
    try:
        return _ordered(row, now, known)
    except Refused as refusal:
        LOG.warning("kit airing %s is not ordered: %s", pk, refusal)
        row.state, row.problem = BroadcastState.FAILED, str(refusal)[:300]
        row.save(update_fields=["state", "problem"])
        _go_without(row, now)
    return None


def _ordered(row: KitAiring, now: datetime, known: Mapping[int, Slot]) -> Order:
    _refuse(row, now)
    play = messages.Play(
        broadcast=row.wire_id, starts_at=row.starts_at, seconds=row.seconds, sha256=row.sha256,
        size=row.kit.size_of(row.side), mime=MIME, path=messages.SOUND_PATH + row.sha256,
        priority=messages.Priority.ORDINARY, gain_db=gain_of(row.programme.slot, row, known),
        hard_end_at=row.hard_end_at,
    )  # fmt: skip
    close_kit_orders(row)
    order = issue(
        receiver=row.receiver, body=play, valid_until=row.hard_end_at, now=now, kit_airing=row
    )
    row.state, row.order_number = BroadcastState.ORDERED, order.number
    row.save(update_fields=["state", "order_number"])
    return order


def _refuse(row: KitAiring, now: datetime) -> None:
    if row.starts_at < now + ORDER_LEAST:
        raise Refused("Đài không kịp ra lệnh trước giờ phát.")
    if not is_kit_approved(row.kit):
        raise Refused("Bộ nhận diện này không còn là bản đã duyệt nên không phát.")
    if sound_file(row.sha256) is None:
        raise Refused("Tệp của bộ nhận diện không còn trên máy chủ nên không phát.")
    if is_quiet(quiet_of(row.receiver), row.starts_at, row.ends_at):
        raise Refused("Giờ phát nằm trong khung giờ không phát nên không ra lệnh.")
    if row.receiver.state != ReceiverState.ENROLLED:
        raise Refused(f"{row.receiver} chưa ghi danh nên chưa ra lệnh phát.")


def _go_without(row: KitAiring, now: datetime) -> None:
    """What an opening would have announced is announced by the first bulletin again."""
    programme = row.programme
    if row.side != KitSide.OPENING or row.receiver.state != ReceiverState.ENROLLED:
        return
    if programme.starts_at >= now + PLACE_AHEAD:
        lay_out_programme(programme=programme, now=now)
        return
    first = programme.bulletins.order_by("starts_at").first()
    if first is not None and not first.broadcasts.exclude(order_number=None).exists():
        lay_out_programme(programme=programme, now=now, begin=first.starts_at)

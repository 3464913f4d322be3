"""Orders what is planned: only approved bytes, never in closed hours, never too late."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from lantoa.channels.station.loudness import SILENT, decibels
from lantoa.channels.station.models import Broadcast, Bulletin, KitAiring, Order, TimeSlot
from lantoa.channels.station.queries import quiet_of
from lantoa.channels.station.reading_slots import as_slot, slots
from lantoa.channels.station.services.failing import fail_here
from lantoa.channels.station.services.issuing import issue
from lantoa.channels.station.services.standing_in import stand_in
from lantoa.channels.station.sounds import sound_file
from lantoa.channels.station.terms import ORDER_AHEAD, ORDER_LEAST, BroadcastState
from lantoa.channels.station.timetable import Slot, is_quiet, loudness
from lantoa.core.clock import iso
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.newsroom.queries import approved_sound, is_inner_approved, sound_at_hand
from lantoa.newsroom.terms import Priority
from lantoa.receiver import messages
from lantoa.registry.terms import ReceiverState

LOG = logging.getLogger("lantoa.station")


class TooLate(Refused):
    """No fault of the content: the next slot may take it."""


def order_due(*, now: datetime) -> list[Order]:
    """Orders every planned broadcast of the coming day, each in its own transaction, earliest
    first. What cannot be ordered fails in plain words."""
    due = Broadcast.objects.filter(
        state=BroadcastState.PLANNED, starts_at__lte=now + ORDER_AHEAD
    ).order_by("starts_at", "pk")
    keys = list(due.values_list("pk", flat=True))
    known = {slot.id: slot for slot in slots()} if keys else {}
    return order_each(keys, lambda pk: _order_or_fail(pk, now, known), what="broadcast")


def order_each(
    keys: Iterable[int], order: Callable[[int], Order | None], *, what: str
) -> list[Order]:
    """The orders of many, each in its own transaction: one that breaks holds up none behind it
    and is taken up again at the next turn."""
    made = []
    for pk in keys:
        try:
            with transaction.atomic():
                ordered = order(pk)
        except Exception:
            LOG.exception("%s %s is not ordered; it is taken up again", what, pk)
        else:
            made += [ordered] if ordered else []
    return made


def _order_or_fail(pk: int, now: datetime, known: Mapping[int, Slot]) -> Order | None:
    broadcast = _locked(pk)
    if broadcast is None:
        return None
    try:
        if stand_in(bulletin=broadcast.bulletin, now=now):
            broadcast = _locked(pk) or broadcast  # its second may be another
        return order_broadcast(broadcast=broadcast, now=now, known=known)
    except Refused as refusal:
        LOG.warning("broadcast %s is not ordered: %s", pk, refusal)
        detail = messages.Fault.TOO_LATE if isinstance(refusal, TooLate) else "not_allowed"
        fail_here(broadcast=broadcast, detail=detail, problem=str(refusal), now=now)
    return None


def order_broadcast(
    *, broadcast: Broadcast, now: datetime, known: Mapping[int, Slot] | None = None
) -> Order:
    """Ra lệnh phát: exactly the approved bytes, at this second, on this receiver. Refuses what
    is not approved, in closed hours, too late, or for a receiver that is not enrolled. `known`:
    slots read before, by id."""
    bulletin = broadcast.bulletin
    _refuse_if_late(broadcast, now)
    _refuse_if_unapproved(bulletin)
    _refuse_if_quiet(broadcast)
    if broadcast.receiver.state != ReceiverState.ENROLLED:
        raise Refused(f"{broadcast.receiver} chưa ghi danh nên chưa ra lệnh phát.")
    hard_end_at = broadcast.hard_end_at
    play = messages.Play(
        broadcast=bulletin.wire_id,
        starts_at=broadcast.starts_at,
        seconds=bulletin.seconds,
        sha256=bulletin.sha256,
        size=bulletin.size,
        mime=bulletin.rendition.mime,
        path=messages.SOUND_PATH + bulletin.sha256,
        priority=messages.Priority(bulletin.priority),
        gain_db=gain_of(bulletin.programme.slot, broadcast, known),
        hard_end_at=hard_end_at,
    )
    with transaction.atomic():
        order = issue(
            receiver=broadcast.receiver, body=play, valid_until=hard_end_at, broadcast=broadcast,
            now=now,
        )  # fmt: skip
        _record_once(broadcast, now)
        broadcast.state, broadcast.order_number = BroadcastState.ORDERED, order.number
        broadcast.save(update_fields=["state", "order_number"])
    return order


def _locked(pk: int) -> Broadcast | None:
    return (
        Broadcast.objects.select_for_update(of=("self",))
        .select_related("bulletin__programme__slot__zone", "bulletin__programme__zone",
                        "bulletin__rendition", "bulletin__article",
                        "bulletin__delivery", "receiver__cluster")
        .filter(pk=pk, state=BroadcastState.PLANNED)
        .first()
    )  # fmt: skip


def _refuse_if_late(broadcast: Broadcast, now: datetime) -> None:
    if broadcast.starts_at < now + ORDER_LEAST:
        raise TooLate("Đài không kịp ra lệnh trước giờ phát. Bản tin vẫn được giữ.")


def _refuse_if_unapproved(bulletin: Bulletin) -> None:
    allowed = (approved_sound(bulletin.article), sound_at_hand(bulletin.article))
    if bulletin.rendition.sha256 not in {sound.sha256 for sound in allowed if sound}:
        raise Refused("Âm thanh này không còn là bản đã duyệt nên không phát.")
    if bulletin.is_inner and not is_inner_approved(bulletin.rendition):
        raise Refused("Bản không có lời báo giọng máy chưa được duyệt nên không phát.")
    if sound_file(bulletin.sha256) is None:
        raise Refused("Tệp âm thanh đã duyệt không còn trên máy chủ. Đặt lại từ bản sao lưu.")


def _refuse_if_quiet(broadcast: Broadcast) -> None:
    if is_quiet(quiet_of(broadcast.receiver), broadcast.starts_at, broadcast.ends_at):
        raise Refused("Giờ phát nằm trong khung giờ không phát nên không ra lệnh.")


def gain_of(
    slot: TimeSlot, row: Broadcast | KitAiring, known: Mapping[int, Slot] | None = None
) -> int:
    """Decibels on top of the receiver's volume, by zone, hour, day and what is near. Refuses where
    a school or a clinic asks for silence; an emergency is as loud as can be."""
    if isinstance(row, Broadcast) and row.bulletin.priority == Priority.EMERGENCY:
        return 0
    cluster = row.receiver.cluster_id
    value = (known or {}).get(slot.pk) or as_slot(slot)
    of_ten, why = loudness(value, cluster, row.starts_at, row.ends_at)
    if of_ten == SILENT:
        raise Refused(f"{row.receiver.cluster} không phát giờ này ({why}) nên không ra lệnh.")
    return decibels(of_ten)


def _record_once(broadcast: Broadcast, now: datetime) -> None:
    """`broadcast.ordered`: once a bulletin, when its first receiver is told. What was ordered
    and never proven is unknown, and the ledger must be able to say so."""
    bulletin = broadcast.bulletin
    if bulletin.broadcasts.exclude(order_number=None).exists():
        return
    receivers = [row.receiver for row in bulletin.broadcasts.select_related("receiver")]
    record_evidence(
        kind="broadcast.ordered", occurred_at=now, now=now, by="system", proof=Proof.SENT,
        subjects=[
            bulletin.article.code, *(task.code for task in bulletin.article.tasks.all()),
            *(receiver.code for receiver in receivers),
        ],
        payload={
            "broadcast": bulletin.wire_id, "starts_at": iso(broadcast.starts_at),
            "seconds": bulletin.seconds, "sha256": bulletin.sha256,
            "receivers": [receiver.code for receiver in receivers],
            "zone": bulletin.programme.zone.name, "priority": bulletin.priority,
        },
    )  # fmt: skip

"""Signs of life, and what has to be said again to a receiver that did not hear it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from lantoa.channels.station.models import Broadcast, KitAiring, Order
from lantoa.channels.station.names import receiver_named
from lantoa.channels.station.terms import CONTACT, BroadcastState
from lantoa.core.clock import iso
from lantoa.core.keys import PublicKey
from lantoa.receiver.messages import Beat, Rejected, State, open_message, ring
from lantoa.registry.models import Receiver
from lantoa.registry.terms import ReceiverState

LOG = logging.getLogger("lantoa.station")
# A receiver whose clock is further off than this is not believed about the time.
BELIEVED = timedelta(minutes=10)
SOON = timedelta(minutes=1)
SAY_AGAIN = timedelta(seconds=15)


def take_beat(*, name: str, data: bytes, now: datetime) -> list[Order]:
    """Notes a beat and answers the orders that this receiver seems not to hold."""
    receiver = receiver_named(name)
    if receiver is None or receiver.state != ReceiverState.ENROLLED:
        return []
    try:
        beat = open_message(data, ring(PublicKey.from_text(receiver.public_key)), Beat).message
    except Rejected as rejected:
        LOG.warning("a beat of %s is refused: %s", name, rejected.fault.value)
        return []
    if beat.receiver != name or _is_old(receiver, beat):
        return []
    if beat.state is State.GONE:
        receiver.last_beat = {**receiver.last_beat, "state": State.GONE.value}
        receiver.save(update_fields=["last_beat"])
        return []
    receiver.last_beat_at = now
    receiver.last_beat = {
        "state": beat.state.value, "boot": beat.boot, "seq": beat.seq, "at": iso(beat.at),
        "version": beat.version, "next": beat.next, "playing": beat.playing,
        "disk_free": beat.disk_free, "proofs_pending": beat.proofs_pending,
    }  # fmt: skip
    receiver.save(update_fields=["last_beat_at", "last_beat"])
    return _unheard(receiver, beat, now)


def due_again(*, now: datetime) -> list[Order]:
    """Orders never sent, and those of the next minute once more: the receiver ignores a copy."""
    fresh = Order.objects.filter(is_open=True, valid_until__gt=now, sent_at=None)
    near = [
        Q(**{f"{of}__starts_at__gt": now, f"{of}__starts_at__lt": now + SOON})
        for of in ("broadcast", "kit_airing")
    ]
    soon = Order.objects.filter(
        near[0] | near[1], is_open=True, valid_until__gt=now, sent_at__lt=now - SAY_AGAIN,
        receiver__last_beat_at__gt=now - CONTACT,
    )  # fmt: skip
    return sorted(
        {*fresh.select_related("receiver"), *soon.select_related("receiver")},
        key=lambda order: order.number,
    )


def open_orders(*, receiver: Receiver, now: datetime) -> list[Order]:
    """Everything that a receiver should hold, in the order of its numbers."""
    return list(
        Order.objects.filter(receiver=receiver, is_open=True, valid_until__gt=now)
        .select_related("receiver")
        .order_by("number")
    )


def every_open(*, now: datetime) -> list[Order]:
    """Everything that any receiver should hold: the line came up, and a broker that was
    restarted has forgotten what waited there."""
    rows = Order.objects.filter(is_open=True, valid_until__gt=now)
    return list(rows.select_related("receiver").order_by("number"))


def note_sent(orders: Sequence[Order], *, now: datetime) -> None:
    """These went out."""
    Order.objects.filter(pk__in=[order.pk for order in orders]).update(sent_at=now)


def _is_old(receiver: Receiver, beat: Beat) -> bool:
    """A copy: an earlier number of the same run of the program, or the will of an earlier run."""
    last = receiver.last_beat
    same_run = beat.boot == str(last.get("boot", ""))
    if beat.state is State.GONE:
        return not same_run
    return same_run and beat.seq <= int(last.get("seq", 0))


def _unheard(receiver: Receiver, beat: Beat, now: datetime) -> list[Order]:
    expected = _next_wire_id(receiver, now)
    if not expected or expected in (beat.next, beat.playing):
        return []
    return open_orders(receiver=receiver, now=now)


def _next_wire_id(receiver: Receiver, now: datetime) -> str:
    """What this receiver was ordered to play next: a bulletin, or the kit around it."""
    ordered = {"receiver": receiver, "state": BroadcastState.ORDERED, "starts_at__gt": now}
    bulletin = Broadcast.objects.filter(**ordered).select_related("bulletin").order_by("starts_at")
    kit = KitAiring.objects.filter(**ordered).order_by("starts_at")
    found = [(row.starts_at, row.bulletin.wire_id) for row in bulletin[:1]]
    found += [(row.starts_at, row.wire_id) for row in kit[:1]]
    return min(found)[1] if found else ""

"""Signs of life, and what has to be said again to a receiver that did not hear it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from lantoa.channels.station.models import (
    BreakIn,
    BreakInAiring,
    Broadcast,
    KitAiring,
    Order,
    RelayAiring,
)
from lantoa.channels.station.names import receiver_named, station_key
from lantoa.channels.station.services.devices import note_device_beat
from lantoa.channels.station.services.groups import missing_lists
from lantoa.channels.station.services.proofs import Answer
from lantoa.channels.station.services.tuning import missing_settings
from lantoa.channels.station.services.withdrawals import unheard_withdrawals
from lantoa.channels.station.terms import CONTACT, BroadcastState
from lantoa.core.clock import iso
from lantoa.core.keys import PublicKey
from lantoa.receiver import messages
from lantoa.receiver.messages import Beat, Rejected, State, open_message, ring
from lantoa.registry.models import Receiver
from lantoa.registry.terms import ReceiverState

LOG = logging.getLogger("lantoa.station")
# A receiver whose clock is further off than this is not believed about the time.
BELIEVED = timedelta(minutes=10)
SOON = timedelta(minutes=1)
SAY_AGAIN = timedelta(seconds=15)
SHOWN_BY_BEATS = (
    messages.Members.CLASS, messages.Settings.CLASS, messages.Volume.CLASS, messages.Restart.CLASS,
    messages.Test.CLASS, messages.Sealed.CLASS,
)  # fmt: skip
TO = ("receiver", "group")


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
        "lists": beat.lists, "settings": beat.settings, "sealed": beat.sealed,
        "unsure": beat.is_unsure,
    }  # fmt: skip
    receiver.save(update_fields=["last_beat_at", "last_beat"])
    note_device_beat(receiver=receiver, beat=beat, now=now)
    unheard = _unheard(receiver, beat, now)
    taken_back = unheard_withdrawals(receiver=receiver, now=now)
    return [
        *unheard,
        *(order for order in taken_back if order not in unheard),
        *missing_lists(receiver=receiver, beat=beat, now=now),
        *missing_settings(receiver=receiver, beat=beat, now=now),
    ]


def time_answer(*, name: str, data: bytes, now: datetime) -> Answer | None:
    """The time, for a beat that asks for it. The beat's own number goes back with it."""
    receiver = receiver_named(name)
    if receiver is None or receiver.state != ReceiverState.ENROLLED:
        return None
    try:
        beat = open_message(data, ring(PublicKey.from_text(receiver.public_key)), Beat).message
    except Rejected:
        return None
    if beat.receiver != name or not beat.asks_time:
        return None
    signer = station_key()
    message = messages.Time(signer.public.id, name, beat.boot, beat.seq, now)
    return Answer(name, messages.seal(message, signer))


def fresh_orders(*, now: datetime) -> list[Order]:
    """Orders that were never sent."""
    rows = Order.objects.filter(is_open=True, valid_until__gt=now, sent_at=None)
    return list(rows.select_related(*TO).order_by("number"))


def due_again(*, now: datetime) -> list[Order]:
    """Orders never sent, and those of the next minute once more: the receiver ignores a copy."""
    near = [
        Q(**{f"{of}__starts_at__gt": now, f"{of}__starts_at__lt": now + SOON})
        for of in ("broadcast", "kit_airing")
    ]
    soon = Order.objects.filter(
        near[0] | near[1], is_open=True, valid_until__gt=now, sent_at__lt=now - SAY_AGAIN,
        receiver__last_beat_at__gt=now - CONTACT,
    )  # fmt: skip
    return sorted(
        {*fresh_orders(now=now), *soon.select_related(*TO)},
        key=lambda order: order.number,
    )


def open_orders(*, receiver: Receiver, now: datetime) -> list[Order]:
    """Everything that a receiver should hold, in the order of its numbers."""
    own = Q(receiver=receiver) | Q(
        group__isnull=False, break_in__airings__receiver=receiver,
        break_in__airings__state=BroadcastState.ORDERED,
    )  # fmt: skip
    rows = Order.objects.filter(own, is_open=True, valid_until__gt=now)
    return list(rows.select_related(*TO).order_by("number").distinct())


def every_open(*, now: datetime) -> list[Order]:
    """Everything that any receiver should hold: the line came up, and a broker that was
    restarted has forgotten what waited there."""
    rows = Order.objects.filter(is_open=True, valid_until__gt=now)
    return list(rows.select_related(*TO).order_by("number"))


def note_sent(orders: Sequence[Order], *, now: datetime) -> None:
    """These went out. What a beat shows to have arrived or not is not sent again as it is."""
    rows = Order.objects.filter(pk__in=[order.pk for order in orders])
    rows.update(sent_at=now)
    rows.filter(kind__in=SHOWN_BY_BEATS).update(is_open=False)


def _is_old(receiver: Receiver, beat: Beat) -> bool:
    """A copy: an earlier number of the same run of the program, or the will of an earlier run."""
    last = receiver.last_beat
    same_run = beat.boot == str(last.get("boot", ""))
    if beat.state is State.GONE:
        return not same_run
    return same_run and beat.seq <= int(last.get("seq", 0))


def _unheard(receiver: Receiver, beat: Beat, now: datetime) -> list[Order]:
    expected = _next_wire_id(receiver, now)
    is_told = not expected or expected in (beat.next, beat.playing)
    if is_told and not _misses_break_in(receiver, beat, now):
        return []
    return open_orders(receiver=receiver, now=now)


def _misses_break_in(receiver: Receiver, beat: Beat, now: datetime) -> bool:
    """Was it to break in by now, and neither sounds nor is proven? Said again with every beat:
    a receiver that fetches the sound ignores the copy."""
    rows = BreakInAiring.objects.filter(
        receiver=receiver, state=BroadcastState.ORDERED, break_in__starts_at__lte=now,
        break_in__hard_end_at__gt=now, break_in__withdrawn_at=None,
    ).select_related("break_in")  # fmt: skip
    return any(row.break_in.wire_id != beat.playing for row in rows)


def _next_wire_id(receiver: Receiver, now: datetime) -> str:
    """What this receiver was ordered to play next: a bulletin, the kit around it, a relay, or
    what is to break in later."""
    ordered = {"receiver": receiver, "state": BroadcastState.ORDERED, "starts_at__gt": now}
    bulletin = Broadcast.objects.filter(**ordered).select_related("bulletin").order_by("starts_at")
    kit = KitAiring.objects.filter(**ordered).order_by("starts_at")
    relays = RelayAiring.objects.filter(**ordered).order_by("starts_at")
    breaks = BreakIn.objects.filter(
        airings__receiver=receiver, airings__state=BroadcastState.ORDERED, starts_at__gt=now,
        withdrawn_at=None,
    ).order_by("starts_at")  # fmt: skip
    found = [(row.starts_at, row.bulletin.wire_id) for row in bulletin[:1]]
    found += [(row.starts_at, row.wire_id) for row in kit[:1]]
    found += [(row.starts_at, row.wire_id) for row in relays[:1]]
    found += [(row.starts_at, row.wire_id) for row in breaks[:1]]
    return min(found)[1] if found else ""

"""Tiếp âm: which receivers relay what, when; ordered ahead, taken back with the timetable."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.channels.station.loudness import SILENT, decibels
from lantoa.channels.station.models import Order, RelayAiring, RelaySource, TimeSlot, Zone
from lantoa.channels.station.queries import receivers_of
from lantoa.channels.station.reading_slots import slots
from lantoa.channels.station.relay_queries import is_relay_approved
from lantoa.channels.station.room import upcoming
from lantoa.channels.station.services.issuing import issue
from lantoa.channels.station.sounds import sound_file
from lantoa.channels.station.terms import (
    ORDER_AHEAD,
    PLACE_AHEAD,
    WAITING,
    BroadcastState,
    RelayWay,
    SlotKind,
)
from lantoa.channels.station.timetable import LONGEST, Airtime, airtimes, loudness
from lantoa.core.canonical import digest_of
from lantoa.core.clock import local
from lantoa.newsroom.models import Rendition
from lantoa.newsroom.queries import sound_at_hand
from lantoa.receiver import messages
from lantoa.registry.models import Receiver

LOG = logging.getLogger("lantoa.station")


@dataclass(frozen=True, slots=True)
class Stream:
    """A source as the pure part needs it. `sha256`: what stands in, "" for nothing."""

    name: str
    url: str
    silence_seconds: int
    sha256: str = ""
    size: int = 0
    mime: str = ""


@dataclass(frozen=True, slots=True)
class Desired:
    """One relay that one receiver is to sound."""

    slot: int
    receiver: int
    starts_at: datetime
    seconds: int
    gain_db: int
    stream: Stream

    def body(self, wire_id: str) -> messages.Relay:
        """The order. It ends with its slot, to the second."""
        stream = self.stream
        return messages.Relay(
            broadcast=wire_id, starts_at=self.starts_at,
            hard_end_at=self.starts_at + timedelta(seconds=self.seconds), url=stream.url,
            silence_seconds=stream.silence_seconds, gain_db=self.gain_db, sha256=stream.sha256,
            size=stream.size, mime=stream.mime,
            path=messages.SOUND_PATH + stream.sha256 if stream.sha256 else "",
        )  # fmt: skip

    @property
    def recipe(self) -> str:
        return digest_of(self.body("l/0").payload())


def desired_relays(
    coming: Iterable[Airtime], streams: Mapping[int, Stream],
    receivers: Mapping[int, Sequence[tuple[int, int]]],
) -> list[Desired]:  # fmt: skip
    """Pure. `streams`: slot → source; `receivers`: zone → (receiver, cluster). A cluster that is
    silent then for the sake of a school relays nothing."""
    found = []
    for item in coming:
        stream = streams.get(item.slot.id)
        for receiver, cluster in receivers.get(item.slot.zone_id, ()) if stream else ():
            of_ten, _ = loudness(item.slot, cluster, item.starts_at, item.ends_at)
            if stream is not None and of_ten != SILENT:
                found.append(
                    Desired(
                        item.slot.id, receiver, item.starts_at, item.slot.seconds,
                        decibels(of_ten), stream,
                    )
                )  # fmt: skip
    return found


def follow_relays(*, now: datetime) -> list[Order]:
    """Orders the relays of the coming day, anew where something of them changed, and takes back
    those that the timetable has no more, also while they sound. Each in its own transaction."""
    coming = [
        item
        for item in upcoming(None, now, kind=SlotKind.RELAY, days=2)
        if item.starts_at <= now + ORDER_AHEAD
    ]
    streams = _streams({item.slot.id for item in coming})
    zones = Zone.objects.filter(pk__in={item.slot.zone_id for item in coming})
    people = {zone.pk: receivers_of(zone) for zone in zones}
    pairs = {pk: [(row.pk, row.cluster_id) for row in rows] for pk, rows in people.items()}
    by_pk = {row.pk: row for rows in people.values() for row in rows}
    made, kept = [], set()
    for desired in desired_relays(coming, streams, pairs):
        kept.add((desired.slot, desired.starts_at, desired.receiver))
        try:
            with transaction.atomic():
                order = _order(desired, by_pk[desired.receiver], now)
        except Exception:
            LOG.exception("a relay of slot %s is not ordered; it is tried again", desired.slot)
        else:
            made += [order] if order else []
    _take_back(kept, now)
    stop_relays(now=now)
    return made


def _order(desired: Desired, receiver: Receiver, now: datetime) -> Order | None:
    row, _ = RelayAiring.objects.get_or_create(
        slot_id=desired.slot, starts_at=desired.starts_at, receiver=receiver,
        defaults={
            "source_name": desired.stream.name, "url": desired.stream.url,
            "seconds": desired.seconds, "recipe": "",
        },
    )  # fmt: skip
    may = row.state in (*WAITING, BroadcastState.WITHDRAWN)
    if not may or (row.recipe == desired.recipe and row.state == BroadcastState.ORDERED):
        return None
    close_relay_orders(row)
    row.source_name, row.url = desired.stream.name, desired.stream.url
    row.seconds, row.recipe = desired.seconds, desired.recipe
    order = issue(
        receiver=receiver, body=desired.body(row.wire_id), now=now, valid_until=row.ends_at,
        relay_airing=row,
    )  # fmt: skip
    row.state, row.order_number = BroadcastState.ORDERED, order.number
    row.save()
    return order


def close_relay_orders(row: RelayAiring) -> None:
    """These orders are not sent again: replaced, proven or taken back."""
    Order.objects.filter(relay_airing=row, is_open=True).update(is_open=False)


def _take_back(kept: set[tuple[int, datetime, int]], now: datetime) -> None:
    """What begins sooner than `upcoming` looks is in no `kept`, and is `stop_relays`' matter."""
    rows = RelayAiring.objects.filter(state__in=WAITING, starts_at__gte=now + PLACE_AHEAD)
    _withdraw_each(
        [
            row
            for row in rows.select_related("receiver")
            if (row.slot_id, row.starts_at, row.receiver_id) not in kept
        ],
        now,
    )


def stop_relays(*, now: datetime) -> int:
    """Takes back what sounds or is about to, where its source or slot is out of use, its address
    is another by now, or its day was taken out. A receiver stops at once. Answers how many."""
    near = RelayAiring.objects.filter(
        state__in=WAITING, starts_at__lt=now + PLACE_AHEAD, starts_at__gt=now - 2 * LONGEST
    )
    rows = [row for row in near.select_related("receiver", "slot__relay") if row.ends_at > now]
    kept = slots() if rows else []
    days = {local(row.starts_at).date() for row in rows}
    there = {(item.slot.id, item.starts_at) for day in days for item in airtimes(kept, day)}
    return _withdraw_each(
        [
            row
            for row in rows
            if (row.slot_id, row.starts_at) not in there or not _stands(row, row.slot.relay)
        ],
        now,
    )


def _stands(row: RelayAiring, source: RelaySource | None) -> bool:
    if source is None or row.slot.kind != SlotKind.RELAY:
        return False
    is_the_same = source.is_active and source.way == RelayWay.URL and source.url == row.url
    return is_the_same and is_relay_approved(source)


def _withdraw_each(rows: Iterable[RelayAiring], now: datetime) -> int:
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                done += _withdraw(row, now)
        except Exception:
            LOG.exception("relay %s is not taken back; it is tried again", row.wire_id)
    return done


def _withdraw(row: RelayAiring, now: datetime) -> int:
    still = RelayAiring.objects.filter(pk=row.pk, state__in=WAITING)
    if not still.update(state=BroadcastState.WITHDRAWN):
        return 0  # its proof came in between
    close_relay_orders(row)
    issue(
        receiver=row.receiver, body=messages.Withdraw(row.wire_id), now=now,
        valid_until=row.ends_at, relay_airing=row,
    )  # fmt: skip
    return 1


def _streams(slots: set[int]) -> dict[int, Stream]:
    rows = TimeSlot.objects.filter(
        pk__in=slots, relay__is_active=True, relay__way=RelayWay.URL
    ).select_related("relay__fallback")
    return {
        row.pk: _stream(row.relay)
        for row in rows
        if row.relay is not None and is_relay_approved(row.relay)
    }


def _stream(source: RelaySource) -> Stream:
    sound = _stand_in(source)
    if sound is None:
        return Stream(source.name, source.url, source.silence_seconds)
    return Stream(
        source.name, source.url, source.silence_seconds, sound.sha256, sound.size, sound.mime
    )


def _stand_in(source: RelaySource) -> Rendition | None:
    """The approved sound of the article that stands in, if its bytes are here."""
    sound = sound_at_hand(source.fallback) if source.fallback is not None else None
    return sound if sound is not None and sound_file(sound.sha256) is not None else None

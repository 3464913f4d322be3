"""Where a bulletin has room: which airtimes come, what they hold, who would hear it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from lantoa.channels.station.filling import Piece, needed_seconds, whole_seconds
from lantoa.channels.station.models import Broadcast, Bulletin, Programme, RelayAiring, Zone
from lantoa.channels.station.reading_slots import slots
from lantoa.channels.station.terms import PLACE_AHEAD, PLACE_DAYS, STANDING, SlotKind
from lantoa.channels.station.timetable import (
    LONGEST,
    Airtime,
    airtimes,
    beyond_limits,
    hushed,
    is_quiet,
)
from lantoa.core.clock import local
from lantoa.newsroom.models import Rendition
from lantoa.newsroom.queries import is_inner_approved
from lantoa.registry.models import Receiver

LAST = 1_000_000


def upcoming(
    zone: Zone | None, now: datetime, *, kind: SlotKind = SlotKind.OWN, days: int = PLACE_DAYS
) -> Iterator[Airtime]:
    """The coming airtimes of a zone (None: of all) in which such content may sound, earliest
    first: in no closed hour and within the limits."""
    kept = slots()
    for step in range(days):
        today = airtimes(kept, local(now).date() + timedelta(days=step))
        for airtime in today:
            slot = airtime.slot
            if slot.kind != kind or (zone is not None and slot.zone_id != zone.pk):
                continue
            if airtime.starts_at >= now + PLACE_AHEAD and is_allowed(airtime, today):
                yield airtime


def is_allowed(airtime: Airtime, same_day: Sequence[Airtime]) -> bool:
    """In no closed hour of its zone, and within its limits."""
    if is_quiet(airtime.slot.quiet, airtime.starts_at, airtime.ends_at):
        return False
    return not beyond_limits(airtime, same_day)


def audible(airtime: Airtime, receivers: Sequence[Receiver]) -> list[Receiver]:
    """Those of the receivers that are not silent then for the sake of a school or a clinic."""
    silent = hushed(airtime)
    return [row for row in receivers if row.cluster_id not in silent]


def has_room(airtime: Airtime, new: Piece, receivers: Sequence[Receiver]) -> bool:
    """Long enough, and beside nothing else on one of the receivers. What only fills up does not
    count."""
    programme = Programme.objects.filter(
        slot_id=airtime.slot.id, starts_at=airtime.starts_at
    ).first()
    rows = standing(programme) if programme else []
    held = pieces_from([row for row in rows if not row.is_filler])
    if needed_seconds([*held, new]) > airtime.slot.seconds:
        return False
    beside = Broadcast.objects.filter(
        receiver__in=receivers, state__in=STANDING, starts_at__lt=airtime.ends_at,
        ends_at__gt=airtime.starts_at,
    )  # fmt: skip
    if beside.exclude(bulletin__programme=programme).exists():
        return False
    relays = RelayAiring.objects.filter(
        receiver__in=receivers, state__in=STANDING, starts_at__lt=airtime.ends_at,
        starts_at__gt=airtime.starts_at - LONGEST,
    )  # fmt: skip
    return not any(row.ends_at > airtime.starts_at for row in relays)


def standing(programme: Programme) -> list[Bulletin]:
    """Bulletins of a programme that sound or have sounded."""
    rows = programme.bulletins.filter(broadcasts__state__in=STANDING).distinct()
    return list(rows.select_related("rendition"))


def pieces_of(programme: Programme) -> list[Piece]:
    """What still stands in a programme."""
    return pieces_from(standing(programme))


def pieces_from(rows: Sequence[Bulletin]) -> list[Piece]:
    """Bulletins as the pure functions take them."""
    return [
        replace(
            piece(row.rendition, row.priority, [one.receiver for one in _airings(row)]),
            key=row.pk, position=row.position,
        )
        for row in rows
    ]  # fmt: skip


def piece(sound: Rendition, priority: str, receivers: Sequence[Receiver]) -> Piece:
    """A bulletin that is not placed yet: behind all others of its level."""
    inner = whole_seconds(sound.inner_milliseconds) if is_inner_approved(sound) else 0
    return Piece(
        key=0, seconds=whole_seconds(sound.milliseconds), priority=priority, position=LAST,
        is_synthetic=sound.is_synthetic, inner_seconds=inner,
        receivers=frozenset(receiver.pk for receiver in receivers),
    )  # fmt: skip


def _airings(row: Bulletin) -> Sequence[Broadcast]:
    return list(row.broadcasts.filter(state__in=STANDING).select_related("receiver"))

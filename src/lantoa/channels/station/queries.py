"""Reads of the station."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from lantoa.channels.station.loudness import SILENT, Band, decibels
from lantoa.channels.station.models import (
    BreakInAiring,
    Broadcast,
    Bulletin,
    KitAiring,
    Programme,
    RelayAiring,
    Zone,
)
from lantoa.channels.station.reading_slots import bands_of, slots
from lantoa.channels.station.special_days import holding
from lantoa.channels.station.terms import CONTACT, STANDING, BroadcastState, KitSide
from lantoa.channels.station.timetable import (
    Airtime,
    Slot,
    airtimes,
    around,
    conflicts,
    near,
    skipped,
)
from lantoa.core.clock import local
from lantoa.receiver.messages import SILENT as SILENCE
from lantoa.receiver.messages import VolumeLimit
from lantoa.receiver.messages.settings import MOST_LIMITS
from lantoa.receiver.quiet import QuietHours
from lantoa.registry.models import Hamlet, Receiver
from lantoa.registry.terms import ReceiverState


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a day: a bulletin, or a slot that has none (`bulletin` None). `note`: what is
    particular to this day."""

    at: datetime
    seconds: int
    zone: str
    item: str
    priority: str
    conflicts: tuple[str, ...]
    slot: Slot
    bulletin: Bulletin | None = None
    note: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.at + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Contact:
    """One receiver as a screen shows it. `is_known`: it was heard within the last minutes."""

    receiver: Receiver
    cluster: str
    hamlet: str
    state: str
    last_at: datetime | None
    is_known: bool
    playing: str
    proofs_pending: int
    last_played_at: datetime | None


def active_zones() -> QuerySet[Zone]:
    """Zones that take bulletins: in use, with a cluster and a slot."""
    return Zone.objects.filter(
        is_active=True, clusters__is_active=True, slots__is_active=True
    ).distinct()


def receivers_of(zone: Zone) -> list[Receiver]:
    """Enrolled receivers of a zone's clusters."""
    return list(
        Receiver.objects.filter(
            cluster__zones=zone, cluster__is_active=True, state=ReceiverState.ENROLLED
        ).select_related("cluster")
    )


def quiet_of(receiver: Receiver) -> QuietHours:
    """The closed hours of a receiver: those of any of its zones that has some."""
    for zone in receiver.cluster.zones.all():
        if zone.quiet_from is not None:
            return zone.quiet
    return QuietHours.read("", "")


def limits_of(receiver: Receiver) -> tuple[VolumeLimit, ...]:
    """The volume limits by hour that a receiver keeps by itself, in a fixed order."""
    found = {_limit(band) for band in bands_of(receiver.cluster)}
    return tuple(sorted(found, key=lambda limit: (limit.begin, limit.end, limit.most_db)))[
        :MOST_LIMITS
    ]


def _limit(band: Band) -> VolumeLimit:
    days = "".join(str(day + 1) for day in sorted(band.weekdays))
    most_db = SILENCE if band.level == SILENT else decibels(band.level)
    return VolumeLimit(f"{band.start:%H:%M}", f"{band.end:%H:%M}", most_db, days)


def day_lines(
    day: date, *, zones: Sequence[int] | None = None, kept: Sequence[Slot] | None = None
) -> list[Line]:
    """What sounds on a day, where, and what stands against it. `kept`: slots read before."""
    kept = slots() if kept is None else kept
    everything, own = around(kept, day), airtimes(kept, day)
    held = _bulletins(day)
    lines = [
        line
        for airtime in own
        if zones is None or airtime.slot.zone_id in zones
        for line in _lines(
            airtime, held.get((airtime.slot.id, airtime.starts_at), []), everything, own
        )
    ]
    return sorted(lines, key=lambda line: (line.at, line.zone))


def day_notes(day: date) -> list[str]:
    """What is particular to a day: its profiles, and the slots that stay silent, with why."""
    kept = slots()
    found = {one.words(day): None for slot in kept for one in holding(slot.profiles, day)}
    for slot, why in skipped(kept, day):
        if why not in found:
            found[f"{slot.name} ({slot.zone}) không phát: {why}"] = None
    return list(found)


def on_air(now: datetime) -> list[Bulletin]:
    """Bulletins that sound at this moment, by order and not yet proven to have ended."""
    return list(
        _current().filter(broadcasts__starts_at__lte=now, broadcasts__ends_at__gt=now).distinct()
    )


def next_broadcasts(now: datetime, *, most: int = 3) -> list[Bulletin]:
    """The next bulletins of the day and after."""
    return list(
        _current().filter(broadcasts__starts_at__gt=now).distinct().order_by("starts_at")[:most]
    )


def next_airtimes(now: datetime, *, most: int = 2, days: int = 2) -> list[Airtime]:
    """The next slots, filled or not, of so many days from today on."""
    today = local(now).date()
    kept = slots()
    found: list[Airtime] = []
    for step in range(days):
        if len(found) >= most:
            break
        coming = airtimes(kept, today + timedelta(days=step))
        found += [item for item in coming if item.starts_at > now]
    return found[:most]


def failures(since: datetime) -> QuerySet[Broadcast]:
    """What did not sound as planned, and what nobody knows, newest first."""
    return (
        Broadcast.objects.filter(
            starts_at__gte=since,
            state__in=(BroadcastState.FAILED, BroadcastState.PARTIAL, BroadcastState.UNKNOWN),
        )
        .select_related("bulletin", "receiver__cluster")
        .order_by("-starts_at")
    )


def receivers_overview(now: datetime) -> list[Contact]:
    """Every receiver with its last contact; out of contact is unknown, not broken."""
    rows = Receiver.objects.select_related("cluster__hamlet").order_by("cluster__name")
    return [_contact(row, now) for row in rows]


def hamlet_contacts(hamlet: Hamlet, now: datetime) -> list[Contact]:
    """The receivers that this hamlet hears."""
    rows = Receiver.objects.filter(cluster__hears=hamlet).select_related("cluster__hamlet")
    return [_contact(row, now) for row in rows.order_by("cluster__name")]


def last_programmes(now: datetime, *, most: int = 3) -> list[Programme]:
    """Programmes of which something sounded, newest first, to listen again."""
    return list(
        Programme.objects.filter(
            starts_at__lt=now, bulletins__broadcasts__state=BroadcastState.PLAYED,
            bulletins__article__live=True,
        )
        .distinct()
        .order_by("-starts_at")
        .prefetch_related("bulletins__article", "bulletins__rendition")[:most]
    )  # fmt: skip


def is_ordered_for(receiver: Receiver, sha256: str, *, now: datetime) -> bool:
    """May this receiver fetch this sound: was it ordered to play it, now or lately?"""
    plain = Q(bulletin__rendition__sha256=sha256, bulletin__is_inner=False)
    inner = Q(bulletin__rendition__inner_sha256=sha256, bulletin__is_inner=True)
    ordered = {"receiver": receiver, "order_number__isnull": False}
    lately = now - timedelta(days=8)
    bulletins = Broadcast.objects.filter(plain | inner, ends_at__gt=lately, **ordered)
    opening = Q(kit__opening_sha256=sha256, side=KitSide.OPENING)
    closing = Q(kit__closing_sha256=sha256, side=KitSide.CLOSING)
    framing = KitAiring.objects.filter(opening | closing, starts_at__gt=lately, **ordered)
    breaking = BreakInAiring.objects.filter(
        receiver=receiver, break_in__sha256=sha256, break_in__hard_end_at__gt=lately
    )
    standing_in = RelayAiring.objects.filter(
        slot__relay__fallback__renditions__sha256=sha256, starts_at__gt=lately, **ordered
    )
    return any(
        rows.exclude(state=BroadcastState.WITHDRAWN).exists()
        for rows in (breaking, bulletins, framing, standing_in)  # the most urgent first
    )


def _current() -> QuerySet[Bulletin]:
    return Bulletin.objects.filter(
        broadcasts__state__in=(BroadcastState.PLANNED, BroadcastState.ORDERED)
    ).select_related("programme__zone", "programme__slot", "article")


def _contact(row: Receiver, now: datetime) -> Contact:
    beat = row.last_beat
    played = (
        row.broadcasts.filter(airtime_seconds__gt=0)
        .order_by("-played_at")
        .values_list("played_at", flat=True)
        .first()
    )
    fresh = row.last_beat_at is not None and now - row.last_beat_at < CONTACT
    return Contact(
        receiver=row, cluster=row.cluster.name, hamlet=row.cluster.hamlet.name, state=row.state,
        last_at=row.last_beat_at, is_known=fresh and beat.get("state") == "alive",
        playing=str(beat.get("playing", "")), proofs_pending=int(beat.get("proofs_pending", 0)),
        last_played_at=played,
    )  # fmt: skip


def _bulletins(day: date) -> dict[tuple[int, datetime], list[Bulletin]]:
    held: dict[tuple[int, datetime], list[Bulletin]] = {}
    rows = (
        Bulletin.objects.filter(starts_at__date=day, broadcasts__state__in=STANDING)
        .select_related("programme", "rendition", "article")
        .distinct()
        .order_by("starts_at")
    )
    for row in rows:
        held.setdefault((row.programme.slot_id, local(row.programme.starts_at)), []).append(row)
    return held


def _lines(
    airtime: Airtime, held: list[Bulletin], others: list[Airtime], same_day: list[Airtime]
) -> list[Line]:
    slot, note = airtime.slot, airtime.note
    content = sum(row.seconds for row in held)
    against = tuple(
        conflicts(airtime, near(airtime, others), content_seconds=content, same_day=same_day)
    )
    if not held:
        return [
            Line(
                airtime.starts_at,
                slot.seconds,
                slot.zone,
                slot.name,
                "ordinary",
                against,
                slot,
                None,
                note,
            )
        ]
    return [
        Line(
            local(row.starts_at), row.seconds, slot.zone, row.title, row.priority, against, slot,
            row, note,
        )
        for row in held
    ]  # fmt: skip

"""From rows to the values that the pure timetable takes: slots with their days and hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from django.db.models import Prefetch, QuerySet

from lantoa.channels.station.loudness import LOUDEST, Band
from lantoa.channels.station.models import (
    DayProfile,
    QuietPlace,
    SlotChange,
    TimeSlot,
    Zone,
)
from lantoa.channels.station.special_days import Profile
from lantoa.channels.station.terms import (
    ChangeKind,
    ProfileDays,
    ProfileEffect,
    ProfileKind,
    SlotKind,
    SlotStart,
)
from lantoa.channels.station.timetable import Change, Slot
from lantoa.registry.models import SpeakerCluster
from lantoa.vietnamese.moments import clock_time

WORKING_WEEK, WHOLE_WEEK = frozenset(range(5)), frozenset(range(7))
MIDNIGHT = time(0)


def slots(zone: Zone | None = None) -> list[Slot]:
    """Every slot in use, of one zone or of all."""
    rows = TimeSlot.objects.filter(is_active=True, zone__is_active=True)
    if zone is not None:
        rows = rows.filter(zone=zone)
    return as_slots(rows)


def as_slots(rows: QuerySet[TimeSlot]) -> list[Slot]:
    """Rows as the pure functions take them; few queries, however many rows."""
    profiles, places = _profiles(), _quiet_places()
    wanted = rows.select_related("zone").prefetch_related(
        "zone__clusters", "zone__volume_hours", "changes"
    )
    return [_slot(row, profiles, places) for row in wanted]


def as_slot(row: TimeSlot) -> Slot:
    """One row, also one that is not in the database as it stands."""
    return _slot(row, _profiles(), _quiet_places())


def _slot(
    row: TimeSlot, profiles: Sequence[tuple[Profile, frozenset[int]]], places: Sequence[Band]
) -> Slot:
    clusters = frozenset(cluster.pk for cluster in row.zone.clusters.all() if cluster.is_active)
    return Slot(
        id=row.pk, name=row.name, zone_id=row.zone_id, zone=row.zone.name, rule=row.rule,
        at=row.at, seconds=row.seconds, starts_on=row.starts_on, ends_on=row.ends_on,
        clusters=clusters, quiet=row.zone.quiet, kind=SlotKind(row.kind),
        start=SlotStart(row.start), source=row.source_id, profile=row.profile_id,
        profiles=tuple(one for one, zones in profiles if not zones or row.zone_id in zones),
        changes=tuple(_change(one) for one in row.changes.all()) if row.pk else (),
        limits=row.zone.limits, bands=(*zone_bands(row.zone), *_near(places, clusters)),
    )  # fmt: skip


def zone_bands(zone: Zone) -> list[Band]:
    """How loud a zone is by its own settings."""
    whole = [Band(MIDNIGHT, MIDNIGHT, zone.volume, f"mức chung của {zone.name}")]
    hours = [
        Band(
            row.start, row.end, row.level,
            f"âm lượng {clock_time(row.start)}–{clock_time(row.end)} của {zone.name}",
        )
        for row in zone.volume_hours.all()
    ] if zone.pk else []  # fmt: skip
    return [*(whole if zone.volume < LOUDEST else []), *hours]


def bands_of(cluster: SpeakerCluster) -> list[Band]:
    """How loud one cluster may be at an hour, by all its zones and the places beside it."""
    near = _near(_quiet_places(), frozenset([cluster.pk]))
    return [*(band for zone in cluster.zones.all() for band in zone_bands(zone)), *near]


def _change(row: SlotChange) -> Change:
    return Change(row.day, ChangeKind(row.kind), row.was_at, row.at, row.seconds, row.why)


def _profiles() -> list[tuple[Profile, frozenset[int]]]:
    rows = DayProfile.objects.filter(is_active=True).prefetch_related("zones")
    return [(as_profile(row), frozenset(zone.pk for zone in row.zones.all())) for row in rows]


def as_profile(row: DayProfile) -> Profile:
    """A profile as the pure functions take it."""
    return Profile(
        id=row.pk, name=row.name, rank=ProfileKind(row.kind).rank, days=ProfileDays(row.days),
        effect=ProfileEffect(row.effect), first=row.first, last=row.last, level=row.level,
    )  # fmt: skip


def _quiet_places() -> list[Band]:
    rows = QuietPlace.objects.filter(is_active=True).prefetch_related(Prefetch("clusters"))
    return [
        Band(
            row.start, row.end, row.level,
            f"gần {row.name}, {clock_time(row.start)}–{clock_time(row.end)}",
            WORKING_WEEK if row.weekdays_only else WHOLE_WEEK,
            frozenset(cluster.pk for cluster in row.clusters.all()),
        )
        for row in rows
    ]  # fmt: skip


def _near(places: Sequence[Band], clusters: frozenset[int]) -> list[Band]:
    return [band for band in places if band.clusters is None or band.clusters & clusters]

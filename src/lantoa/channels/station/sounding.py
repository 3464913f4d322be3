"""What sounds at this moment, as a screen names it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from lantoa.channels.station.models import BreakIn, Broadcast, KitAiring
from lantoa.channels.station.queries import on_air
from lantoa.channels.station.terms import KIT_LONGEST, STANDING
from lantoa.newsroom.alerts.checks import LONGEST_SECONDS
from lantoa.newsroom.terms import Priority

# An opening or closing is two parts at most.
LONGEST_ALERT = timedelta(seconds=LONGEST_SECONDS)
LONGEST_KIT = timedelta(seconds=2 * max(KIT_LONGEST.values()))


@dataclass(frozen=True, slots=True)
class Sounding:
    """A bulletin, or the station's kit around one."""

    title: str
    zone: str
    starts_at: datetime
    ends_at: datetime
    is_emergency: bool = False


def sounding(now: datetime) -> list[Sounding]:
    """Everything that sounds now, the earliest first; each once, however many receivers play it."""
    found = [
        Sounding(
            row.title, row.programme.zone.name, row.starts_at,
            row.starts_at + timedelta(seconds=row.seconds), row.priority == Priority.EMERGENCY,
        )
        for row in on_air(now)
    ]  # fmt: skip
    return sorted([*found, *_framing(now), *_alerts(now)], key=lambda each: each.starts_at)


def _framing(now: datetime) -> list[Sounding]:
    """Openings and closings. The hour until which it sounds is that of its whole programme."""
    began = KitAiring.objects.filter(
        starts_at__gt=now - LONGEST_KIT, starts_at__lte=now, state__in=STANDING
    ).select_related("programme__zone", "programme__slot")
    rows = {(row.programme_id, row.side): row for row in began if row.hard_end_at > now}
    return [
        Sounding(
            f"{row.get_side_display().capitalize()}: {row.programme.slot.name}",
            row.programme.zone.name, row.starts_at, max(row.ends_at, _last(row)),
        )
        for row in rows.values()
    ]  # fmt: skip


def _alerts(now: datetime) -> list[Sounding]:
    """Alerts that sound. The hour is that of this run: it may be repeated."""
    rows = BreakIn.objects.filter(
        starts_at__gt=now - LONGEST_ALERT, starts_at__lte=now, withdrawn_at=None
    ).prefetch_related("groups__zone", "groups__hamlet")
    return [
        Sounding(
            row.title, ", ".join(str(group) for group in row.groups.all()), row.starts_at,
            row.starts_at + timedelta(seconds=row.seconds), True,
        )
        for row in rows
        if row.starts_at + timedelta(seconds=row.seconds) > now
    ]  # fmt: skip


def _last(row: KitAiring) -> datetime:
    of_programme = Broadcast.objects.filter(
        bulletin__programme=row.programme_id, state__in=STANDING
    )
    ends_at: datetime | None = of_programme.aggregate(last=Max("ends_at"))["last"]
    return ends_at or row.ends_at

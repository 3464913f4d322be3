"""What a hamlet hears on a day, how loud, and what is particular to that day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lantoa.channels.station.loudness import LOUDEST
from lantoa.channels.station.models import Zone
from lantoa.channels.station.queries import Line, day_lines
from lantoa.channels.station.reading_slots import slots
from lantoa.channels.station.special_days import holding
from lantoa.channels.station.timetable import Slot, loudness, skipped
from lantoa.core.clock import ZONE, local
from lantoa.receiver.quiet import QuietHours
from lantoa.registry.models import Hamlet
from lantoa.vietnamese.moments import clock_time

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class HamletDay:
    """A day as a hamlet hears it. `special`: what is particular, and the slots that stay silent,
    with why; `clusters`: ids of those that it hears."""

    day: date
    lines: list[Line]
    special: list[str]
    clusters: frozenset[int]
    quiet: QuietHours | None


def hamlet_days(hamlet: Hamlet, days: Sequence[date]) -> list[HamletDay]:
    """What a hamlet hears on some days."""
    zones = list(Zone.objects.filter(is_active=True, clusters__hears=hamlet).distinct())
    clusters = frozenset(hamlet.heard_from.filter(is_active=True).values_list("pk", flat=True))
    wanted = [zone.pk for zone in zones]
    kept = slots()
    own = [slot for slot in kept if slot.zone_id in wanted]
    quiet = next((zone.quiet for zone in zones if zone.quiet_from is not None), None)
    return [
        HamletDay(
            day, day_lines(day, zones=wanted, kept=kept) if own else [], _special(own, day),
            clusters, quiet,
        )
        for day in days
    ]  # fmt: skip


def _special(own: Sequence[Slot], day: date) -> list[str]:
    found = {one.words(day): None for slot in own for one in holding(slot.profiles, day)}
    for slot, why in skipped(own, day):
        if why not in found:
            found[f"{slot.name} {clock_time(slot.at)} không phát: {why}"] = None
    return list(found)


@dataclass(frozen=True, slots=True)
class Loud:
    """From minute to minute of the day at one level of ten; None: hours without broadcasting."""

    start: int
    end: int
    level: int | None

    @property
    def width(self) -> int:
        return max(8, self.end - self.start)

    @property
    def height(self) -> int:
        """Of a bar in a strip of a hundred."""
        return max(3, 10 * (self.level or 0))

    @property
    def top(self) -> int:
        return 100 - self.height

    @property
    def words(self) -> str:
        if self.level is None:
            return "không phát"
        return f"mức {self.level} trên {LOUDEST}" if self.level else "loa im"

    @property
    def span(self) -> str:
        return f"{_clock(self.start)}–{_clock(self.end)}"


def loud_hours(day: HamletDay) -> list[Loud]:
    """When the hamlet's clusters sound on a day, and how loud the loudest of them is; touching
    airtimes of one level are one."""
    found: list[Loud] = []
    for line in sorted(day.lines, key=lambda one: one.at):
        begin = _minute(line.at, day.day)
        end = min(DAY_MINUTES, begin + -(-line.seconds // 60))
        heard = day.clusters & line.slot.clusters
        levels = [loudness(line.slot, one, line.at, line.ends_at)[0] for one in heard]
        of_ten = max(levels, default=0)
        last = found[-1] if found else None
        if last is not None and last.level == of_ten and begin - last.end <= 1:
            found[-1] = Loud(last.start, max(last.end, end), of_ten)
        else:
            found.append(Loud(begin, end, of_ten))
    return found


def closed_hours(quiet: QuietHours | None) -> list[Loud]:
    """The hours without broadcasting of a day, cut at midnight."""
    if quiet is None or quiet.start == quiet.end:
        return []
    start = quiet.start.hour * 60 + quiet.start.minute
    end = quiet.end.hour * 60 + quiet.end.minute
    if start < end:
        return [Loud(start, end, None)]
    parts = (Loud(0, end, None), Loud(start, DAY_MINUTES, None))
    return [one for one in parts if one.end > one.start]


def next_dates(now: datetime, count: int) -> list[date]:
    """Tomorrow and the days after."""
    return [local(now).date() + timedelta(days=step) for step in range(1, count + 1)]


def silent_words(line: Line, heard: Iterable[int]) -> str:
    """Why none of the hamlet's clusters sounds then; empty: some do."""
    own = [one for one in heard if one in line.slot.clusters]
    told = [loudness(line.slot, one, line.at, line.ends_at) for one in own]
    return told[0][1] if told and all(of_ten == 0 for of_ten, _ in told) else ""


def _minute(moment: datetime, day: date) -> int:
    begin = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    return max(0, int((moment - begin).total_seconds() // 60))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"

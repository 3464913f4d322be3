"""Rules → a day's airtimes with every conflict, by pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lantoa.channels.station.rules import starts
from lantoa.receiver.quiet import QuietHours
from lantoa.vietnamese.moments import clock_time, duration

LONGEST = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot as the rules need it. `clusters`: ids of the loudspeaker clusters that sound."""

    id: int
    name: str
    zone_id: int
    zone: str
    rule: str
    at: time
    seconds: int
    starts_on: date
    ends_on: date | None
    clusters: frozenset[int]
    quiet: QuietHours


@dataclass(frozen=True, slots=True)
class Airtime:
    """One occurrence of a slot."""

    slot: Slot
    starts_at: datetime

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(seconds=self.slot.seconds)


def airtimes(slots: Iterable[Slot], day: date) -> list[Airtime]:
    """Every occurrence of the slots on one day, earliest first."""
    found = [
        Airtime(slot, moment)
        for slot in slots
        if slot.ends_on is None or day <= slot.ends_on
        for moment in starts(slot.rule, at=slot.at, starts_on=slot.starts_on, day=day)
    ]
    return sorted(found, key=lambda item: (item.starts_at, item.slot.zone, item.slot.id))


def around(slots: Iterable[Slot], day: date) -> list[Airtime]:
    """The airtimes of a day and of the days beside it: what may reach over midnight."""
    kept = list(slots)
    return [item for step in (-1, 0, 1) for item in airtimes(kept, day + timedelta(days=step))]


def near(airtime: Airtime, others: Sequence[Airtime]) -> Sequence[Airtime]:
    """Of airtimes in the order of time those that could still sound at the same time."""
    first = bisect_left(others, airtime.starts_at - LONGEST, key=lambda item: item.starts_at)
    last = bisect_left(others, airtime.ends_at, key=lambda item: item.starts_at)
    return others[first:last]


def is_quiet(quiet: QuietHours, starts_at: datetime, ends_at: datetime) -> bool:
    """Does any second from `starts_at` up to `ends_at` lie in the hours without broadcasting?"""
    if quiet.covers(starts_at):
        return True
    begin = quiet.next_start(starts_at)
    return begin is not None and begin < ends_at


def conflicts(
    airtime: Airtime, others: Iterable[Airtime], *, content_seconds: int = 0
) -> list[str]:
    """Everything that stands against this airtime, named in Vietnamese; empty: nothing."""
    found = []
    if is_quiet(airtime.slot.quiet, airtime.starts_at, airtime.ends_at):
        found.append(quiet_words(airtime))
    over = content_seconds - airtime.slot.seconds
    if over > 0:
        found.append(f"Nội dung dài {duration(content_seconds)}, quá khung giờ {duration(over)}.")
    found.extend(overlap_words(airtime, other) for other in others if overlaps(airtime, other))
    return found


def overlaps(one: Airtime, other: Airtime) -> bool:
    """Would one cluster have to sound two things at once?"""
    if one == other or not one.slot.clusters & other.slot.clusters:
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def quiet_words(airtime: Airtime) -> str:
    quiet = airtime.slot.quiet
    return (
        f"{clock_time(airtime.starts_at)}–{clock_time(airtime.ends_at)} nằm trong khung giờ "
        f"không phát {clock_time(quiet.start)}–{clock_time(quiet.end)} của {airtime.slot.zone}."
    )


def overlap_words(one: Airtime, other: Airtime) -> str:
    by = min(one.ends_at, other.ends_at) - max(one.starts_at, other.starts_at)
    return (
        f"Trùng {duration(by.total_seconds())} với «{other.slot.name}» ({other.slot.zone}, "
        f"{clock_time(other.starts_at)}–{clock_time(other.ends_at)})."
    )

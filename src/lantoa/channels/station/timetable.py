"""Rules → a day's airtimes with every conflict, by pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from lantoa.channels.station.limits import NONE, Limits, limit_words
from lantoa.channels.station.loudness import SILENT, Band, level
from lantoa.channels.station.rules import starts
from lantoa.channels.station.special_days import Profile, holding, is_silent, sounds_on
from lantoa.channels.station.terms import ChangeKind, SlotKind, SlotStart
from lantoa.core.clock import ZONE, local
from lantoa.receiver.quiet import QuietHours
from lantoa.vietnamese.moments import clock_time, duration

LONGEST = timedelta(hours=4)
# So much later than its hour a slot may begin that waits for the one before.
WAITS_MOST = timedelta(minutes=15)
AFTER_WORDS = "bắt đầu khi mục trước phát xong"


@dataclass(frozen=True, slots=True)
class Change:
    """One day that differs. `was_at`: which occurrence of the day, None for all of them; `at` and
    `seconds`: the new ones."""

    day: date
    kind: ChangeKind
    was_at: time | None = None
    at: time | None = None
    seconds: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot as the rules need it. `clusters`: ids of the loudspeaker clusters that sound;
    `profile`: whose own slot it is, among the `profiles` of its zone; `source`: the slot that a
    repeat sounds again; `bands`: how loud, when."""

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
    kind: SlotKind = SlotKind.OWN
    start: SlotStart = SlotStart.HARD
    source: int | None = None
    profile: int | None = None
    profiles: tuple[Profile, ...] = ()
    changes: tuple[Change, ...] = ()
    limits: Limits = NONE
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Airtime:
    """One occurrence of a slot. `planned_at`: when the rule alone lets it begin, None for one that
    was added; `note`: what is particular to this day."""

    slot: Slot
    starts_at: datetime
    planned_at: datetime | None = None
    note: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(seconds=self.slot.seconds)


def airtimes(slots: Iterable[Slot], day: date) -> list[Airtime]:
    """Every occurrence of the slots on one day, earliest first. Slots that begin after the one
    before need all slots of their clusters here."""
    found = [item for slot in slots for item in _occurrences(slot, day)]
    return sorted(_settled(found) if any(map(_waits, found)) else found, key=_order)


def skipped(slots: Iterable[Slot], day: date) -> list[tuple[Slot, str]]:
    """Slots that the rule would let sound on this day and that do not, each with why."""
    found = []
    for slot in slots:
        if slot.profile is not None or not _moments(slot, day):
            continue
        held = holding(slot.profiles, day)
        if not sounds_on(None, slot.profiles, day):
            found.append((slot, held[0].words(day)))
        else:
            found += [
                (slot, change.why or str(ChangeKind.SKIP.label))
                for change in slot.changes
                if change.day == day and change.kind == ChangeKind.SKIP
            ]
    return found


def loudness(slot: Slot, cluster: int, starts_at: datetime, ends_at: datetime) -> tuple[int, str]:
    """How loud one cluster sounds then, of ten, and why not louder; 0: not at all."""
    found, why = level(slot.bands, cluster, starts_at, ends_at)
    for profile in holding(slot.profiles, local(starts_at).date()):
        if profile.level is not None and profile.level < found:
            found, why = profile.level, profile.name
    return found, why


def hushed(airtime: Airtime) -> dict[int, str]:
    """The clusters that stay silent in this airtime, with why: a school, a clinic, the hour."""
    told = {
        cluster: loudness(airtime.slot, cluster, airtime.starts_at, airtime.ends_at)
        for cluster in airtime.slot.clusters
    }
    return {cluster: why for cluster, (of_ten, why) in told.items() if of_ten == SILENT}


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
    airtime: Airtime,
    others: Iterable[Airtime],
    *,
    content_seconds: int = 0,
    same_day: Iterable[Airtime] = (),
) -> list[str]:
    """Everything that stands against this airtime, named in Vietnamese; empty: nothing.
    `same_day`: every airtime of its day, for the limits of sessions and days."""
    found = []
    if is_quiet(airtime.slot.quiet, airtime.starts_at, airtime.ends_at):
        found.append(quiet_words(airtime))
    over = content_seconds - airtime.slot.seconds
    if over > 0:
        found.append(f"Nội dung dài {duration(content_seconds)}, quá khung giờ {duration(over)}.")
    found.extend(overlap_words(airtime, other) for other in others if overlaps(airtime, other))
    return found + beyond_limits(airtime, same_day)


def beyond_limits(airtime: Airtime, same_day: Iterable[Airtime]) -> list[str]:
    """Which limits of its zone this airtime breaks on any of its clusters."""
    slot, day = airtime.slot, local(airtime.starts_at).date()
    if slot.limits.is_open:
        return []
    own = [item for item in same_day if local(item.starts_at).date() == day]
    heard = {
        tuple(item for item in own if cluster in item.slot.clusters) for cluster in slot.clusters
    }
    found: dict[str, None] = {}
    for items in heard:
        found.update(dict.fromkeys(limit_words(slot.limits, airtime, items, slot.zone)))
    return list(found)


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


def _order(item: Airtime) -> tuple[datetime, str, int]:
    return (item.starts_at, item.slot.zone, item.slot.id)


def _moments(slot: Slot, day: date) -> tuple[datetime, ...]:
    if slot.ends_on is not None and day > slot.ends_on:
        return ()
    return starts(slot.rule, at=slot.at, starts_on=slot.starts_on, day=day)


def _occurrences(slot: Slot, day: date) -> list[Airtime]:
    if is_silent(slot.profiles, day):
        return []
    moments = _moments(slot, day) if sounds_on(slot.profile, slot.profiles, day) else ()
    today = [change for change in slot.changes if change.day == day]
    if not today:
        return [Airtime(slot, moment, moment) for moment in moments]
    found = [item for moment in moments for item in _changed(slot, moment, today)]
    for change in today:
        if change.kind == ChangeKind.ADD and change.at is not None:
            begin = datetime.combine(day, change.at, ZONE)
            found.append(Airtime(_as_long(slot, change), begin, None, _note(change)))
    return found


def _changed(slot: Slot, moment: datetime, today: Sequence[Change]) -> list[Airtime]:
    clock = moment.timetz().replace(tzinfo=None)
    of_this = [
        change
        for change in today
        if change.kind != ChangeKind.ADD and change.was_at in (None, clock)
    ]
    if not of_this:
        return [Airtime(slot, moment, moment)]
    change = max(of_this, key=lambda one: one.was_at is not None)
    if change.kind == ChangeKind.SKIP or change.at is None:
        return []
    begin = datetime.combine(moment.date(), change.at, ZONE)
    return [Airtime(_as_long(slot, change), begin, moment, _note(change))]


def _as_long(slot: Slot, change: Change) -> Slot:
    return replace(slot, seconds=change.seconds) if change.seconds else slot


def _note(change: Change) -> str:
    label = str(change.kind.label)
    return f"{label}: {change.why}" if change.why else label


def _waits(item: Airtime) -> bool:
    return item.slot.start == SlotStart.AFTER


def _settled(items: Sequence[Airtime]) -> list[Airtime]:
    """Lets what waits for the one before begin when that has ended, if it is not too late."""
    found: list[Airtime] = []
    for item in sorted(
        items, key=lambda one: (one.starts_at, one.slot.start == SlotStart.AFTER, one.slot.id)
    ):
        found.append(_after(item, found) if item.slot.start == SlotStart.AFTER else item)
    return found


def _after(item: Airtime, before: Sequence[Airtime]) -> Airtime:
    moment = item.starts_at
    for other in sorted(before, key=lambda one: one.ends_at):
        beside = other.slot.clusters & item.slot.clusters
        if beside and other.starts_at <= moment < other.ends_at:
            moment = other.ends_at
    if moment == item.starts_at or moment - item.starts_at > WAITS_MOST:
        return item
    return replace(item, starts_at=moment, note=item.note or AFTER_WORDS)

"""Lịch phát sóng: a week of one zone, as a grid and as a list of the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from lantoa.channels.station.models import Broadcast, Zone
from lantoa.channels.station.reading_slots import slots
from lantoa.channels.station.rules import describe
from lantoa.channels.station.special_days import holding
from lantoa.channels.station.terms import BroadcastState, SlotKind
from lantoa.channels.station.timetable import (
    Airtime,
    Slot,
    airtimes,
    conflicts,
    hushed,
    near,
    skipped,
)
from lantoa.core.clock import local
from lantoa.desk.station.folding import Folding, Strip, fold
from lantoa.desk.station.programme import airtime_key
from lantoa.vietnamese.moments import clock_time, day_month, duration, weekday

# A slot that comes more often than this a day is said in one line, not drawn.
MANY = 3
LEAST_PX = 26
WRONG = (BroadcastState.FAILED, BroadcastState.PARTIAL, BroadcastState.UNKNOWN)
KINDS = {SlotKind.OWN: "own", SlotKind.RELAY: "relay", SlotKind.REPEAT: "repeat"}


@dataclass(frozen=True)
class Block:
    """One airtime. `top` and `height` in pixels; `sign`: failed or empty; `clash`: what stands
    against it; `may`: it can still be changed."""

    key: str
    name: str
    kind: str
    kind_words: str
    span: str
    at: str
    day: str
    minutes: int
    top: int
    height: int
    note: str
    silent: str
    clash: tuple[str, ...]
    failed: str
    may: bool


@dataclass(frozen=True)
class Day:
    """One day. `special`: what is particular; `left_out`: slots that do not sound, and why."""

    day: date
    name: str
    is_today: bool
    is_over: bool
    special: str
    left_out: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Week:
    """The whole screen. `now`: pixels of the line of now, None in other weeks."""

    zone: Zone
    monday: date
    words: str
    days: tuple[Day, ...]
    strips: tuple[Strip, ...]
    height: int
    often: tuple[str, ...]
    clashes: tuple[tuple[str, Block], ...]
    closed: str
    now: int | None

    @property
    def before(self) -> date:
        return self.monday - timedelta(days=7)

    @property
    def after(self) -> date:
        return self.monday + timedelta(days=7)

    @property
    def is_empty(self) -> bool:
        return not any(day.blocks for day in self.days) and not self.often


def week_of(zone: Zone, day: date, now: datetime) -> Week:
    """The week in which a day lies, as the clusters of a zone sound it."""
    monday = day - timedelta(days=day.weekday())
    clusters = frozenset(zone.clusters.values_list("pk", flat=True))
    everything = slots()
    kept = [slot for slot in everything if slot.zone_id == zone.pk or slot.clusters & clusters]
    dates = [monday + timedelta(days=step) for step in range(7)]
    found = {one: airtimes(everything, one) for one in dates}
    drawn = {one: _rare([item for item in found[one] if item.slot in kept]) for one in dates}
    quiet = zone.quiet
    closed = None if quiet.start == quiet.end else (quiet.start, quiet.end)
    folding = fold((_span(item) for items in drawn.values() for item in items), closed)
    failed = _failed(drawn)
    days = tuple(_day(one, drawn[one], found, kept, folding, failed, now) for one in dates)
    clashes = [(day.name, block) for day in days for block in day.blocks if block.clash]
    here = local(now)
    return Week(
        zone=zone, monday=monday, days=days, strips=folding.strips, height=folding.height,
        words=f"Tuần {day_month(monday)}–{day_month(dates[-1])}/{dates[-1].year}",
        often=tuple(_often(kept, found)), clashes=tuple(clashes),
        closed=f"{clock_time(quiet.start)}–{clock_time(quiet.end)}" if closed else "",
        now=folding.y(here.hour * 60 + here.minute) if here.date() in dates else None,
    )  # fmt: skip


def _day(
    day: date, items: Sequence[Airtime], found: dict[date, list[Airtime]], kept: Sequence[Slot],
    folding: Folding, failed: dict[tuple[int, datetime], str], now: datetime,
) -> Day:  # fmt: skip
    beside = [
        item
        for step in (-1, 0, 1)
        for item in found.get(day + timedelta(days=step), [])
    ]  # fmt: skip
    special = {profile.words(day): None for slot in kept for profile in holding(slot.profiles, day)}
    left = [
        f"{slot.name} {clock_time(slot.at)}" + ("" if why in special else f": {why}")
        for slot, why in skipped(kept, day)
    ]
    today = local(now).date()
    return Day(
        day=day, name=f"{weekday(day)} {day_month(day)}", is_today=day == today,
        is_over=day < today, special="; ".join(special), left_out=tuple(left),
        blocks=tuple(_block(item, found[day], beside, folding, failed, now) for item in items),
    )  # fmt: skip


def _block(
    item: Airtime, same_day: Sequence[Airtime], beside: Sequence[Airtime], folding: Folding,
    failed: dict[tuple[int, datetime], str], now: datetime,
) -> Block:  # fmt: skip
    begin, end = _span(item)
    top = folding.y(begin)
    silent = hushed(item)
    words = conflicts(item, near(item, beside), same_day=same_day)
    is_over = item.starts_at <= now
    return Block(
        key=airtime_key(item), name=item.slot.name, kind=KINDS[item.slot.kind],
        kind_words=str(item.slot.kind.label), at=clock_time(item.starts_at),
        span=f"{clock_time(item.starts_at)}–{clock_time(item.ends_at)}",
        day=local(item.starts_at).date().isoformat(), minutes=round(item.slot.seconds / 60),
        top=top, height=max(LEAST_PX, folding.y(end) - top - 2), note=item.note,
        silent=f"{len(silent)} cụm loa im: {next(iter(silent.values()))}" if silent else "",
        clash=() if is_over else tuple(words),
        failed=failed.get((item.slot.id, item.starts_at), ""), may=not is_over,
    )  # fmt: skip


def _span(item: Airtime) -> tuple[float, float]:
    begin = local(item.starts_at)
    first = begin.hour * 60 + begin.minute
    return first, min(24 * 60, first + item.slot.seconds / 60)


def _rare(items: Sequence[Airtime]) -> list[Airtime]:
    counts = Counter(item.slot.id for item in items)
    return [item for item in items if counts[item.slot.id] <= MANY]


def _often(kept: Sequence[Slot], found: dict[date, list[Airtime]]) -> list[str]:
    most: Counter[int] = Counter()
    for items in found.values():
        for pk, count in Counter(item.slot.id for item in items).items():
            most[pk] = max(most[pk], count)
    return [
        f"{slot.name}: {describe(slot.rule)}, mỗi lần {duration(slot.seconds)}"
        for slot in kept
        if most[slot.id] > MANY
    ]


def _failed(drawn: dict[date, list[Airtime]]) -> dict[tuple[int, datetime], str]:
    """«11 trên 12» of past programmes that were not heard everywhere."""
    days = list(drawn)
    rows = (
        Broadcast.objects.filter(
            bulletin__programme__starts_at__date__gte=days[0],
            bulletin__programme__starts_at__date__lte=days[-1], bulletin__is_filler=False,
        )
        .values_list("bulletin__programme__slot", "bulletin__programme__starts_at", "state",
                     "receiver")
        .annotate(total=Count("pk"))
    )  # fmt: skip
    told: dict[tuple[int, datetime], dict[int, bool]] = {}
    for slot, starts_at, state, receiver, _ in rows:
        heard = told.setdefault((slot, local(starts_at)), {})
        if state in (*WRONG, BroadcastState.PLAYED):
            heard[receiver] = heard.get(receiver, True) and state == BroadcastState.PLAYED
    return {
        key: f"{sum(heard.values())} trên {len(heard)}"
        for key, heard in told.items()
        if heard and not all(heard.values())
    }

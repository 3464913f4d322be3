"""What sounds now and next, and what sounded since the morning, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from lantoa.channels.station.models import Bulletin
from lantoa.channels.station.queries import next_airtimes, next_broadcasts
from lantoa.channels.station.sounding import Sounding, sounding
from lantoa.channels.station.timetable import Airtime
from lantoa.core.clock import local
from lantoa.indicators.counting.airtime import PROVED
from lantoa.ledger.queries import facts
from lantoa.ledger.terms import Proof
from lantoa.vietnamese import clock_time, duration, number

# A slot that comes more often than this in two days is no programme of the day.
OFTEN = 12


@dataclass(frozen=True)
class Light:
    """The on-air light: state `on_air`, `emergency` or `resting`, and the next hour."""

    state: str = "resting"
    until: str = ""
    next: str = ""


@dataclass(frozen=True)
class NextLine:
    """Something that comes on the air: hour, what, whether the slot is still empty."""

    at: str
    what: str
    is_hole: bool = False


@dataclass(frozen=True)
class Air:
    """The card of the station."""

    state: str
    span: str = ""
    title: str = ""
    where: str = ""
    next: tuple[NextLine, ...] = field(default_factory=tuple)


def light(*, now: datetime) -> Light:
    """Is anything sounding?"""
    heard = sounding(now)
    if heard:
        return Light(_state(heard), until=clock_time(max(each.ends_at for each in heard)))
    coming = next_broadcasts(now, most=1)
    return Light(next=clock_time(coming[0].starts_at) if coming else "")


def air(*, now: datetime) -> Air:
    """Now, next, and the first slot that nothing fills."""
    heard = sounding(now)
    coming = _coming(now)
    if not heard:
        return Air("resting", next=coming)
    first = heard[0]
    span = f"{clock_time(first.starts_at)}–{clock_time(max(each.ends_at for each in heard))}"
    return Air(_state(heard), span, first.title, first.zone, coming)


def so_far(*, now: datetime) -> str:
    """One sentence: what happened since the morning."""
    today = local(now).date()
    found = facts(
        kinds=("broadcast.played", "website.published", "post.published"), since=today, until=today
    )
    parts = []
    aired = [fact for fact in found if fact.kind == "broadcast.played"]
    played = [fact for fact in aired if fact.proof in PROVED]
    if played:
        items = {_item(fact.subjects) for fact in played}
        clusters = {c for fact in played for c in fact.subjects if c.startswith("cluster:")}
        seconds = sum(int(fact.payload.get("seconds", 0)) for fact in played)
        where = f" ở {len(clusters)} cụm loa" if clusters else ""
        parts.append(f"Đã phát {number(len(items))} bản tin{where}, {duration(seconds)}")
    by_hand = sum(int(f.payload.get("seconds", 0)) for f in aired if f.proof == Proof.LOGBOOK)
    if by_hand:
        parts.append(f"Ghi sổ thủ công {duration(by_hand)}")
    published = len(found) - len(aired)
    if published:
        parts.append(f"Đã đăng {number(published)} bài")
    return ". ".join(parts) + "." if parts else ""


def _state(heard: list[Sounding]) -> str:
    return "emergency" if any(each.is_emergency for each in heard) else "on_air"


def _coming(now: datetime) -> tuple[NextLine, ...]:
    """The next bulletins; before them the first slot that has none, where it comes sooner."""
    today = local(now).date()
    bulletins = next_broadcasts(now, most=100)
    lines = [
        (row.starts_at, NextLine(_at(row.starts_at, today), row.title)) for row in bulletins[:3]
    ]
    for one in _holes(now, bulletins)[:1]:
        words = f"{one.slot.name} chưa có bản tin"
        lines.append((one.starts_at, NextLine(_at(one.starts_at, today), words, is_hole=True)))
    return tuple(line for _, line in sorted(lines, key=lambda each: each[0])[:4])


def _holes(now: datetime, bulletins: list[Bulletin]) -> list[Airtime]:
    """Slots of today and tomorrow that nothing fills. A slot that comes round all day long is
    there to be tried, not to be filled."""
    filled = {(row.programme.slot_id, row.programme.starts_at) for row in bulletins}
    coming = next_airtimes(now, most=1000)
    often = Counter(one.slot.id for one in coming)
    return [
        one
        for one in coming
        if often[one.slot.id] <= OFTEN and (one.slot.id, one.starts_at) not in filled
    ]


def _at(moment: datetime, today: date) -> str:
    day = local(moment).date()
    tail = "" if day == today else " mai" if (day - today).days == 1 else f" {day.day}/{day.month}"
    return clock_time(moment) + tail


def _item(subjects: tuple[str, ...]) -> str:
    return next((code for code in subjects if code.startswith("article:")), "")

"""What a change of the timetable would break, found before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from lantoa.channels.station.models import DayProfile
from lantoa.channels.station.reading_slots import as_profile, slots
from lantoa.channels.station.terms import ProfileEffect
from lantoa.channels.station.timetable import Airtime, airtimes, conflicts, near
from lantoa.core.errors import Refused
from lantoa.vietnamese.moments import clock_time, date_long

# A rule is tried on so many days (a week of weekdays, a month's turn), and on so many days of
# every profile that replaces the timetable within a year.
TRIED_DAYS, PROFILE_DAYS, YEAR = 35, 8, 366
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Clash:
    """One airtime with what stands against it."""

    airtime: Airtime
    words: tuple[str, ...]

    def __str__(self) -> str:
        item = self.airtime
        when = f"{date_long(item.starts_at)}, {clock_time(item.starts_at)}"
        return f"{when}, «{item.slot.name}» ({item.slot.zone}): {' '.join(self.words)}"


def clashes(days: Iterable[date], *, of_slots: Iterable[int] | None = None) -> list[Clash]:
    """Everything that stands against the airtimes of some days (of some slots, or of all)."""
    kept, only = slots(), set(of_slots) if of_slots is not None else None
    seen: dict[date, list[Airtime]] = {}

    def on(day: date) -> list[Airtime]:
        if day not in seen:
            seen[day] = airtimes(kept, day)
        return seen[day]

    found = []
    for day in days:
        own = on(day)
        others = [*on(day - timedelta(days=1)), *own, *on(day + timedelta(days=1))]
        for item in own:
            if only is None or item.slot.id in only:
                words = conflicts(item, near(item, others), same_day=own)
                found += [Clash(item, tuple(words))] if words else []
    return found


def tried_days(first: date) -> list[date]:
    """The days on which a rule is tried from a day on."""
    days = {first + timedelta(days=step) for step in range(TRIED_DAYS)}
    profiles = DayProfile.objects.filter(is_active=True, effect=ProfileEffect.REPLACE)
    for row in profiles:
        profile = as_profile(row)
        year = (first + timedelta(days=step) for step in range(YEAR))
        days |= set(_first(PROFILE_DAYS, (day for day in year if profile.covers(day))))
    return sorted(days)


def refuse_clashes(found: list[Clash], what: str) -> None:
    """Raises Refused that names the first few, one on each line."""
    if not found:
        return
    by_words: dict[tuple[str, ...], Clash] = {}
    for clash in found:
        by_words.setdefault(clash.words, clash)
    named = list(by_words.values())
    more = f" Còn {len(named) - SHOWN} chỗ nữa." if len(named) > SHOWN else ""
    raise Refused(f"Chưa lưu {what}. {' '.join(str(one) for one in named[:SHOWN])}{more}")


def would_break(change: Callable[[], object]) -> str:
    """What a change would be refused for, in words; empty: nothing. Nothing is kept."""
    try:
        with transaction.atomic():
            change()
            transaction.set_rollback(True)
    except Refused as refused:
        return str(refused)
    return ""


def _first(most: int, days: Iterator[date]) -> Iterator[date]:
    for _, day in zip(range(most), days, strict=False):
        yield day

"""Days that are not like others: holidays, Tết, exams, mourning. Pure.

A profile says on which days it holds and what it does to the timetable there. Where several hold,
the one of the higher rank decides what sounds; the softest of them decides how loud.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.channels.station.terms import ProfileDays, ProfileEffect
from lantoa.plan.calendar import holiday_names
from lantoa.vietnamese.lunar import lunar_day

# Tết: from the 29th of the last lunar month to the end of the 5th of the first.
CHAP, TET_FROM, TET_UNTIL = 12, 29, 5


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile as the timetable needs it. `first` to `last` for a span of days; `level`: how
    loud at most, of ten; None: as on other days."""

    id: int
    name: str
    rank: int
    days: ProfileDays
    effect: ProfileEffect
    first: date | None = None
    last: date | None = None
    level: int | None = None

    def covers(self, day: date) -> bool:
        """Does it hold on this day?"""
        if self.days == ProfileDays.HOLIDAYS:
            return day in holiday_names(day.year)
        if self.days == ProfileDays.TET:
            return is_tet(day)
        return self.first is not None and self.first <= day <= (self.last or self.first)

    def words(self, day: date) -> str:
        """«Ngày lễ (Quốc khánh): không phát, trừ tin khẩn cấp»."""
        holiday = holiday_names(day.year).get(day, "") if self.days != ProfileDays.SPAN else ""
        return f"{self.name}{f' ({holiday})' if holiday else ''}: {self.effect.label}"


def is_tet(day: date) -> bool:
    """Tết Nguyên đán, by the lunar calendar."""
    lunar = lunar_day(day)
    if lunar.month == CHAP and not lunar.is_leap:
        return lunar.day >= TET_FROM
    return lunar.month == 1 and not lunar.is_leap and lunar.day <= TET_UNTIL


def holding(profiles: Iterable[Profile], day: date) -> list[Profile]:
    """The profiles of a day, the one that decides first."""
    found = (one for one in profiles if one.covers(day))
    return sorted(found, key=lambda one: (-one.rank, one.id))


def sounds_on(profile_id: int | None, profiles: Iterable[Profile], day: date) -> bool:
    """Does a slot sound on a day? `profile_id`: the profile whose own slot it is, None for a slot
    of every day."""
    held = holding(profiles, day)
    effect = held[0].effect if held else ProfileEffect.KEEP
    if effect == ProfileEffect.SILENCE:
        return False
    if profile_id is not None:
        return any(one.id == profile_id for one in held)
    return effect != ProfileEffect.REPLACE


def is_silent(profiles: Iterable[Profile], day: date) -> bool:
    """A day on which nothing but an emergency sounds."""
    held = holding(profiles, day)
    return bool(held) and held[0].effect == ProfileEffect.SILENCE

"""How much may sound: in one session, on one day, at the weekend. Pure; settings, not law.

A session (buổi phát) is what a cluster sounds without a pause of more than five minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from lantoa.channels.station.terms import LimitSet
from lantoa.core.clock import local
from lantoa.vietnamese.moments import clock_time, duration, weekday

PAUSE = timedelta(minutes=5)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """None: no limit."""

    session_minutes: int | None = None
    sessions: int | None = None
    day_minutes: int | None = None
    weekdays_only: bool = False

    @property
    def is_open(self) -> bool:
        return self == NONE


NONE = Limits()
READY_MADE = {
    LimitSet.RURAL: Limits(session_minutes=45),
    LimitSet.URBAN: Limits(session_minutes=15, sessions=2, weekdays_only=True),
}


class Sounding(Protocol):
    """Something that sounds from a moment to a moment."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Session:
    """What sounds without a long pause."""

    starts_at: datetime
    ends_at: datetime
    seconds: int


def sessions(items: Iterable[Sounding]) -> list[Session]:
    """The sessions of one cluster on one day."""
    found: list[Session] = []
    for item in sorted(items, key=lambda one: one.starts_at):
        seconds = round((item.ends_at - item.starts_at).total_seconds())
        last = found[-1] if found else None
        if last is not None and item.starts_at - last.ends_at <= PAUSE:
            end = max(last.ends_at, item.ends_at)
            found[-1] = Session(last.starts_at, end, last.seconds + seconds)
        else:
            found.append(Session(item.starts_at, item.ends_at, seconds))
    return found


def limit_words(
    limits: Limits, item: Sounding, same_day: Sequence[Sounding], where: str
) -> list[str]:
    """What of the limits one airtime breaks, among all that its cluster sounds that day."""
    if limits.is_open:
        return []
    found = []
    if limits.weekdays_only and local(item.starts_at).weekday() >= SATURDAY:
        found.append(f"{weekday(item.starts_at)}: {where} nghỉ phát cuối tuần.")
    every = sessions(same_day)
    for number, one in enumerate(every, 1):
        if one.starts_at <= item.starts_at < one.ends_at:
            found += _session_words(limits, one, number, where)
    total = sum(one.seconds for one in every)
    if limits.day_minutes is not None and total > limits.day_minutes * 60:
        found.append(
            f"Cả ngày phát {duration(total)}, quá mức {limits.day_minutes} phút một ngày "
            f"của {where}."
        )
    return found


def _session_words(limits: Limits, own: Session, number: int, where: str) -> list[str]:
    found = []
    if limits.session_minutes is not None and own.seconds > limits.session_minutes * 60:
        found.append(
            f"Buổi {clock_time(own.starts_at)}–{clock_time(own.ends_at)} phát "
            f"{duration(own.seconds)}, quá mức {limits.session_minutes} phút một buổi của {where}."
        )
    if limits.sessions is not None and number > limits.sessions:
        found.append(
            f"Là buổi thứ {number} trong ngày; {where} phát nhiều nhất {limits.sessions} buổi."
        )
    return found

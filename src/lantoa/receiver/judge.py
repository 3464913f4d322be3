"""Is this order to be obeyed, by this receiver, at this moment? Pure; before any sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from lantoa.receiver.messages import (
    Fault,
    Keys,
    Members,
    Opened,
    Order,
    Play,
    Priority,
    Relay,
    Test,
)
from lantoa.receiver.quiet import Hours
from lantoa.receiver.timekeeping import MOST_DOUBT

# The station's clock may run this much ahead of ours: as far as clocks are held to agree, so that
# between "agrees" and "not sure" there is no gap in which orders are refused.
SLACK = timedelta(seconds=MOST_DOUBT)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the receiver knows when an order comes in. `last_n` and `known_digest` are those of
    the order's signer and number. `is_sure`: it knows the time; where it does not, `now` is a
    time that has certainly passed, and the order's own time is believed from there on.
    `reserve`: ids of the keys that may change the station's keys, and do nothing else. `doubt`:
    by how much what the station said of its time may be wrong; it widens the slack. `is_judged`:
    somebody beside the machine's own clock has said the time since it was switched on; before,
    an order of the station that seems to come from the future is kept: our clock is behind."""

    receiver: str
    groups: Mapping[str, frozenset[str]]
    quiet: Hours
    last_n: int
    known_digest: str | None
    now: datetime
    is_sure: bool = True
    reserve: frozenset[str] = frozenset()
    doubt: timedelta = timedelta(0)
    is_judged: bool = True


class Course(Enum):
    """OBEY; REFUSE and report; IGNORE an exact copy that is still valid (the line repeats)."""

    OBEY = auto()
    REFUSE = auto()
    IGNORE = auto()


@dataclass(frozen=True, slots=True)
class Judgement:
    """`takes_number`: the order is genuine and for us, so its number is used up either way."""

    course: Course
    fault: Fault = Fault.NONE
    takes_number: bool = False


def judge(opened: Opened[Order], standing: Standing) -> Judgement:
    """Judges an order whose signature holds."""
    order = opened.message
    fault = _addressed(opened, standing)
    if fault:
        return Judgement(Course.REFUSE, fault)
    if not (standing.is_sure and standing.is_judged):
        standing = replace(standing, now=max(standing.now, order.issued_at))
    if order.n <= standing.last_n:
        return _old_number(opened, standing)
    fault = _timely(order, standing) or _permitted(order, standing)
    course = Course.REFUSE if fault else Course.OBEY
    return Judgement(course, fault, takes_number=True)


def _addressed(opened: Opened[Order], standing: Standing) -> Fault:
    order = opened.message
    if order.station != opened.key_id:
        return Fault.BAD_SIGNATURE
    if isinstance(order.body, Keys) != (opened.key_id in standing.reserve):
        return Fault.KEY_NOT_ALLOWED
    kind, _, name = order.to.partition("/")
    if kind == "r":
        return Fault.NONE if name == standing.receiver else Fault.WRONG_ADDRESSEE
    members = standing.groups.get(name, frozenset())
    if isinstance(order.body, Members) and order.body.group == name:
        members = members | frozenset(order.body.members)
    return Fault.NONE if standing.receiver in members else Fault.NOT_A_MEMBER


def _old_number(opened: Opened[Order], standing: Standing) -> Judgement:
    if opened.digest != standing.known_digest:
        return Judgement(Course.REFUSE, Fault.OUT_OF_ORDER)
    if standing.now <= opened.message.valid_until:
        return Judgement(Course.IGNORE)
    return Judgement(Course.REFUSE, Fault.REPLAYED)


def _timely(order: Order, standing: Standing) -> Fault:
    now = standing.now
    # Once for what was told against our clock, once for what was told against the station's.
    if now < order.valid_from - SLACK - 2 * standing.doubt:
        return Fault.NOT_YET_VALID
    if now > order.valid_until:
        return Fault.EXPIRED
    if isinstance(order.body, Play | Relay) and now >= order.body.hard_end_at:
        return Fault.TOO_LATE
    return Fault.NONE


def _permitted(order: Order, standing: Standing) -> Fault:
    body = order.body
    if isinstance(body, Play) and body.priority != Priority.EMERGENCY:
        return Fault.QUIET_HOURS if standing.quiet.covers(body.starts_at) else Fault.NONE
    if isinstance(body, Relay):
        return Fault.QUIET_HOURS if standing.quiet.covers(body.starts_at) else Fault.NONE
    if isinstance(body, Test) and standing.quiet.covers(standing.now):
        return Fault.QUIET_HOURS
    return Fault.NONE

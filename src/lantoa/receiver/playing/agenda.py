"""What is to sound now, and when to look again. Pure: items and moments in, items out."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.receiver.messages import Fault
from lantoa.receiver.quiet import Hours
from lantoa.receiver.store.plan import Item, moment


def cut_at(item: Item, quiet: Hours) -> float:
    """No sample of this item after this moment: the hard end, or the quiet hours before it."""
    if item.is_emergency:
        return item.ends_at
    begin = moment(item.starts_at)
    if quiet.covers(begin):
        return item.starts_at
    quiet_at = quiet.next_start(begin)
    return item.ends_at if quiet_at is None else min(item.ends_at, quiet_at.timestamp())


def why_cut(item: Item, quiet: Hours) -> Fault:
    """The reason for a cut at `cut_at`."""
    return Fault.HARD_END if cut_at(item, quiet) == item.ends_at else Fault.QUIET_HOURS


def why_silent(item: Item, quiet: Hours, *, has_sound: bool) -> Fault:
    """Why an item whose time has passed never sounded."""
    if cut_at(item, quiet) != item.ends_at:
        return Fault.QUIET_HOURS
    if has_sound:
        return item.fault or Fault.TOO_LATE
    return item.fault or Fault.SOUND_MISSING


def in_order(items: Iterable[Item]) -> list[Item]:
    """Emergencies first, then priority, then ordinary; each by its time."""
    return sorted(items, key=lambda item: (-item.rank, item.starts_at, item.broadcast))


def interrupts(candidate: Item, playing: Item) -> bool:
    """Only an emergency breaks into what sounds, and not into another emergency."""
    return candidate.is_emergency and not playing.is_emergency


def next_look(items: Iterable[Item], quiet: Hours, *, now: float, ahead: float) -> float:
    """Seconds until something has to be prepared, begun or ended; `ahead` before a start."""
    moments = [
        when
        for item in items
        for when in (item.starts_at - ahead, item.starts_at, cut_at(item, quiet))
        if when > now
    ]
    return min(moments, default=now + 3600.0) - now

"""Which approved items are handed over in which slot. Pure but for the values that it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from lantoa.channels.station.filling import that_fit
from lantoa.channels.station.terms import SlotKind
from lantoa.channels.station.timetable import Airtime


@dataclass(frozen=True, slots=True)
class Sound:
    """One approved sound as it is handed over."""

    article: int
    title: str
    sha256: str
    seconds: int
    priority: str
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """One occurrence of a slot with what is to sound in it, on which clusters (ids)."""

    airtime: Airtime
    clusters: tuple[int, ...]
    sounds: tuple[Sound, ...] = ()
    relay: str = ""


@dataclass
class Hand:
    """What lies ready: by zone the waiting sounds, earliest first; by (slot, start) what stands in
    a slot already (`fixed`: and takes nothing more); by slot what it had last."""

    waiting: Mapping[int, Sequence[Sound]]
    held: Mapping[tuple[int, datetime], Sequence[Sound]] = field(default_factory=dict)
    fixed: frozenset[tuple[int, datetime]] = frozenset()
    last: dict[int, Sequence[Sound]] = field(default_factory=dict)
    relays: Mapping[int, str] = field(default_factory=dict)


def plan_slots(airtimes: Iterable[Airtime], clusters: frozenset[int], hand: Hand) -> (
    list[PlannedSlot]
):  # fmt: skip
    """Fills the slots in the order of time: what stands in one already stays; a waiting item goes
    into the first slot of its zone with room, once; a repeat has what its source had last."""
    left = {zone: list(sounds) for zone, sounds in hand.waiting.items()}
    last = dict(hand.last)
    found = []
    for airtime in airtimes:
        slot = airtime.slot
        where = tuple(sorted(slot.clusters & clusters))
        if not where:
            continue
        if slot.kind == SlotKind.RELAY:
            found.append(PlannedSlot(airtime, where, relay=hand.relays.get(slot.id, "")))
            continue
        sounds = tuple(_sounds(airtime, hand, left, last))
        last[slot.id] = sounds or last.get(slot.id, ())
        found.append(PlannedSlot(airtime, where, sounds))
    return found


def starts(planned: PlannedSlot) -> list[datetime]:
    """When each sound begins: one after another from the beginning of the slot."""
    found, begin = [], planned.airtime.starts_at
    for sound in planned.sounds:
        found.append(begin)
        begin += timedelta(seconds=sound.seconds)
    return found


def _sounds(
    airtime: Airtime, hand: Hand, left: dict[int, list[Sound]],
    last: Mapping[int, Sequence[Sound]],
) -> list[Sound]:  # fmt: skip
    slot = airtime.slot
    key = (slot.id, airtime.starts_at)
    held = list(hand.held.get(key, ()))
    if held and (key in hand.fixed or slot.kind == SlotKind.REPEAT):
        return held
    if slot.kind == SlotKind.REPEAT:
        again = last.get(slot.source or 0, ())
        return [replace(one, is_repeat=True) for one in that_fit(again, slot.seconds)]
    used = sum(one.seconds for one in held)
    chosen = that_fit(left.get(slot.zone_id, ()), slot.seconds - used)
    taken = {one.article for one in chosen}
    left[slot.zone_id] = [one for one in left.get(slot.zone_id, ()) if one.article not in taken]
    return [*held, *chosen]

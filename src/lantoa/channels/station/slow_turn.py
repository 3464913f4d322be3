"""What the station's loop does every some seconds; a step that fails costs no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from lantoa.channels.station.broker_users import write_users
from lantoa.channels.station.services import (
    break_in_proofs,
    filling_up,
    following,
    groups,
    kit_ordering,
    kit_proofs,
    relay_proofs,
    relaying,
    repeating,
    sealing,
    settling,
    tuning,
    zones,
)

DATED: tuple[Callable[..., object], ...] = (
    following.follow_timetable,
    relaying.follow_relays,
    repeating.place_repeats,
    filling_up.fill_up,
    kit_ordering.follow_kit,
    settling.mark_unknown,
    kit_proofs.mark_kit_unknown,
    relay_proofs.mark_relays_unknown,
    break_in_proofs.mark_break_ins_unknown,
    groups.follow_groups,
    tuning.follow_settings,
    sealing.follow_sealed,
)


def steps(now: datetime, pass_gaps: Callable[[], object]) -> list[Callable[[], object]]:
    """In their order: whom each hamlet hears, what follows from the timetable, what is over
    without a word, what receivers should hold; then the proofs behind a gap (`pass_gaps`, which
    needs the line), then who may talk to the broker."""
    return [zones.follow_hamlets, *(partial(one, now=now) for one in DATED), pass_gaps, write_users]

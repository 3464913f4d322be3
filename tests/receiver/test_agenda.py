from dataclasses import replace
from datetime import datetime

import pytest

from lantoa.core.clock import ZONE
from lantoa.receiver.messages import Fault
from lantoa.receiver.playing.agenda import (
    cut_at,
    in_order,
    interrupts,
    next_look,
    why_cut,
    why_silent,
)
from lantoa.receiver.quiet import QuietHours
from lantoa.receiver.store.plan import Item

NONE = QuietHours.read("", "")
NIGHT = QuietHours.read("21:00", "05:00")


def at(text: str) -> float:
    return datetime.fromisoformat(f"2026-11-23T{text}").replace(tzinfo=ZONE).timestamp()


ITEM = Item(
    broadcast="b/1",
    starts_at=at("20:59:00"),
    ends_at=at("21:10:00"),
    rank=0,
    sha256="ab" * 32,
    size=1,
    path="/a",
    gain_db=0,
    tone=0,
    order_n=1,
    order_signer="cd" * 32,
)
ALARM = replace(ITEM, broadcast="b/2", rank=2)


def test_sound_ends_when_the_quiet_hours_begin() -> None:
    assert (cut_at(ITEM, NIGHT), why_cut(ITEM, NIGHT)) == (at("21:00:00"), Fault.QUIET_HOURS)
    assert (cut_at(ITEM, NONE), why_cut(ITEM, NONE)) == (at("21:10:00"), Fault.HARD_END)
    assert cut_at(ALARM, NIGHT) == at("21:10:00")


def test_nothing_ordinary_sounds_at_a_quarter_past_three() -> None:
    night = replace(ITEM, starts_at=at("03:15:00"), ends_at=at("03:30:00"))
    assert cut_at(night, NIGHT) == night.starts_at
    assert why_silent(night, NIGHT, has_sound=True) == Fault.QUIET_HOURS
    assert cut_at(replace(night, rank=2), NIGHT) == night.ends_at


@pytest.mark.parametrize(
    ("fault", "has_sound", "expected"),
    [
        (Fault.NONE, True, Fault.TOO_LATE),
        (Fault.NONE, False, Fault.SOUND_MISSING),
        (Fault.DISK_FULL, False, Fault.DISK_FULL),
        (Fault.SOUND_DAMAGED, False, Fault.SOUND_DAMAGED),
    ],
)
def test_silence_has_a_reason(fault: Fault, has_sound: bool, expected: Fault) -> None:
    assert why_silent(replace(ITEM, fault=fault), NONE, has_sound=has_sound) == expected


def test_emergency_goes_first_and_only_it_interrupts() -> None:
    priority = replace(ITEM, broadcast="b/3", rank=1, starts_at=ITEM.starts_at + 5)
    assert in_order([ITEM, priority, ALARM]) == [ALARM, priority, ITEM]
    assert interrupts(ALARM, ITEM)
    assert interrupts(ALARM, priority)
    assert not interrupts(priority, ITEM)
    assert not interrupts(replace(ALARM, broadcast="b/4"), ALARM)


def test_next_look_is_at_the_next_thing_to_do() -> None:
    start = ITEM.starts_at
    assert next_look([ITEM], NONE, now=start - 100, ahead=6) == 94
    assert next_look([ITEM], NONE, now=start - 5, ahead=6) == 5
    assert next_look([ITEM], NIGHT, now=start + 10, ahead=6) == 50
    assert next_look([], NONE, now=start, ahead=6) == 3600

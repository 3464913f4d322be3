"""Closed hours and volume, kept by the receiver itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.receiver.station_side import StationSide
from tests.receiver.test_timekeeping import Board

from lantoa.core.clock import ZONE
from lantoa.core.keys import SigningKey
from lantoa.receiver import messages as m
from lantoa.receiver.obey import Ears, Limiter, take_order
from lantoa.receiver.quiet import Band, Closed, QuietHours
from lantoa.receiver.ring import Ring
from lantoa.receiver.rules import Rules
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import open_items
from lantoa.receiver.store.proofs import Author
from lantoa.receiver.timekeeping import Timekeeper

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)  # a Monday
SCHOOL = m.VolumeLimit("07:00", "11:00", m.SILENT, "12345")
SOFT = m.VolumeLimit("05:00", "06:00", -16)


def at(clock: str, day: int = 23) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02}T{clock}:00+07:00")


@pytest.fixture
def ears(tmp_path: Path) -> Ears:
    side = StationSide()
    key = SigningKey.new()
    answer = m.EnrolmentAnswer(
        "bt-01", key.public.id, side.commune, "Bến Đò", (side.key.public.text,),
        m.Broker("", 1883, False, "bt-01", "x"), "21:00", "05:00", NOON,
    )  # fmt: skip
    store = Store(tmp_path / "state.sqlite")
    made = Ears(
        store, Author("bt-01", key), Ring.of(store, answer), Rules(store, answer), Limiter()
    )
    side_of[id(made)] = side
    return made


side_of: dict[int, StationSide] = {}


def obey(ears: Ears, body: m.Body, *, now: datetime = NOON) -> m.Body | None:
    side = side_of[id(ears)]
    return take_order(ears, side.order("r/bt-01", body, at=now), now=now)


def gain(ears: Ears, begin: str, end: str, *, emergency: bool = False) -> int:
    return ears.rules.gain(
        0, begin=at(begin).timestamp(), end=at(end).timestamp(), is_emergency=emergency
    )


def test_settings_change_closed_hours_and_volume_without_a_new_enrolment(ears: Ears) -> None:
    assert ears.rules.quiet.covers(at("22:00"))
    told = m.Settings("22:30", "04:30", -6, (SCHOOL, SOFT))
    assert obey(ears, told) == told
    assert not ears.rules.quiet.covers(at("22:00"))
    assert ears.rules.quiet.covers(at("23:00"))
    assert gain(ears, "12:00", "12:10") == -6
    assert gain(ears, "05:50", "06:10") == -16
    assert gain(ears, "05:50", "06:10", emergency=True) == 0
    assert ears.rules.settings.digest == told.digest
    assert obey(ears, m.Volume(-2)) == m.Volume(-2)
    assert gain(ears, "12:00", "12:10") == -2
    assert obey(ears, m.Volume(-26)) == m.Volume(-26)
    assert gain(ears, "12:00", "12:10") == -26
    assert gain(ears, "12:00", "12:10", emergency=True) == 0
    obey(ears, m.Volume(-2))
    assert ears.rules.settings.digest == m.Settings("22:30", "04:30", -2, (SCHOOL, SOFT)).digest


def test_hours_beside_a_school_are_silent_on_its_days_only(ears: Ears) -> None:
    obey(ears, m.Settings("21:00", "05:00", 0, (SCHOOL,)))
    side = StationSide()
    refused = side.play(b"x", starts_at=at("09:00", 24))
    assert obey(ears, refused) is None
    saturday = side.play(b"x", starts_at=at("09:00", 28))
    assert obey(ears, saturday) == saturday
    alarm = side.play(b"x", starts_at=at("09:00", 24), priority=m.Priority.EMERGENCY)
    assert obey(ears, alarm) == alarm


def test_closed_hours_come_from_whichever_begins_first() -> None:
    band = Band.read("07:00", "11:00", "12345")
    closed = Closed(QuietHours.read("21:00", "05:00"), (band,))
    assert closed.next_start(at("06:00")) == at("07:00")
    assert closed.next_start(at("12:00")) == at("21:00")
    assert Closed(QuietHours.read("", "")).next_start(NOON) is None
    friday = at("12:00", 27)
    assert band.next_start(friday) == at("07:00", 30)
    over = Band.read("22:00", "02:00", "1")
    assert over.covers(at("01:00", 24))
    assert not over.covers(at("01:00", 23))
    assert Band.read("00:00", "00:00", "1").covers(at("13:00"))


def test_receiver_that_does_not_know_the_time_obeys_an_emergency_at_once(ears: Ears) -> None:
    """A dead clock: the board believes that it is 1970."""
    keeper = Timekeeper(ears.store, Board(wall=1000.0))
    lost = Ears(ears.store, ears.author, ears.keys, ears.rules, ears.limiter, keeper)
    side_of[id(lost)] = side_of[id(ears)]
    side = side_of[id(ears)]
    board_now = datetime.fromtimestamp(keeper.clock(), ZONE)
    alarm = side.play(b"x", starts_at=NOON, priority=m.Priority.EMERGENCY)
    envelope = side.order("r/bt-01", alarm, at=NOON)
    assert take_order(lost, envelope, now=board_now) == alarm
    [item] = open_items(ears.store)
    assert (item.starts_at, item.ends_at) == (1000.0, 1060.0)


class Synchronised(Board):
    """A board that goes by the network's time."""

    def is_synchronised(self) -> bool:
        return True


@pytest.mark.parametrize("ahead", [20, 45, 55, 75])
def test_station_whose_clock_is_ahead_is_obeyed_and_its_alarm_sounds_at_once(
    ears: Ears, ahead: int
) -> None:
    board = Synchronised(wall=NOON.timestamp())
    keeper = Timekeeper(ears.store, board)
    theirs = NOON + timedelta(seconds=ahead)
    keeper.take_answer(theirs.timestamp(), asked=board.up - 0.1)
    apart = Ears(ears.store, ears.author, ears.keys, ears.rules, ears.limiter, keeper)
    side = side_of[id(ears)]
    alarm = side.play(b"x", starts_at=theirs, priority=m.Priority.EMERGENCY)
    assert take_order(apart, side.order("r/bt-01", alarm, at=theirs), now=NOON) == alarm
    assert [item.starts_at for item in open_items(ears.store)] == [NOON.timestamp()]
    ordinary = side.play(b"y", starts_at=theirs + timedelta(minutes=10))
    assert take_order(apart, side.order("r/bt-01", ordinary, at=theirs), now=NOON) == ordinary


def test_old_emergency_does_not_sound_on_a_receiver_that_knows_what_has_passed(
    ears: Ears,
) -> None:
    board = Board(wall=NOON.timestamp())
    keeper = Timekeeper(ears.store, board)
    keeper.take_answer(NOON.timestamp(), asked=board.up)
    keeper.note_passing()
    lost = Timekeeper(ears.store, Board(wall=1000.0, boot="boot-2"))
    unsure = Ears(ears.store, ears.author, ears.keys, ears.rules, ears.limiter, lost)
    side = side_of[id(ears)]
    held_back = side.play(b"x", starts_at=at("08:00"), priority=m.Priority.EMERGENCY)
    envelope = side.order("r/bt-01", held_back, at=at("08:00"))
    assert take_order(unsure, envelope, now=datetime.fromtimestamp(1000, ZONE)) is None
    assert open_items(ears.store) == []


class WithClock(Board):
    """A board with a battery: after a cut its clock runs, and is behind."""

    def has_clock(self) -> bool:
        return True


def test_order_right_after_a_reboot_is_kept_though_our_clock_is_behind(ears: Ears) -> None:
    """Nobody has told this board the time since it came on: two minutes are its clock's fault."""
    board = WithClock(wall=NOON.timestamp())
    keeper = Timekeeper(ears.store, board)
    early = Ears(ears.store, ears.author, ears.keys, ears.rules, ears.limiter, keeper)
    side_of[id(early)] = side_of[id(ears)]
    theirs = NOON + timedelta(minutes=2)
    play = side_of[id(ears)].play(b"x", starts_at=theirs + timedelta(minutes=10))
    envelope = side_of[id(ears)].order("r/bt-01", play, at=theirs)
    assert take_order(early, envelope, now=NOON) == play
    assert [item.starts_at for item in open_items(ears.store)] == [play.starts_at.timestamp()]
    # As soon as somebody has told it, an order from the future is refused again.
    keeper.take_answer(NOON.timestamp(), asked=board.up)
    again = side_of[id(ears)].order("r/bt-01", play, at=theirs)
    assert take_order(early, again, now=NOON) is None

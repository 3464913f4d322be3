"""What time is it: weighed from what the clocks of a machine say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lantoa.receiver.machine import Machine
from lantoa.receiver.store import Store
from lantoa.receiver.timekeeping import Anchor, Reading, Timekeeper, judge_time

T = 1_800_000_000.0
DAY = 86_400.0
BARE = Reading(T, 100.0, "boot-1", False, False, None, 0.0)
TOLD = replace(BARE, anchor=Anchor("boot-1", 40.0, T - 60, 0.01))


class Board(Machine):
    """A small board whose clocks are set by hand."""

    def __init__(self, wall: float = T, since_boot: float = 100.0, boot: str = "boot-1") -> None:
        self.now, self.up, self.name = wall, since_boot, boot

    def wall(self) -> float:
        return self.now

    def since_boot(self) -> float:
        return self.up

    def boot(self) -> str:
        return self.name

    def is_synchronised(self) -> bool:
        return False

    def has_clock(self) -> bool:
        return False


def test_board_without_clock_and_line_is_unsure_until_somebody_says_the_time() -> None:
    assert not judge_time(BARE).is_sure
    assert judge_time(replace(BARE, has_clock=True)).is_sure
    assert judge_time(replace(BARE, is_synchronised=True)).is_sure
    assert judge_time(TOLD).is_sure


def test_clock_that_went_back_is_not_believed() -> None:
    reading = replace(BARE, has_clock=True, seen=T + 60)
    assert not judge_time(reading).is_sure
    assert judge_time(replace(reading, seen=T + 2)).is_sure


def test_stations_time_is_counted_on_though_the_system_says_another() -> None:
    wrong = replace(TOLD, wall=0.0)  # 1970
    assert (judge_time(wrong).time, judge_time(wrong).is_sure) == (T, True)


def test_a_week_without_a_line_is_within_the_drift_and_a_month_is_not() -> None:
    week, month = (replace(TOLD, since_boot=40 + days * DAY) for days in (7, 30))
    assert judge_time(week).is_sure
    assert not judge_time(month).is_sure
    assert judge_time(week).wants_answer
    assert not judge_time(TOLD).wants_answer


def test_time_from_before_the_machine_was_switched_on_counts_no_more() -> None:
    assert not judge_time(replace(TOLD, boot="boot-2")).is_sure


def test_two_masters_that_disagree_are_both_not_believed() -> None:
    agree = replace(TOLD, is_synchronised=True)
    assert judge_time(agree).is_sure
    shifted = replace(agree, wall=T + 3600)
    assert not judge_time(shifted).is_sure
    assert judge_time(shifted).wants_answer


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "state.sqlite")


def test_answer_sets_the_time_and_survives_a_restart_of_the_program(store: Store) -> None:
    board = Board(wall=0.0)
    keeper = Timekeeper(store, board)
    assert not keeper.is_sure
    assert keeper.take_answer(T, asked=99.0) == pytest.approx(-T - 0.5)
    assert keeper.clock() == T + 0.5
    board.up += 50
    again = Timekeeper(store, board)
    assert (again.clock(), again.is_sure) == (T + 50.5, True)
    other_boot = Timekeeper(store, Board(wall=0.0, boot="boot-2"))
    assert not other_boot.is_sure


def test_answer_that_took_long_or_tells_a_time_gone_by_is_not_taken(store: Store) -> None:
    keeper = Timekeeper(store, Board())
    assert keeper.take_answer(T, asked=80.0) is None
    keeper.take_answer(T, asked=100.0)
    keeper.note_passing()
    assert keeper.seen == T
    assert keeper.take_answer(T - 60, asked=100.0) is None


def test_machine_of_this_test_names_its_clocks() -> None:
    machine = Machine()
    assert machine.boot() == Machine().boot()
    assert machine.since_boot() > 0
    assert machine.is_synchronised() in (True, False)
    assert machine.has_clock() in (True, False)

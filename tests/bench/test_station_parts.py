"""Small forms of the parts of `lantoa bench station` that need the whole station."""

from __future__ import annotations

import random

import pytest

from lantoa.bench.station import button, day, fan_out, kills, offline
from lantoa.bench.station.processes import INSIDE, MOSQUITTO, mosquitto_program


@pytest.mark.parametrize("kind", [INSIDE, pytest.param(MOSQUITTO, marks=pytest.mark.slow)])
def test_group_order_is_timed_to_the_last_of_all(kind: str) -> None:
    if kind == MOSQUITTO and mosquitto_program() is None:
        pytest.skip("mosquitto is missing")
    with fan_out.built(kind, 8) as commune:
        row = fan_out.trial(commune, kind, 1, 2)
    assert (row["unit"], len(row["runs"]["ours"]), len(row["runs"]["peer"])) == ("ms", 1, 1)
    assert row["peer"] is not None
    assert 0 < row["peer"] < row["ours"]


def test_bar_of_the_group_order_can_be_missed() -> None:
    assert fan_out._bar(MOSQUITTO, 1000, 151.0, 50.0) == ("phát thẳng + 100 ms", False)
    assert fan_out._bar(MOSQUITTO, 1000, 149.0, 50.0) == ("phát thẳng + 100 ms", True)
    assert fan_out._bar(INSIDE, 100, 301.0, 50.0) == ("300 ms", False)


@pytest.mark.slow
def test_press_is_timed_to_the_first_sample_of_each_receiver() -> None:
    found = button.trial(INSIDE, 4, 1, real=1)
    assert [len(press) for press in found.presses] == [4]
    assert all(0 < one < button.LISTENED for one in found.presses[0])


def test_press_that_is_heard_late_misses_the_bar() -> None:
    late = button.Found([[1.0, 6.0]], [[1.0]])
    assert button.as_row(INSIDE, late, [])["name"].endswith("KHÔNG ĐẠT")


def test_proofs_of_a_bad_line_are_neither_lost_nor_doubled() -> None:
    found = offline.trial(3, 2, seed=5)
    assert (found["proofs"], found["lost"], found["doubled"]) == (6, 0, 0)


def test_bad_line_loses_and_doubles() -> None:
    said = [("a", bytes([n])) for n in range(200)]
    arrived = offline.Weather(random.Random(1)).carries(said)
    assert len(set(arrived)) < 200 < len(arrived) + len(said) - len(set(arrived))
    assert len(arrived) > len(set(arrived))


@pytest.mark.slow
def test_nothing_is_lost_though_parts_are_killed() -> None:
    found = kills.trial(4, seed=3)
    assert (found.lost, found.twice, found.kills) == (0, 0, 4)


def test_sound_heard_twice_and_sound_not_heard_are_counted() -> None:
    told = {"played": {"a": 1, "b": 2, "c": 1}, "waiting": 0, "gaps": 0}
    assert kills.judge([[1.0, 2.0], [1.0, 1.0]], told) == (1, 1)
    assert kills.judge([[1.0, 1.0], [0.0, 1.0]], {**told, "waiting": 3}) == (3, 1)
    whole = {"played": {"a": 1, "b": 1}, "waiting": 0, "gaps": 0}
    assert kills.judge([[1.0, 1.0]], whole) == (0, 0)


@pytest.mark.slow
def test_hour_in_fast_time_is_lived_and_weighed() -> None:
    found = day.trial(1)
    assert len(found.resident) == 12
    assert all(kilobytes > 10_000 for kilobytes in found.resident)


def test_memory_that_grows_misses_the_bar() -> None:
    assert day.per_hour([200_000, 200_004, 200_004, 200_008]) < day.FLAT_KB
    assert day.per_hour([200_000, 200_040, 200_080, 200_120]) > day.FLAT_KB

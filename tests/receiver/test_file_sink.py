import array
import wave
from pathlib import Path

import pytest
from tests.receiver.rooms import RATE, heard, sound

from lantoa.receiver.sinks.file import FileSink

FIVE = 1_795_384_800.0  # 2026-11-23T05:00:00+07:00


class Clock:
    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(FIVE + 10.25)


def names(folder: Path) -> list[str]:
    return [path.name for path in sorted(folder.iterdir())]


def frames(path: Path) -> int:
    with wave.open(str(path)) as file:
        return file.getnframes()


def test_position_in_the_file_is_time_of_day(tmp_path: Path, clock: Clock) -> None:
    sink = FileSink(tmp_path, clock=clock)
    sink.tick()
    clock.now += 2
    sink.begin()
    sink.write(sound(0.5, 7))
    assert names(tmp_path) == ["2026-11-23T05-00-10.wav"]
    found = heard(tmp_path)
    assert found[0] == (FIVE + 12.25, 7)
    assert len(found) == RATE // 2
    clock.now += 10
    sink.tick()
    assert frames(tmp_path / names(tmp_path)[0]) == 12.25 * RATE


def test_chunks_join_without_holes_and_a_stall_leaves_one(tmp_path: Path, clock: Clock) -> None:
    sink = FileSink(tmp_path, clock=clock)
    sink.begin()
    for late in (0.0, 0.03, -0.01):
        sink.write(sound(0.04))
        clock.now += 0.04 + late
    found = heard(tmp_path)
    assert found[-1][0] - found[0][0] == pytest.approx(0.12, abs=0.001)
    clock.now += 3
    sink.write(sound(0.04))
    assert heard(tmp_path)[-1][0] - found[0][0] == pytest.approx(3.18, abs=0.01)


@pytest.mark.parametrize("phase", [0.1, 0.25, 0.49, 0.5, 0.51, 0.75, 0.9])
def test_no_sample_is_lost_wherever_between_two_samples_it_begins(
    tmp_path: Path, clock: Clock, phase: float
) -> None:
    clock.now = FIVE + (10 * RATE + phase) / RATE
    sink = FileSink(tmp_path, clock=clock)
    sink.begin()
    for _ in range(25):
        sink.write(sound(0.02))
        clock.now += 0.02
    assert len(heard(tmp_path)) == 0.5 * RATE


@pytest.mark.parametrize("late", [0.05, 0.12, 0.2, 0.249])
def test_no_sample_is_lost_while_the_player_catches_up(
    tmp_path: Path, clock: Clock, late: float
) -> None:
    """After a pause that is no stall yet the player sends faster than it sounds."""
    sink = FileSink(tmp_path, clock=clock)
    sink.begin()
    sink.write(sound(0.04))
    due = clock.now + 0.04
    clock.now = due + late
    for number in range(24):
        sink.write(sound(0.04))
        clock.now = max(clock.now, due + 0.04 * (number + 1))
    found = heard(tmp_path)
    assert len(found) == RATE
    assert found[-1][0] - found[0][0] == pytest.approx(1, abs=0.001)


def test_next_run_goes_on_in_the_file_of_the_hour(tmp_path: Path, clock: Clock) -> None:
    first = FileSink(tmp_path, clock=clock)
    first.begin()
    first.write(sound(0.1, 1))
    path = tmp_path / names(tmp_path)[0]
    with path.open("r+b") as file:  # killed between growing the file and writing the header
        file.seek(0, 2)
        file.write(b"\x05\x00\x05")
    clock.now += 60
    second = FileSink(tmp_path, clock=clock)
    second.begin()
    second.write(sound(0.1, 2))
    assert names(tmp_path) == [path.name]
    moments = {value: at for at, value in reversed(heard(tmp_path))}
    assert moments[1] == FIVE + 10.25
    assert moments[2] == FIVE + 70.25


def test_hour_turns_in_mid_sound(tmp_path: Path, clock: Clock) -> None:
    clock.now = FIVE + 3599.5
    sink = FileSink(tmp_path, clock=clock)
    sink.begin()
    sink.write(sound(1, 3))
    assert names(tmp_path) == ["2026-11-23T05-59-59.wav", "2026-11-23T06-00-00.wav"]
    found = heard(tmp_path)
    assert (len(found), found[0][0], found[-1][0]) == (
        RATE,
        FIVE + 3599.5,
        pytest.approx(FIVE + 3600.5, abs=0.001),
    )


def test_silence_takes_no_disk_and_old_files_go(tmp_path: Path, clock: Clock) -> None:
    sink = FileSink(tmp_path, clock=clock)
    sink.tick()
    clock.now += 3000
    sink.tick()
    path = tmp_path / names(tmp_path)[0]
    assert frames(path) == 3000.25 * RATE
    assert path.stat().st_blocks * 512 < 100_000
    clock.now += 49 * 3600
    sink.tick()
    assert path.name not in names(tmp_path)


def test_recording_is_plain_pcm(tmp_path: Path, clock: Clock) -> None:
    sink = FileSink(tmp_path, clock=clock)
    sink.begin()
    sink.write(array.array("h", [1, -2, 3]).tobytes())
    assert [value for _, value in heard(tmp_path)] == [1, -2, 3]

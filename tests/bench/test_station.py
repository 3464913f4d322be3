"""`lantoa bench station`: what its figures are made of, and small forms of its parts."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from lantoa.bench import station
from lantoa.bench.station import hearing, mqtt, rest, start
from lantoa.bench.station.figures import judged, percentile
from lantoa.bench.station.scene import scene
from lantoa.bench.station.trials import line, sound
from lantoa.core.clock import ZONE
from lantoa.core.errors import Refused

BEGIN = datetime(2026, 11, 23, 5, 0, tzinfo=ZONE)


def recorded(folder: Path, samples: object) -> Path:
    """A recording that begins at `BEGIN`."""
    (folder / BEGIN.strftime(hearing.NAME)).write_bytes(hearing.as_wav(samples))
    return folder


def test_percentile_is_a_value_that_was_measured() -> None:
    assert percentile(range(1, 201)) == 198
    assert percentile([5.0]) == 5.0
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0


def test_row_says_the_bar_and_whether_it_is_met() -> None:
    good = judged("việc", "ms", [1.0], bar="2 ms", is_met=True)
    bad = judged("việc", "ms", [3.0], bar="2 ms", is_met=False)
    assert (good["name"], bad["name"]) == (
        "việc; mức: 2 ms; ĐẠT", "việc; mức: 2 ms; KHÔNG ĐẠT",
    )  # fmt: skip


def test_marker_is_found_where_it_was_put_and_nowhere_else(tmp_path: Path) -> None:
    _, marker = hearing.marked(1, 7)
    _, other = hearing.marked(1, 8)
    samples = np.zeros(3 * hearing.RATE, dtype="<i2")
    samples[60_000 : 60_000 + len(marker)] = marker
    recorded(tmp_path, samples)
    begin = BEGIN.timestamp()
    found = hearing.find_marker(tmp_path, marker, near=begin + 1)
    assert found == pytest.approx(begin + 60_000 / hearing.RATE, abs=1e-4)
    assert hearing.find_marker(tmp_path, other, near=begin + 1) is None


def test_silence_is_measured_between_what_was_heard(tmp_path: Path) -> None:
    samples = np.full(4 * hearing.RATE, 500, dtype="<i2")
    samples[hearing.RATE : 2 * hearing.RATE] = 0
    recorded(tmp_path, samples)
    begin = BEGIN.timestamp()
    assert hearing.longest_silence(tmp_path, begin, begin + 4) == 1.0
    assert hearing.longest_silence(tmp_path, begin, begin + 7) == 3.0
    assert hearing.first_heard(tmp_path, 500, after=begin + 1.5) == pytest.approx(begin + 2)
    assert hearing.first_heard(tmp_path, 900) is None


def test_packets_are_cut_wherever_the_line_breaks_them() -> None:
    whole = mqtt.publish("g/all", b"x" * 300, 9) + mqtt.puback(3)
    reader, found = mqtt.Reader(), list[mqtt.Packet]()
    for at in range(len(whole)):
        found += reader.feed(whole[at : at + 1])
    assert [one.kind for one in found] == [mqtt.PUBLISH, mqtt.PUBACK]
    assert mqtt.Published.read(found[0]) == mqtt.Published("g/all", 9, b"x" * 300)


def test_unknown_part_is_refused() -> None:
    with pytest.raises(Refused, match="khong-co"):
        station.measure(only=["khong-co"])


def test_receiver_at_rest_is_weighed() -> None:
    [row] = rest.measure(1, is_long=False)
    assert (row["unit"], len(row["runs"]["ours"])) == ("MB", 1)
    assert 10 < row["ours"] <= 40


def test_second_of_the_start_is_found_in_the_recording() -> None:
    with scene() as place:
        [one] = start.errors(place, 1, seed=3)
    assert abs(one) < start.BAR_MS


def test_deleted_sound_and_dead_broker_are_not_heard_as_silence() -> None:
    assert sound.file_missing() <= 2
    assert line.broker_killed() <= 2


def test_trial_hears_a_receiver_that_stays_silent() -> None:
    """The judge can fail: nobody gives this receiver the sound of its broadcast."""
    with scene() as place:
        place.side.web.is_frozen = True
        play = place.orders(2000, seconds=1, ahead=1)
        place.waits(lambda: time.time() > play.starts_at.timestamp() + 1)
        assert hearing.first_heard(place.device.wav, 2000) is None

"""The receiver itself breaks: its program is killed, its machine's clock jumps."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from lantoa.bench.station.devices import Device
from lantoa.bench.station.scene import scene, sleep_until
from lantoa.bench.station.trials import AHEAD, BEFORE, SECONDS, VALUE, WINDOW, late, silence

LONG_SECONDS, HOUR = 15, 3600
OTHER_CLOCK = """
import time as _time
_real = _time.time
def _time_of_day():
    with open({file!r}) as file:
        return _real() + float(file.read() or 0)
_time.time = _time_of_day
"""


def killed() -> float:
    """SIGKILL in mid-sound, and started again at once, as its supervisor does."""
    with scene() as place:
        place.plans(VALUE, seconds=LONG_SECONDS, ahead=AHEAD)
        start = place.sounds(VALUE)
        sleep_until(start + 2)
        place.device.kills()
        again = time.time()
        place.device.starts()
        sleep_until(again + WINDOW)
        return silence(place.device.wav, again - 1, again + WINDOW - 1)


def clock_forward() -> float:
    """The system's clock is set an hour ahead before the second."""
    return _with_clock(HOUR)


def clock_back() -> float:
    """The system's clock is set back by an hour before the second."""
    return _with_clock(-HOUR)


def _with_clock(jump: int) -> float:
    """The machine's clock belongs to everybody: this one process is given another, and what it
    plays is recorded by the real one."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name:
        offset = Path(name) / "offset"
        offset.write_text("0")
        (Path(name) / "sitecustomize.py").write_text(OTHER_CLOCK.format(file=str(offset)))

        def made(folder: Path) -> Device:
            wav = folder / "wav"
            recorder = f"command:{sys.executable} -m lantoa.bench.station.recorder {wav}"
            return Device(
                folder / "receiver", environment={"PYTHONPATH": name}, sink=recorder, recorded=wav
            )

        with scene(made) as place:
            play = place.plans(VALUE, seconds=SECONDS, ahead=AHEAD)
            due = play.starts_at.timestamp()
            sleep_until(due - BEFORE)
            fresh = offset.with_suffix(".new")
            fresh.write_text(str(jump))
            fresh.replace(offset)
            sleep_until(due + WINDOW)
            return late(place, play)

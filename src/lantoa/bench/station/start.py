"""How far from its second a broadcast begins while every core of the machine is busy: the place of
a marker in the recording of a real receiver. No peer plays by a signed order."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from lantoa.bench.rows import Row
from lantoa.bench.station.figures import figure, judged, percentile
from lantoa.bench.station.hearing import find_marker, marked
from lantoa.bench.station.scene import Scene, scene, sleep_until
from lantoa.core.clock import now
from lantoa.core.errors import Refused

BAR_MS = 200.0
SPACING, SECONDS = 4.0, 2
STARTS, LONG_STARTS = 6, 40
FIRST_AHEAD = 12.0
BUSY = "while True: pass"


def measure(runs: int, *, is_long: bool) -> list[Row]:
    """A run is so many broadcasts one after the other; the figure is the p99 of all of them."""
    count = LONG_STARTS if is_long else STARTS
    with scene() as place, busy_cores() as cores:
        blocks = [errors(place, count, seed=run) for run in range(runs)]
    every = [abs(one) for block in blocks for one in block]
    whole = percentile(every)
    name = (
        f"sai số giờ bắt đầu khi {cores} nhân đều bận, p99 của {len(every)} lượt phát "
        f"{figure(whole)} ms, lớn nhất {figure(max(every))} ms, quyền {_rank()}"
    )
    found = [percentile(abs(one) for one in block) for block in blocks]
    return [judged(name, "ms", found, bar="200 ms", is_met=whole <= BAR_MS)]


def errors(
    place: Scene, count: int, *, seed: int, ahead: float = FIRST_AHEAD
) -> list[float]:  # fmt: skip
    """Milliseconds after (before, if negative) the second of each broadcast; the first is so many
    seconds ahead."""
    first = now() + timedelta(seconds=ahead)
    planned = []
    for number in range(count):
        sound, marker = marked(SECONDS, seed * 1000 + number)
        at = first + timedelta(seconds=number * SPACING)
        place.side.orders(place.name, place.side.play(sound, starts_at=at, seconds=SECONDS))
        planned.append((at.timestamp(), marker))
    sleep_until(planned[-1][0] + SPACING)
    return [_error(place, at, marker) for at, marker in planned]


def _error(place: Scene, at: float, marker: Any) -> float:
    found = find_marker(place.device.wav, marker, near=at)
    if found is None:
        raise Refused(
            "Không tìm thấy dấu của một lượt phát trong bản ghi của bộ thu; phép đo dừng. "
            "Không có gì thay đổi."
        )
    return (found - at) * 1000


@contextmanager
def busy_cores() -> Iterator[int]:
    """As many endless loops as there are cores; answers their number."""
    count = os.cpu_count() or 1
    loops = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(count)]
    time.sleep(1)
    try:
        yield count
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def _rank() -> str:
    """Whether the player may come before other programs here."""
    return "ưu tiên thời gian thực" if os.geteuid() == 0 else "thường"

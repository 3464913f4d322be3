"""How much memory a receiver holds while nothing sounds, after it has played once."""

from __future__ import annotations

import time

from lantoa.bench.rows import Row
from lantoa.bench.station.figures import judged
from lantoa.bench.station.scene import scene

BAR_MB = 40.0
BETWEEN_SECONDS = 1.0


def measure(runs: int, *, is_long: bool) -> list[Row]:
    """Resident memory of a real process, in MB of 1024² bytes."""
    with scene() as place:
        play = place.plans(1000, seconds=1, ahead=8)
        place.sounds(1000)
        place.waits(lambda: f"{play.broadcast}: played" in place.device.log)
        found = []
        for _ in range(runs):
            time.sleep(BETWEEN_SECONDS)
            found.append(place.device.resident_kilobytes() / 1024)
    return [
        judged(
            "bộ nhớ thường trú của bộ thu lúc nghỉ, sau khi đã phát một lần", "MB", found,
            bar="40 MB", is_met=max(found) <= BAR_MB,
        )
    ]  # fmt: skip

"""A player command that records by the machine's real clock, whatever the receiver believes:
`python -m lantoa.bench.station.recorder FOLDER` reads PCM from its input."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path

import numpy as np

from lantoa.bench.station.hearing import NAME, RATE, as_wav
from lantoa.core.clock import ZONE

SAVE_SECONDS = 0.5


def main(folder: Path) -> None:
    """Writes what has come so far again and again: it is killed, not ended."""
    folder.mkdir(parents=True, exist_ok=True)
    pipe = sys.stdin.fileno()
    heard = os.read(pipe, 65_536)
    # Not `time.time`: a trial may have put another clock there.
    first = time.clock_gettime(time.CLOCK_REALTIME)
    start = datetime.fromtimestamp(int(first), ZONE)
    silence = bytes(round((first - int(first)) * RATE) * 2)
    saved = 0.0
    while True:
        data = os.read(pipe, 65_536)
        heard += data
        if not data or time.monotonic() - saved > SAVE_SECONDS:
            saved = time.monotonic()
            fresh = folder / "new"
            whole = silence + heard[: len(heard) - len(heard) % 2]
            fresh.write_bytes(as_wav(np.frombuffer(whole, dtype="<i2")))
            fresh.replace(folder / start.strftime(NAME))
        if not data:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))

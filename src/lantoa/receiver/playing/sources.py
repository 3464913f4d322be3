"""Where samples come from: a decoder child, or a test tone made here."""

from __future__ import annotations

import array
import math
import os
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

RATE = 48_000
DECODER = (sys.executable, "-m", "lantoa.media.play")


class SourceFailed(Exception):
    """The sound cannot be decoded any further."""


class Source(Protocol):
    def read(self, most: int, *, timeout: float) -> bytes | None:
        """Up to so many bytes; b"" at the end, None if nothing came in time.
        Raises SourceFailed."""
        ...

    def close(self) -> None: ...


class Decoder:
    """The decoder of a sound (or of a stream, by its address) as a child process, from a sample
    on, with a gain."""

    def __init__(
        self, command: Sequence[str], path: Path | str, *, gain_db: int, from_sample: int
    ) -> None:
        words = [*command, str(path), "--gain", str(gain_db)]
        words += ["--start", f"{from_sample / RATE:.3f}"]
        try:
            self._child = subprocess.Popen(
                words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
            )
        except OSError as error:
            raise SourceFailed(str(error)) from error
        assert self._child.stdout is not None
        self._pipe = self._child.stdout.fileno()
        self._odd = b""

    def read(self, most: int, *, timeout: float) -> bytes | None:
        if not select.select([self._pipe], [], [], timeout)[0]:
            return None
        data = self._odd + os.read(self._pipe, most)
        if len(data) == len(self._odd):
            if self._child.wait() != 0:
                raise SourceFailed(f"exit code {self._child.returncode}")
            return b""
        # A pipe may break inside a sample.
        whole = len(data) - len(data) % 2
        self._odd = data[whole:]
        return data[:whole] or None

    def close(self) -> None:
        self._child.kill()
        self._child.wait()
        if self._child.stdout is not None:
            self._child.stdout.close()


class Tone:
    """440 Hz, 20 dB below full scale before the gain."""

    def __init__(self, seconds: int, *, gain_db: int) -> None:
        peak = 32767 * 10 ** ((min(gain_db, 0) - 20) / 20)
        # 440 Hz repeats after 1,200 samples: eleven whole waves.
        wave = [round(peak * math.sin(2 * math.pi * 440 * i / RATE)) for i in range(1200)]
        values = array.array("h", wave)
        if sys.byteorder == "big":
            values.byteswap()
        self._wave = values.tobytes()
        self._left = seconds * RATE * 2
        self._place = 0

    def read(self, most: int, *, timeout: float) -> bytes | None:
        take = min(most - most % 2, self._left, len(self._wave) - self._place)
        data = self._wave[self._place : self._place + take]
        self._place = (self._place + take) % len(self._wave)
        self._left -= take
        return data

    def close(self) -> None:
        pass

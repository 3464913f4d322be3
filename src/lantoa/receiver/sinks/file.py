"""A WAV file on the clock: the position in the file is the time of day.

One file an hour, named by the moment of its first sample (`2026-11-23T05-00-00.wav`, the
commune's time). Silence is a hole in the file: it is there for whoever reads and takes no disk.
The header never promises more than the file holds, so a kill at any moment leaves a WAV file
that every program reads; the next run goes on in the same file.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from lantoa.core.clock import ZONE
from lantoa.receiver.sinks import RATE, SAMPLE_BYTES, SinkFailed

HEADER_BYTES = 44
NAME = "%Y-%m-%dT%H-%M-%S.wav"
KEEP = timedelta(hours=48)
# Samples this close to where the last ones ended belong right behind them: a busy processor must
# not cut holes into a sound. More than the player catches up after a pause (`STALL_SECONDS` of
# `airing`): what it then sends faster than it sounds would else fall over the samples before it.
JITTER_SECONDS = 0.3


def header(data_bytes: int) -> bytes:
    """A canonical 44 byte RIFF header for mono, 16 bit."""
    return b"".join(
        (
            struct.pack("<4sI4s", b"RIFF", 36 + data_bytes, b"WAVE"),
            struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, RATE * 2, 2, 16),
            struct.pack("<4sI", b"data", data_bytes),
        )
    )


def hour_after(start: datetime) -> datetime:
    """The full hour at which the file that begins here ends."""
    return start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def on_a_sample(moment: float) -> float:
    """The nearest moment at which a sample stands. A run of writes that begins between two
    samples would be rounded up in one write and down in the next, and lose a sample there."""
    return round(moment * RATE) / RATE


class HourFile:
    """One open file; moments are seconds since 1970."""

    def __init__(self, path: Path, start: datetime) -> None:
        self.begins = start.timestamp()
        self.ends = hour_after(start).timestamp()
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        self._size = 0
        self._grow(max(0, os.fstat(self._handle).st_size - HEADER_BYTES))

    def silence_until(self, moment: float) -> None:
        self._grow(self._place(min(moment, self.ends)))

    def put(self, moment: float, pcm: bytes) -> None:
        place = self._place(moment)
        os.pwrite(self._handle, pcm, HEADER_BYTES + place)
        self._grow(place + len(pcm))

    def close(self) -> None:
        os.close(self._handle)

    def _place(self, moment: float) -> int:
        return max(0, round((moment - self.begins) * RATE)) * SAMPLE_BYTES

    def _grow(self, data_bytes: int) -> None:
        data_bytes -= data_bytes % SAMPLE_BYTES
        if data_bytes < self._size:
            return
        self._size = data_bytes
        os.truncate(self._handle, max(HEADER_BYTES + data_bytes, os.fstat(self._handle).st_size))
        os.pwrite(self._handle, header(data_bytes), 0)


class FileSink:
    """Writes what would be heard, when it would be heard."""

    lead_seconds = 0.0
    tick_seconds = 1.0

    def __init__(self, folder: Path, *, clock: Callable[[], float]) -> None:
        self._folder = folder
        self._clock = clock
        self._file: HourFile | None = None
        self._next = 0.0

    def begin(self) -> None:
        self._next = 0.0

    def write(self, pcm: bytes) -> None:
        now = self._clock()
        at = self._next if abs(now - self._next) < JITTER_SECONDS else on_a_sample(now)
        self._next = on_a_sample(at + len(pcm) / SAMPLE_BYTES / RATE)
        try:
            self._put(at, pcm)
        except OSError as error:
            raise SinkFailed(str(error)) from error

    def finish(self) -> None:
        pass

    def cut(self) -> None:
        pass

    def tick(self) -> None:
        now = self._clock()
        try:
            if self._file is not None and now >= self._file.ends:
                self._file.silence_until(self._file.ends)
            self._file_at(now).silence_until(now)
        except OSError as error:
            raise SinkFailed(str(error)) from error

    def _put(self, at: float, pcm: bytes) -> None:
        file = self._file_at(at)
        fits = max(0, round((file.ends - at) * RATE)) * SAMPLE_BYTES
        file.put(at, pcm[:fits])
        if len(pcm) > fits:
            self._put(file.ends, pcm[fits:])

    def _file_at(self, moment: float) -> HourFile:
        file = self._file
        if file is not None and file.begins <= moment < file.ends:
            return file
        if file is not None:
            file.close()
        self._file = self._open_at(datetime.fromtimestamp(moment, ZONE))
        return self._file

    def _open_at(self, moment: datetime) -> HourFile:
        self._folder.mkdir(parents=True, exist_ok=True)
        files = sorted(self._starts())
        for start, path in files:
            if start < moment - KEEP:
                path.unlink()
        running = [(s, p) for s, p in files if s <= moment < hour_after(s)]
        if running:
            return HourFile(running[-1][1], running[-1][0])
        # The hour's turn continues in a file of its own; a first start begins on its second.
        start = moment.replace(microsecond=0)
        if self._file is not None:
            start = start.replace(minute=0, second=0)
        return HourFile(self._folder / start.strftime(NAME), start)

    def _starts(self) -> list[tuple[datetime, Path]]:
        found = []
        for path in self._folder.glob("*.wav"):
            try:
                found.append((datetime.strptime(path.name, NAME).replace(tzinfo=ZONE), path))
            except ValueError:
                continue
        return found

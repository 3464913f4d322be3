"""A stream that is heard while it sounds, and what stands in for it when it does not."""

from __future__ import annotations

import array
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from lantoa.receiver.playing.sources import RATE, Decoder, Source, SourceFailed

RELAY = (sys.executable, "-m", "lantoa.media.relay")
# 50 dB below full scale: what a carrier without a programme sounds like.
SILENT_PEAK = 104
# Where nothing stands in, the stream is tried again so often.
AGAIN_SECONDS = 15.0
QUIET_CHUNK = bytes(RATE // 25 * 2)
# A stream that hesitates for less is only waited for; then silence is sent, so that it lasts.
HESITATION_SECONDS = 1.0


class RelaySource:
    """Samples of the stream; after so many seconds without sound, or when the stream breaks, those
    of the fallback; behind it the stream again. It never ends by itself: the hard end ends it."""

    def __init__(
        self,
        url: str,
        fallback: Path | None,
        *,
        command: Sequence[str],
        stream_command: Sequence[str],
        gain_db: int,
        silence_seconds: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url, self._fallback, self._command = url, fallback, command
        self._stream_command, self._gain_db = stream_command, gain_db
        self._silence, self._clock = float(silence_seconds), clock
        self.fell_back = False
        self._is_live, self._again_at = True, 0.0
        self._source: Source | None = None
        self._heard_at = self._came_at = clock()
        self._tune_in()

    def read(self, most: int, *, timeout: float) -> bytes | None:
        """Never b"": a relay has no end of its own. Nor None for long: whoever plays this takes
        a source from which nothing comes for a failed one."""
        try:
            data = self._source.read(most, timeout=timeout) if self._source else b""
        except SourceFailed:
            data = b""
        if data:
            self._came_at = self._clock()
        if self._is_live:
            data = self._live(data, most)
        elif data == b"":
            return self._after_fallback(most)
        if data is None and self._clock() - self._came_at > HESITATION_SECONDS:
            return QUIET_CHUNK[: most - most % 2]
        return data

    def close(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None

    def _live(self, data: bytes | None, most: int) -> bytes | None:
        now = self._clock()
        if data and _peak(data) > SILENT_PEAK:
            self._heard_at = now
        if data == b"" or now - self._heard_at > self._silence:
            self._stand_in()
            return QUIET_CHUNK[: most - most % 2] if data == b"" else data
        return data

    def _after_fallback(self, most: int) -> bytes:
        if self._source is not None or self._clock() >= self._again_at:
            self.close()
            self._tune_in()
        return QUIET_CHUNK[: most - most % 2]

    def _tune_in(self) -> None:
        self._is_live, self._heard_at = True, self._clock()
        try:
            self._source = Decoder(
                self._stream_command, self._url, gain_db=self._gain_db, from_sample=0
            )
        except SourceFailed:
            self._stand_in()

    def _stand_in(self) -> None:
        self.close()
        self.fell_back, self._is_live = True, False
        self._again_at = self._clock() + AGAIN_SECONDS
        if self._fallback is not None and self._fallback.is_file():
            try:
                self._source = Decoder(
                    self._command, self._fallback, gain_db=self._gain_db, from_sample=0
                )
            except SourceFailed:
                self._source = None


def _peak(data: bytes) -> int:
    values = array.array("h", data[: len(data) - len(data) % 2])
    if sys.byteorder == "big":
        values.byteswap()
    return max((abs(value) for value in values), default=0)

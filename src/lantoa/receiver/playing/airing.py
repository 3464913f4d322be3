"""One broadcast while it sounds: the pace, and honest counting of what was heard."""

from __future__ import annotations

import time
from collections.abc import Callable

from lantoa.receiver.playing.sources import RATE
from lantoa.receiver.sinks import Sink
from lantoa.receiver.store.plan import Item

CHUNK_BYTES = 3840  # 40 ms
# Behind by more than this, the sound goes on later instead of faster.
STALL_SECONDS = 0.25


class Airing:
    """Feeds a sink by the monotonic clock; `clock` gives seconds since 1970."""

    def __init__(self, item: Item, sink: Sink, *, clock: Callable[[], float]) -> None:
        self._item = item
        self._sink = sink
        self._clock = clock
        self._written = 0
        self._anchor = 0.0
        self.first_at = item.first_at
        self.last_at = item.last_at

    def begin(self) -> None:
        """The first sample follows now. Raises SinkFailed."""
        self._sink.begin()
        self._anchor = time.monotonic()

    def write(self, pcm: bytes) -> None:
        """Raises SinkFailed."""
        behind = time.monotonic() - self._due()
        if behind > STALL_SECONDS:
            self._anchor += behind
        self._sink.write(pcm)
        if self.first_at is None:
            self.first_at = self._clock()
        self._written += len(pcm) // 2
        self.last_at = self._clock() + self._ahead()

    def room(self, cut_at: float) -> int:
        """Bytes that still sound before the cut."""
        next_sample_at = self._clock() + self._ahead()
        return max(0, int((cut_at - next_sample_at) * RATE)) * 2

    def rest(self) -> None:
        """Sleeps until the sink wants more, at most for a chunk."""
        time.sleep(min(max(0.0, self._ahead() - self._sink.lead_seconds), 0.04))

    def stopped(self) -> None:
        """Was cut: what lay in a buffer was not heard."""
        unheard = round(self._ahead() * RATE)
        self._written = max(0, self._written - unheard)
        if self.last_at is not None:
            self.last_at = min(self.last_at, self._clock())

    @property
    def samples(self) -> int:
        """Heard in all, also before an interruption."""
        return self._item.samples + self._written

    def _due(self) -> float:
        return self._anchor + self._written / RATE

    def _ahead(self) -> float:
        """Seconds of sound that are written and not yet heard."""
        return max(0.0, self._due() - time.monotonic())

"""Where sound goes: nowhere, a WAV file on the clock, or a player command.

All take mono PCM, 16 bit little-endian, 48,000 samples a second. The player keeps the pace.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from lantoa.core.errors import Refused

RATE = 48_000
SAMPLE_BYTES = 2


class SinkFailed(Exception):
    """The output takes no more sound."""


class Sink(Protocol):
    """`lead_seconds`: how far ahead of the clock it wants to be fed. `tick_seconds`: how often
    `tick` is wanted while nothing sounds, 0 for never."""

    lead_seconds: float
    tick_seconds: float

    def begin(self) -> None:
        """Sound follows at once. Raises SinkFailed."""
        ...

    def write(self, pcm: bytes) -> None:
        """Takes the samples without waiting long. Raises SinkFailed."""
        ...

    def finish(self) -> None:
        """Everything was written: let what is buffered sound. Raises SinkFailed."""
        ...

    def cut(self) -> None:
        """Silence now. Never raises."""
        ...

    def tick(self) -> None:
        """A moment of silence has passed."""
        ...


def sink_from(text: str, *, clock: Callable[[], float]) -> Sink:
    """Reads `null`, `file:DIR` or `command:CMD`. `clock`: seconds since 1970. Raises Refused."""
    kind, _, rest = text.partition(":")
    if text == "null":
        from lantoa.receiver.sinks.null import NullSink

        return NullSink()
    if kind == "file" and rest:
        from lantoa.receiver.sinks.file import FileSink

        return FileSink(Path(rest), clock=clock)
    if kind == "command" and rest.strip():
        from lantoa.receiver.sinks.command import CommandSink

        return CommandSink(rest)
    raise Refused(
        f"Không hiểu ngõ ra «{text}»; bộ thu chưa chạy. Hãy dùng «null», «file:THƯ_MỤC» "
        "hoặc «command:LỆNH»."
    )

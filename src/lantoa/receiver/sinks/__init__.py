"""Where sound goes: nowhere, a WAV file on the clock, a player command, an Icecast mount.

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
    """Reads `null`, `file:DIR`, `command:CMD` or `icecast:URL`, also from a file (`@PATH`), so that
    no password stands in the list of processes. `clock`: seconds since 1970. Raises Refused."""
    if text.startswith("@"):
        text = _read(Path(text[1:]))
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
    if kind == "icecast" and rest.startswith(("http://", "https://")):
        from lantoa.receiver.sinks.icecast import IcecastSink

        return IcecastSink(rest)
    raise Refused(
        f"Không hiểu ngõ ra «{shown(text)}»; bộ thu chưa chạy. Hãy dùng «null», «file:THƯ_MỤC», "
        "«command:LỆNH» hoặc «icecast:http://source:MẬT_KHẨU@MÁY:8000/TÊN.mp3»."
    )


def shown(text: str) -> str:
    """As it may stand in a message: without a password."""
    head, mark, tail = text.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if mark else text


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"Không đọc được tệp ngõ ra «{path}» ({error}); bộ thu chưa chạy. Kiểm tra tệp rồi "
            "chạy lại."
        ) from error

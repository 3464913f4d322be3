"""Writes sound files: MP3, Opus in Ogg, WAV; all mono, the same bytes for the same input.

A file appears under its name only when it is whole: it is written beside it, flushed to the disk
and renamed. Only this module opens sound files for writing."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.errors import Refused
from lantoa.media.reading import filtered, plain
from lantoa.media.sound import MIMES, RATE, Tags

if TYPE_CHECKING:
    from av import AudioFrame

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DISK_FULL = (
    "Ổ đĩa đã đầy nên chưa lưu được tệp âm thanh, các tệp đã có vẫn còn nguyên; "
    "hãy xóa bớt tệp không dùng rồi làm lại."
)
NO_PLACE = (
    "Không ghi được tệp âm thanh vào thư mục «{folder}» nên chưa lưu gì; "
    "hãy kiểm tra lại đường dẫn và quyền ghi."
)


@dataclass(frozen=True)
class Codec:
    """FFmpeg's names for one kind of file."""

    container: str
    encoder: str
    sample_format: str
    options: dict[str, str]
    loss: float = 0.0
    """How much quieter (LU) the encoder makes a sound: at low bit rates both do."""


CODECS = {
    # The LAME of PyAV's wheel has no vector code; level 7 halves its time, and what it leaves
    # out of the psychoacoustics lies above the band of our sound.
    ".mp3": Codec("mp3", "libmp3lame", "fltp", {"b": "64000", "compression_level": "7"}, 0.4),
    ".ogg": Codec("ogg", "libopus", "flt", {"b": "32000"}, 0.2),
    ".wav": Codec("wav", "pcm_s16le", "s16", {}),
}


def codec_for(path: Path) -> Codec:
    """The codec that the ending asks for. Raises `Refused` for an unknown one."""
    known = CODECS.get(path.suffix.lower())
    if known is None:
        endings = ", ".join(MIMES)
        raise Refused(
            f"Không làm được tệp «{path.name}» nên chưa lưu gì; "
            f"hãy đặt tên tệp có đuôi là một trong các loại {endings}."
        )
    return known


@contextlib.contextmanager
def disk_errors_named() -> Iterator[None]:
    """A full disk becomes one sentence; other errors stay what they are."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise Refused(DISK_FULL) from error
        raise


@contextlib.contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """A place beside `path` for its unfinished self, gone at the end unless it was renamed."""
    try:
        handle, name = tempfile.mkstemp(
            suffix=path.suffix.lower(), prefix=".lantoa-", dir=path.parent
        )
    except OSError as error:
        if error.errno in FULL:
            raise
        raise Refused(NO_PLACE.format(folder=path.parent)) from error
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def settle(draft: Path, path: Path) -> None:
    """Gives the finished draft its name, after its bytes have reached the disk."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.chmod(0o644)
    draft.replace(path)


class Writer:
    """A file for FFmpeg that keeps the first write error instead of throwing it through C, where
    it would be printed and lost. Unbuffered, so that moving about never writes."""

    def __init__(self, path: Path) -> None:
        self.failure: OSError | None = None
        self._file = path.open("wb", buffering=0)
        self.seek, self.tell, self.close = self._file.seek, self._file.tell, self._file.close

    def write(self, data: bytes) -> int:
        rest = memoryview(data)
        try:
            while rest and self.failure is None:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            self.failure = error
        return len(data)

    def check(self) -> None:
        """Raises what a write could not."""
        if self.failure is not None:
            raise self.failure


def encode(frames: Iterable[AudioFrame], path: Path, tags: Tags) -> None:
    """Encodes frames of any shape by the ending of `path`, over what is there."""
    codec = codec_for(path)
    with disk_errors_named(), contextlib.closing(Writer(path)) as file:
        _encode(frames, file, codec, tags)
        file.check()


def _encode(frames: Iterable[AudioFrame], file: Writer, codec: Codec, tags: Tags) -> None:
    import av

    # Without bitexact an Ogg file carries a random serial number.
    output = av.open(file, "w", format=codec.container, options={"fflags": "+bitexact"})
    with output:
        stream = output.add_stream(codec.encoder, rate=RATE, options=dict(codec.options))
        stream.codec_context.layout = "mono"
        stream.codec_context.format = codec.sample_format
        output.metadata.update(tags.fields())
        size = _frame_size(stream)
        cut = [*plain(codec.sample_format), ("asetnsamples", f"n={size}:p=0")]
        for frame in filtered(frames, cut):
            file.check()
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))


def _frame_size(stream: object) -> int:
    """Samples that the encoder takes at a time; PCM takes any number."""
    context = stream.codec_context  # type: ignore[attr-defined]
    context.open(strict=False)
    return context.frame_size or 4096

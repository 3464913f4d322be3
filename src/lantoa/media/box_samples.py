"""Where the samples of one track of an MP4 lie (ISO/IEC 14496-12, 8.6 and 8.7): chunks by offset,
samples in a chunk, size of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

MOST_SAMPLES = 2_000_000


class NotTold(ValueError):
    """The tables do not say how long the samples of a chunk are."""


class Tables:
    """The sample tables of one track, by the kind of their box: where the body begins, how long."""

    def __init__(self, file: BinaryIO, found: dict[bytes, tuple[int, int]]) -> None:
        self._file, self._found = file, found

    def spans(self) -> Iterator[tuple[int, int]]:
        """First byte and the one behind the last of every chunk. Raises NotTold."""
        sizes, at = self._sizes(), 0
        per_chunk = self._runs()
        for number, offset in enumerate(self._offsets(), start=1):
            while len(per_chunk) > 1 and per_chunk[1][0] <= number:
                per_chunk.pop(0)
            count = per_chunk[0][1] if per_chunk else 0
            if not count or at + count > len(sizes):
                raise NotTold
            yield offset, offset + sum(sizes[at : at + count])
            at += count

    def _offsets(self) -> list[int]:
        wide = b"co64" in self._found
        return self._numbers(b"co64" if wide else b"stco", 4, 8 if wide else 4)

    def _runs(self) -> list[tuple[int, int]]:
        """From which chunk on, how many samples in each."""
        flat = self._numbers(b"stsc", 4, 4, fields=3)
        return list(zip(flat[::3], flat[1::3], strict=True))

    def _sizes(self) -> list[int]:
        if b"stsz" not in self._found:
            return self._small_sizes()
        body = self._body(b"stsz", 12)
        if len(body) < 12:
            return []
        every, count = int.from_bytes(body[4:8], "big"), int.from_bytes(body[8:12], "big")
        if every:
            return [every] * min(count, MOST_SAMPLES)
        return self._numbers(b"stsz", 8, 4)

    def _small_sizes(self) -> list[int]:
        """`stz2`, which subtitles and other small samples use: sizes of 4, 8 or 16 bits."""
        width = self._body(b"stz2", 8)[7:8]
        if width == b"\x04":
            count = int.from_bytes(self._body(b"stz2", 12)[8:12], "big")
            packed = self._body(b"stz2", 12 + (min(count, MOST_SAMPLES) + 1) // 2)[12:]
            return [half for one in packed for half in (one >> 4, one & 15)][:count]
        return self._numbers(b"stz2", 8, 2) if width == b"\x10" else self._numbers(b"stz2", 8, 1)

    def _numbers(self, kind: bytes, head: int, width: int, *, fields: int = 1) -> list[int]:
        """A table of numbers behind its count, which stands `head` bytes into the body."""
        body = self._body(kind, head + 4)
        count = min(int.from_bytes(body[head : head + 4], "big"), MOST_SAMPLES) * fields
        rows = self._body(kind, head + 4 + count * width)[head + 4 :]
        whole = len(rows) - len(rows) % (width * fields)
        return [int.from_bytes(rows[at : at + width], "big") for at in range(0, whole, width)]

    def _body(self, kind: bytes, most: int) -> bytes:
        start, length = self._found.get(kind, (0, 0))
        self._file.seek(start)
        return self._file.read(min(most, length))

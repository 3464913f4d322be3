"""The boxes of an MP4 or MOV file (ISO/IEC 14496-12): is it whole, and what does it tell?

Phones write the place, the device and the hour into `udta` and `meta`. They are turned into `free`
boxes of the same length, zeroed: nothing moves, no frame is encoded anew, and a film of gigabytes
needs no memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lantoa.core.errors import Unreadable

BRANDS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
INSIDE = (b"moov", b"trak")
TELLING = (b"udta", b"meta")
MOST_BOXES = 10_000
ZEROS = bytes(64 * 1024)

NOT_A_FILM = (
    "Tệp này không phải video MP4 hoặc MOV nên chưa lưu vào kho. Chọn tệp khác, hoặc lưu video "
    "thành MP4 rồi tải lại."
)
CUT_OFF = (
    "Video bị cắt dở: tệp ngắn hơn độ dài mà chính nó ghi, nên chưa lưu vào kho. "
    "Chép lại video từ máy quay rồi tải lại."
)


@dataclass(frozen=True)
class Box:
    """Where a box lies: `start` of its header, `body` behind it, `end`; in bytes of the file."""

    kind: bytes
    start: int
    body: int
    end: int


def check_whole(path: Path) -> None:
    """Raises Unreadable where the file is no MP4 or MOV, or ends before its boxes do."""
    size = path.stat().st_size
    with path.open("rb") as file:
        found = list(_boxes(file, 0, size))
    if not found or found[0].kind not in BRANDS:
        raise Unreadable(NOT_A_FILM)
    kinds = {box.kind for box in found}
    if found[-1].end > size or not {b"moov", b"mdat"} <= kinds:
        raise Unreadable(CUT_OFF)


def forget_place(path: Path) -> bool:
    """Empties, in place, what tells where and with what it was filmed; was there any?"""
    with path.open("r+b") as file:
        told = list(_telling(file, 0, path.stat().st_size))
        for box in told:
            file.seek(box.start + 4)
            file.write(b"free")
            file.seek(box.body)
            left = box.end - box.body
            while left > 0:
                left -= file.write(ZEROS[: min(left, len(ZEROS))])
    return bool(told)


def _telling(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    for box in _boxes(file, start, end):
        if box.kind in TELLING:
            yield box
        elif box.kind in INSIDE:
            yield from _telling(file, box.body, box.end)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes of one level; the last one may claim to end behind `end`."""
    for _ in range(MOST_BOXES):
        if start + 8 > end:
            return
        file.seek(start)
        header = file.read(16)
        size, kind, body = int.from_bytes(header[:4], "big"), header[4:8], start + 8
        if size == 1:
            size, body = int.from_bytes(header[8:16], "big"), start + 16
        elif size == 0:  # up to the end of the file
            size = end - start
        if size < body - start:
            return
        yield Box(kind, start, body, start + size)
        start += size
    raise Unreadable(NOT_A_FILM)

"""The boxes of an MP4 or MOV file (ISO/IEC 14496-12): is it whole, and what does it tell?

Phones and cameras write the place, the device and the hour into `udta` and `meta`, as XMP into
`uuid`, into boxes of their own, and into tracks that run beside the picture (GoPro's `gpmd`, the
`mebx` of an iPhone, the subtitles of a drone). Only what a player needs is kept: every other box
is turned into a `free` one of the same length, zeroed, and so are the samples of tracks that are
neither picture nor sound. Nothing moves, no frame is encoded anew, and a film of gigabytes needs
no memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lantoa.core.errors import Unreadable
from lantoa.media.box_samples import NotTold, Tables

BRANDS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
# What each level may hold; the rest tells something, or nobody knows what it tells.
KEPT = {
    b"": {b"ftyp", b"styp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"moof", b"mfra",
          b"sidx", b"ssix", b"prft", b"PICT"},
    b"moov": {b"mvhd", b"trak", b"mvex", b"iods", b"free", b"skip", b"cmov", b"rmra", b"ctab",
              b"clip"},
    b"trak": {b"tkhd", b"edts", b"mdia", b"tref", b"load", b"matt", b"clip", b"tapt", b"trgr",
              b"free", b"skip"},
    b"mdia": {b"mdhd", b"hdlr", b"elng", b"minf", b"free", b"skip"},
}  # fmt: skip
# Kinds of tracks (`hdlr`) that stay: picture, sound, and the clock of an editor.
PLAYED = (b"vide", b"soun", b"tmcd")
MOST_BOXES = 10_000
ZEROS = bytes(64 * 1024)

IN_FRAGMENTS = (
    "Video kèm dữ liệu của máy quay (vị trí, cảm biến) ở dạng không gỡ riêng được nên chưa lưu vào "
    "kho. Xuất video bằng phần mềm dựng phim, bỏ dữ liệu kèm theo, rồi tải lại."
)
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
    """Empties, in place, what tells where and with what it was filmed; was there any? Raises
    Unreadable where it is strewn over the fragments of a stream, or lies nobody knows where."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        tracks = list(_silent_tracks(file, size))
        if tracks and any(box.kind == b"moof" for box in _boxes(file, 0, size)):
            raise Unreadable(IN_FRAGMENTS)
        try:
            spans = [span for one in tracks for span in _samples(file, one)]
        except NotTold as error:
            raise Unreadable(IN_FRAGMENTS) from error
        for start, end in _merged(spans, size):
            _zero(file, start, end)
        told = [*tracks, *_telling(file, b"", 0, size)]
        for box in told:
            file.seek(box.start + 4)
            file.write(b"free")
            _zero(file, box.body, box.end)
    return bool(told)


def _merged(spans: list[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    """Every byte once, and none behind the file: tables may lie."""
    done = 0
    for start, end in sorted(spans):
        start, end = max(start, done), min(end, size)
        if start < end:
            yield start, end
            done = end


def _zero(file: BinaryIO, start: int, end: int) -> None:
    file.seek(start)
    while start < end:
        start += file.write(ZEROS[: min(end - start, len(ZEROS))])


def _telling(file: BinaryIO, level: bytes, start: int, end: int) -> Iterator[Box]:
    for box in _boxes(file, start, end):
        if box.kind not in KEPT[level]:
            yield box
        elif box.kind in KEPT:
            yield from _telling(file, box.kind, box.body, box.end)


def _silent_tracks(file: BinaryIO, size: int) -> Iterator[Box]:
    """Tracks that nobody sees or hears."""
    for movie in _inside(file, Box(b"", 0, 0, size), b"moov"):
        for track in _inside(file, movie, b"trak"):
            if not any(_handler(file, media) in PLAYED for media in _inside(file, track, b"mdia")):
                yield track


def _handler(file: BinaryIO, media: Box) -> bytes:
    for box in _inside(file, media, b"hdlr"):
        file.seek(box.body + 8)
        return file.read(4)
    return b""


def _samples(file: BinaryIO, track: Box) -> Iterator[tuple[int, int]]:
    for media in _inside(file, track, b"mdia"):
        for info in _inside(file, media, b"minf"):
            for table in _inside(file, info, b"stbl"):
                rows = _boxes(file, table.body, table.end)
                found = {box.kind: (box.body, box.end - box.body) for box in rows}
                yield from Tables(file, found).spans()


def _inside(file: BinaryIO, box: Box, kind: bytes) -> list[Box]:
    return [one for one in _boxes(file, box.body, box.end) if one.kind == kind]


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

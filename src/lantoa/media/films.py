"""A video as it was handed in: whole, of this world, and silent about where it was filmed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lantoa.core.errors import Unreadable
from lantoa.media.boxes import NOT_A_FILM, check_whole, forget_place
from lantoa.media.looks import look_of

LARGEST_BYTES = 2 * 1024**3
LONGEST_SECONDS = 2 * 3600
LARGEST_SIDE = 4096
POSTER_SIDE = 960

TOO_LONG = "Video dài hơn 2 giờ nên chưa lưu vào kho. Cắt ngắn rồi tải lại."
TOO_WIDE = "Khung hình lớn hơn 4.096 điểm nên chưa lưu vào kho. Lưu ở cỡ 1080p hoặc 4K rồi tải lại."


@dataclass(frozen=True)
class Film:
    """What a video is: its length, its frame as it is seen, whether it sounds, and one frame of it
    as a JPEG (`poster`)."""

    milliseconds: int
    width: int
    height: int
    has_sound: bool
    had_place: bool
    poster: bytes
    look: str


def take_film(path: Path) -> Film:
    """Checks a finished upload and empties what tells its place, in the file itself. Raises
    Unreadable, in words, for what is cut off, no video, too long or too large."""
    check_whole(path)
    had_place = forget_place(path)
    import av

    limits = {"format_whitelist": "mov,mp4,m4a,3gp", "protocol_whitelist": "file"}
    try:
        with av.open(f"file:{path.resolve()}", options=limits) as container:
            if not container.streams.video:
                raise Unreadable(NOT_A_FILM)
            milliseconds = round((container.duration or 0) / 1000)
            if milliseconds > LONGEST_SECONDS * 1000:
                raise Unreadable(TOO_LONG)
            stream = container.streams.video[0]
            if max(stream.width, stream.height) > LARGEST_SIDE:
                raise Unreadable(TOO_WIDE)
            container.seek(min(milliseconds // 3, 3000) * 1000)
            frame = next(container.decode(video=0))
            poster, width, height, look = _poster(frame)
            has_sound = bool(container.streams.audio)
    except (av.error.FFmpegError, OSError, StopIteration) as error:
        raise Unreadable(NOT_A_FILM) from error
    return Film(milliseconds, width, height, has_sound, had_place, poster, look)


def _poster(frame: object) -> tuple[bytes, int, int, str]:
    """A frame turned as players turn it: JPEG, the size of the whole frame, its look."""
    import io
    from typing import Any

    seen: Any = frame
    image = seen.to_image().rotate(seen.rotation, expand=True)
    width, height = image.size
    image.thumbnail((POSTER_SIDE, POSTER_SIDE))
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue(), width, height, look_of(image)

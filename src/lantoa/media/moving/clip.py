"""Video ngắn: the narration of an article with its photos, its data and its words as captions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.media.captions import to_srt, to_vtt
from lantoa.media.moving.captions import as_cues
from lantoa.media.moving.clip_cut import (
    AFTER_FRAMES,
    CLOSING_FRAMES,
    LEAD_FRAMES,
    LONGEST_CLOSING,
    SHORTEST,
    Cut,
    Matter,
    Narration,
)
from lantoa.media.moving.cutting import make
from lantoa.media.moving.mp4 import still_of
from lantoa.media.moving.photo_scenes import is_usable
from lantoa.media.moving.shapes import FPS, Shape
from lantoa.media.moving.stories import Sign
from lantoa.media.sound import Tags
from lantoa.media.voices import Watch, unwatched
from lantoa.vietnamese import duration

LONGEST = 90 * FPS
COVER_SECOND = 0.5
SHORTEST_SPEECH_MS = 1000 * (SHORTEST - LONGEST_CLOSING - LEAD_FRAMES - AFTER_FRAMES) // FPS
LONGEST_SPEECH_MS = 1000 * (LONGEST - CLOSING_FRAMES - LEAD_FRAMES - AFTER_FRAMES) // FPS
TOO_SHORT = (
    "Lời đọc chỉ dài {found}, video ngắn cần ít nhất {least} lời đọc nên chưa làm. Viết thêm nội "
    "dung cho lời đọc rồi làm lại, hoặc làm đồ họa chuyển động; bài vẫn được giữ."
)
TOO_LONG = (
    "Lời đọc dài {found}, video ngắn chỉ chứa được {most} nên chưa làm. Thu một bản ngắn hơn, hoặc "
    "chọn giọng máy để máy đọc bản rút gọn; bài và bản thu vẫn được giữ."
)


@dataclass(frozen=True)
class MadeClip:
    """A finished clip; `cover` is a JPEG of its second 0.5, the captions are text."""

    path: Path
    cover: Path
    milliseconds: int
    width: int
    height: int
    vtt: str
    srt: str
    left_out: int
    """Photos that were too small."""


def check_length(milliseconds: int) -> None:
    """Raises `Refused` for a narration that makes no clip of 30 to 90 seconds."""
    found = duration(round(milliseconds / 1000))
    if milliseconds < SHORTEST_SPEECH_MS:
        raise Refused(TOO_SHORT.format(found=found, least=duration(-(-SHORTEST_SPEECH_MS // 1000))))
    if milliseconds > LONGEST_SPEECH_MS:
        raise Refused(TOO_LONG.format(found=found, most=duration(LONGEST_SPEECH_MS // 1000)))


def make_clip(
    matter: Matter, narration: Narration, sign: Sign, shape: Shape, out: Path, *, tags: Tags,
    watch: Watch = unwatched,
) -> MadeClip:  # fmt: skip
    """Writes the clip as MP4 and its cover beside it. Raises `Refused` (see `check_length`),
    `Unreadable` for a photo that cannot be read, and what `watch` raises."""
    check_length(narration.milliseconds)
    usable = tuple(photo for photo in matter.photos if is_usable(photo, shape))
    cut = Cut(replace(matter, photos=usable), narration, sign, shape)
    film = cut.film()
    make(film, out, tags, watch)
    cover = out.with_suffix(".jpg")
    still_of(out, COVER_SECOND, cover)
    cues = as_cues(cut.captions, round(1000 * film.late))
    return MadeClip(
        out, cover, round(1000 * film.seconds), *shape.size,
        to_vtt(cues, is_exact=narration.is_exact), to_srt(cues),
        len(matter.photos) - len(usable),
    )  # fmt: skip

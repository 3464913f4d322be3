"""What a person recorded: checked, trimmed of silence at both ends, fit for the air."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.errors import Unreadable
from lantoa.media.captions import aligned
from lantoa.media.encoding import codec_for
from lantoa.media.mastering import (
    NO_SOUND,
    SHORTEST_SECONDS,
    feed_of,
    in_band,
    master,
    watched,
)
from lantoa.media.reading import (
    DAMAGED,
    Feed,
    declared_seconds,
    filtered,
    opened,
)
from lantoa.media.sound import RATE, Sound, Tags
from lantoa.media.voices import Watch, unwatched
from lantoa.media.wholeness import is_cut_off

if TYPE_CHECKING:
    from av import AudioFrame

LARGEST_BYTES = 100 * 1000 * 1000
LONGEST_SECONDS = 3600
STEP_SECONDS = 0.05
LEAD_SECONDS, TAIL_SECONDS = 0.15, 0.35
"""Left before the first and after the last word, so that neither is bitten off."""
SPEECH_DB = 30.0
"""How far below its loudest moments a recording still counts as speech."""
FLOOR_DBFS = -60.0

TOO_LARGE = (
    "Tệp âm thanh lớn hơn 100 MB nên chưa lưu gì; hãy chọn tệp nhỏ hơn hoặc chia thành nhiều phần."
)
TOO_LONG = "Bản ghi âm dài hơn 60 phút nên chưa lưu gì; hãy cắt bớt hoặc chia thành nhiều phần."

CUT_EMPTY = "Đoạn được giữ quá ngắn nên chưa làm âm thanh; hãy chọn lại chỗ bắt đầu và kết thúc."


@dataclass(frozen=True)
class Stretch:
    """The part that is kept, in seconds from the beginning."""

    start: float
    end: float

    def of(self, feed: Feed) -> Feed:
        cut = ("atrim", f"start={self.start:.3f}:end={self.end:.3f}")
        return lambda: filtered(feed(), [cut])


def from_upload(
    path: Path, out: Path, *, tags: Tags, words: str = "", cut: Stretch | None = None,
    watch: Watch = unwatched,
) -> Sound:  # fmt: skip
    """Masters a recording of any common format (a browser's WebM or Ogg, M4A, MP3, WAV). Silence
    at both ends goes, or what lies outside `cut`. `words` are what was read, for the captions.

    Raises `Unreadable` for what is no sound, damaged, silent, longer than 60 minutes or larger
    than 100 MB; then `out` is as it was. And what `watch` raises."""
    codec_for(out)
    check_outside(path)
    banded = in_band(feed_of(path))
    found = levels(watched(banded, watch)())
    kept = within(cut, len(found) * STEP_SECONDS) if cut else spoken_stretch(found)
    sound = master(kept.of(banded), out, tags=tags, watch=lambda share: watch(0.2 + 0.8 * share))
    first, last = (round(at / STEP_SECONDS) for at in (kept.start, kept.end))
    read = aligned(words, found[first:last], STEP_SECONDS, threshold(found)) if words else []
    return replace(sound, cues=tuple(read), kept=(kept.start, kept.end))


def within(cut: Stretch, seconds: float) -> Stretch:
    """A stretch chosen by hand, inside the recording. Raises `Unreadable` for an empty one."""
    kept = Stretch(max(0.0, cut.start), min(seconds, cut.end))
    if kept.end - kept.start < SHORTEST_SECONDS:
        raise Unreadable(CUT_EMPTY)
    return kept


def check_outside(path: Path) -> None:
    """Refuses by what the file says of itself, before any of it is decoded."""
    if path.stat().st_size > LARGEST_BYTES:
        raise Unreadable(TOO_LARGE)
    if is_cut_off(path):
        raise Unreadable(DAMAGED)
    with opened(path) as container:
        if (declared_seconds(container) or 0) > LONGEST_SECONDS:
            raise Unreadable(TOO_LONG)


def levels(frames: Iterator[AudioFrame]) -> list[float]:
    """The level in dBFS (RMS) of every twentieth of a second."""
    meter = "metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level"
    steps = [("asetnsamples", f"n={int(STEP_SECONDS * RATE)}"), ("astats", meter)]
    found: list[float] = []
    for frame in filtered(frames, steps):
        level = float(frame.metadata.get("lavfi.astats.Overall.RMS_level", "-inf"))
        found.append(max(level, -120.0))
        if len(found) * STEP_SECONDS > LONGEST_SECONDS + 1:
            raise Unreadable(TOO_LONG)
    return found


def spoken_stretch(found: list[float]) -> Stretch:
    """From the first to the last moment that is speech. Clicks are no speech: the loudest
    hundredth part is passed over when the loudness of the speaker is judged."""
    quiet = threshold(found)
    heard = [number for number, level in enumerate(found) if level >= quiet]
    if not heard:
        raise Unreadable(NO_SOUND)
    start = heard[0] * STEP_SECONDS - LEAD_SECONDS
    end = (heard[-1] + 1) * STEP_SECONDS + TAIL_SECONDS
    return Stretch(max(0.0, start), min(len(found) * STEP_SECONDS, end))


def threshold(found: Sequence[float]) -> float:
    """The level below which nobody speaks."""
    loudest = sorted(found)[-1 - len(found) // 100] if found else -120.0
    return max(FLOOR_DBFS, loudest - SPEECH_DB)

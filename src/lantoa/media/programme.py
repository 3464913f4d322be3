"""Joins mastered items into one programme for a slot of the timetable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.errors import Refused, Unreadable
from lantoa.media.mastering import feed_of, master
from lantoa.media.reading import Feed, synthetic_engine
from lantoa.media.sound import RATE, Sound, Tags
from lantoa.media.tones import CHIME_SECONDS, chime, silence

if TYPE_CHECKING:
    from av import AudioFrame

GAP_SECONDS = 0.6
NOTHING_FITS = (
    "Không có tin nào vừa khung giờ nên chưa làm chương trình; "
    "hãy chọn tin ngắn hơn hoặc khung giờ dài hơn."
)
NO_ROOM = "không đủ thời gian trong khung giờ"
NOT_PLAYABLE = "tệp âm thanh không phát được"


@dataclass(frozen=True)
class LeftOut:
    """An item that is not in the programme, and why (Vietnamese)."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Programme:
    sound: Sound
    items: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]


def assemble(
    items: Sequence[Path], out: Path, *, seconds_max: float, with_chime: bool, tags: Tags
) -> Programme:
    """Plays the items in order, as many as the slot holds: a chime first, gaps between.

    An item too long for what is left, or that will not decode, is left out and named; a later
    and shorter one may still fit. The programme is marked synthetic when one item is. Raises
    `Refused` when nothing fits."""
    fitted, left_out = _fitting(items, seconds_max, CHIME_SECONDS if with_chime else -GAP_SECONDS)
    if not fitted:
        raise Refused(NOTHING_FITS)
    engines = [engine for item in fitted if (engine := synthetic_engine(item))]
    marked = replace(tags, synthetic=engines[0] if engines else "")
    sound = master(_joined(fitted, with_chime), out, tags=marked)
    return Programme(sound, tuple(fitted), tuple(left_out))


def _fitting(
    items: Iterable[Path], seconds_max: float, used: float
) -> tuple[list[Path], list[LeftOut]]:
    fitted: list[Path] = []
    left_out: list[LeftOut] = []
    for item in items:
        try:
            needed = GAP_SECONDS + _seconds(feed_of(item))
        except Unreadable:
            left_out.append(LeftOut(item, NOT_PLAYABLE))
            continue
        if used + needed > seconds_max:
            left_out.append(LeftOut(item, NO_ROOM))
            continue
        used += needed
        fitted.append(item)
    return fitted, left_out


def _seconds(feed: Feed) -> float:
    return float(sum(frame.samples for frame in feed())) / RATE


def _joined(items: Sequence[Path], with_chime: bool) -> Feed:
    def feed() -> Iterator[AudioFrame]:
        if with_chime:
            yield from chime()
        for number, item in enumerate(items):
            if number or with_chime:
                yield from silence(GAP_SECONDS)
            yield from feed_of(item)()

    return feed

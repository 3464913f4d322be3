"""The station's signature: its music and the words that go with it, joined as they air."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lantoa.media.encoding import disk_errors_named, encode
from lantoa.media.mastering import feed_of, levelled, master, watched
from lantoa.media.mixing import Clip, track
from lantoa.media.sound import RATE, Sound, Tags
from lantoa.media.tones import bed, chime
from lantoa.media.voices import Watch, unwatched

LEAD = 0.4
"""Seconds between the station's music and the first word."""
EDGE, RELEASE = 0.01, 0.8
"""Fades of music that somebody cut: in, so that it does not click, and out."""


@dataclass(frozen=True)
class Part:
    """A finished file of the kit; words are never faded."""

    path: Path
    is_music: bool


def make_tone(part: str, out: Path, *, tags: Tags, watch: Watch = unwatched) -> Sound:
    """One of the tones of our own making: `opening`, `closing` or `bed`; nobody has rights in
    them."""
    feeds = {"opening": chime, "closing": lambda: chime(is_rising=False), "bed": bed}
    with disk_errors_named(), tempfile.TemporaryDirectory(prefix="lantoa-") as folder:
        once = Path(folder) / "tieng.wav"  # mastering listens often, the formula is dear
        encode(watched(feeds[part], watch)(), once, Tags())
        return master(feed_of(once), out, tags=tags, watch=watch)


def joined(
    parts: Sequence[Part], out: Path, *, tags: Tags, watch: Watch = unwatched
) -> Sound:  # fmt: skip
    """One file of the parts, one after the other, at the loudness of the law."""
    clips: list[Clip] = []
    at = 0.0
    for part in parts:
        feed = levelled(feed_of(part.path))
        seconds = sum(frame.samples for frame in feed()) / RATE
        edges = (EDGE, min(RELEASE, seconds / 3)) if part.is_music else (0.0, 0.0)
        clips.append(Clip(feed, at, seconds, fade_in=edges[0], fade_out=edges[1]))
        at += seconds + LEAD
    return master(track(clips, at - LEAD), out, tags=tags, watch=watch)

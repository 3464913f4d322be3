"""Several tracks at once: what is spoken, the station's own music, and a bed that steps back
while somebody speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING

from lantoa.media.reading import Feed, Filters, filtered, plain, pulled
from lantoa.media.sound import RATE
from lantoa.media.tones import silence

if TYPE_CHECKING:
    from av import AudioFrame
    from av.filter import FilterContext, Graph

STEP = 4800
"""Samples that the tracks are pushed by, in turns."""
# The bed lies about 12 dB below speech and goes down by about as much again while one speaks; it
# comes back in the time in which a listener notices that the item is over.
BED_GAIN_DB = -11.0
DUCK = "threshold=0.02:ratio=8:attack=60:release=900:makeup=1"


@dataclass(frozen=True)
class Clip:
    """A sound at a place of a track: seconds from its beginning, and how much of it is heard."""

    feed: Feed
    at: float
    seconds: float
    fade_in: float = 0.0
    fade_out: float = 0.0

    def frames(self) -> Iterator[AudioFrame]:
        """Exactly so many seconds of it, faded at its ends."""
        length = round(self.seconds * RATE)
        shape: Filters = [("apad", f"whole_len={length}"), ("atrim", f"end_sample={length}")]
        if self.fade_in:
            shape.append(("afade", f"t=in:d={self.fade_in:.3f}"))
        if self.fade_out:
            start = max(0.0, self.seconds - self.fade_out)
            shape.append(("afade", f"t=out:st={start:.3f}:d={self.fade_out:.3f}"))
        return filtered(self.feed(), shape)


def track(clips: Sequence[Clip], seconds: float) -> Feed:
    """The clips at their places, none over another, silence between them; exactly so long."""

    def feed() -> Iterator[AudioFrame]:
        done = 0
        for clip in sorted(clips, key=lambda one: one.at):
            begin = round(clip.at * RATE)
            if begin > done:
                yield from silence((begin - done) / RATE)
                done = begin
            for frame in clip.frames():
                done += frame.samples
                yield frame
        if round(seconds * RATE) > done:
            yield from silence((round(seconds * RATE) - done) / RATE)

    return feed


def looped(feed: Feed, length: float, seconds: float, overlap: float = 0.3) -> list[Clip]:
    """A sound of `length` seconds over and over, for so long. Each turn fades out and the next
    one in."""
    clips, at = [], 0.0
    while at < seconds:
        heard = min(length, seconds - at)
        fade = min(overlap, heard / 2)
        clips.append(Clip(feed, at, heard, fade_in=fade, fade_out=fade))
        at += heard
    return clips


def mixed(voice: Feed, music: Feed, bed: Feed | None) -> Feed:
    """Voice and music as they are, over a bed that the voice pushes down."""

    def feed() -> Iterator[AudioFrame]:
        graph, sources = _graph(has_bed=bed is not None)
        tracks = [voice, music, *([bed] if bed else [])]
        even: Filters = [*plain("fltp"), ("asetnsamples", f"n={STEP}:p=0")]
        counts = [0] * len(tracks)
        for frames in zip_longest(*(filtered(one(), even) for one in tracks)):
            for number, frame in enumerate(frames):
                if frame is None:
                    continue
                frame.pts, frame.time_base = counts[number], Fraction(1, RATE)
                counts[number] += frame.samples
                sources[number].push(frame)
            yield from pulled(graph)
        for source in sources:
            source.push(None)
        yield from pulled(graph)

    return feed


def _graph(*, has_bed: bool) -> tuple[Graph, list[FilterContext]]:
    from av.filter import Graph

    graph = Graph()
    names = ("voice", "music", "bed") if has_bed else ("voice", "music")
    sources = [
        graph.add_abuffer(
            format="fltp", sample_rate=RATE, layout="mono", time_base=Fraction(1, RATE), name=name
        )
        for name in names
    ]  # fmt: skip
    mix = graph.add("amix", f"inputs={len(names)}:normalize=0:dropout_transition=0:duration=first")
    out = graph.add("abuffersink")
    if has_bed:
        split = graph.add("asplit", "2")
        level = graph.add("volume", f"{BED_GAIN_DB}dB")
        duck = graph.add("sidechaincompress", DUCK)
        sources[0].link_to(split)
        split.link_to(mix, 0, 0)
        split.link_to(duck, 1, 1)
        sources[2].link_to(level)
        level.link_to(duck, 0, 0)
        duck.link_to(mix, 0, 2)
    else:
        sources[0].link_to(mix, 0, 0)
    sources[1].link_to(mix, 0, 1)
    mix.link_to(out)
    graph.configure()
    return graph, sources

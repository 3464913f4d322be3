"""Sounds of our own making: silence and the chime of the station."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.media.mastering import TARGET_LUFS, master
from lantoa.media.meter import loudness
from lantoa.media.reading import filtered, plain, pulled
from lantoa.media.sound import RATE, Sound, Tags

if TYPE_CHECKING:
    from av import AudioFrame

CHIME_SECONDS = 2.6
NOTES = ((0.0, 523.25), (0.38, 659.26), (0.76, 783.99))
"""When each bell is struck (seconds) and its pitch (Hz): a rising C major triad."""
PARTIALS = ((1.0, 1.0, 2.2), (2.0, 0.32, 3.6), (3.01, 0.12, 6.0))
"""Of a small bell: multiple of the pitch, strength, decay a second; the upper ones die first."""


def generated(source: str, seconds: float) -> Iterator[AudioFrame]:
    """Frames of a formula of time, as FFmpeg's evaluator understands it."""
    from av.filter import Graph

    graph = Graph()
    made = graph.add("aevalsrc", f"exprs='{source}':sample_rate={RATE}:duration={seconds:.3f}")
    shape = [graph.add(*named) for named in plain()]
    graph.link_nodes(made, *shape, graph.add("abuffersink"))
    graph.configure()
    yield from pulled(graph)


def silence(seconds: float) -> Iterator[AudioFrame]:
    """Nothing, for so long."""
    return generated("0", seconds)


def bells() -> str:
    """The chime as a formula of time for FFmpeg's evaluator: struck softly, left to ring."""
    parts = []
    for start, pitch in NOTES:
        age = f"(t-{start})"
        ring = "+".join(
            f"{strength}*exp(-{decay}*{age})*sin(2*PI*{pitch * multiple:.2f}*{age})"
            for multiple, strength, decay in PARTIALS
        )
        parts.append(f"gte(t,{start})*(1-exp(-180*max(0,{age})))*({ring})")
    fade = f"min(1,({CHIME_SECONDS}-t)/0.3)"
    return f"0.2*{fade}*({'+'.join(parts)})"


@cache
def _chime_gain() -> float:
    heard = loudness(generated(bells(), CHIME_SECONDS), peak=False)
    return TARGET_LUFS - heard.lufs


def chime() -> Iterator[AudioFrame]:
    """The chime at the loudness of the law, to stand in a programme."""
    made = generated(bells(), CHIME_SECONDS)
    return filtered(made, [("volume", f"{_chime_gain():.3f}dB")])


def make_chime(out: Path, *, tags: Tags) -> Sound:
    """The chime as a file of its own."""
    return master(chime, out, tags=tags)

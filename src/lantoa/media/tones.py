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


def generated(source: str, seconds: float, rate: int = RATE) -> Iterator[AudioFrame]:
    """Frames of a formula of time, as FFmpeg's evaluator understands it; it is worked out at
    `rate`, which is cheaper where nothing high sounds."""
    from av.filter import Graph

    graph = Graph()
    made = graph.add("aevalsrc", f"exprs='{source}':sample_rate={rate}:duration={seconds:.3f}")
    shape = [graph.add(*named) for named in plain()]
    graph.link_nodes(made, *shape, graph.add("abuffersink"))
    graph.configure()
    yield from pulled(graph)


def silence(seconds: float) -> Iterator[AudioFrame]:
    """Nothing, for so long."""
    return generated("0", seconds)


def bells(*, is_rising: bool = True) -> str:
    """The chime as a formula of time for FFmpeg's evaluator: struck softly, left to ring. It
    rises where something begins and falls where it ends."""
    pitches = [pitch for _, pitch in NOTES]
    parts = []
    for (start, _), pitch in zip(NOTES, pitches if is_rising else pitches[::-1], strict=True):
        age = f"(t-{start})"
        ring = "+".join(
            f"{strength}*exp(-{decay}*{age})*sin(2*PI*{pitch * multiple:.2f}*{age})"
            for multiple, strength, decay in PARTIALS
        )
        parts.append(f"gte(t,{start})*(1-exp(-180*max(0,{age})))*({ring})")
    fade = f"min(1,({CHIME_SECONDS}-t)/0.3)"
    return f"0.2*{fade}*({'+'.join(parts)})"


BED_SECONDS = 32.0
CHORDS = ((261.63, 329.63, 392.0), (220.0, 261.63, 329.63), (349.23, 440.0, 523.25),
          (293.66, 392.0, 493.88))  # fmt: skip
"""Of the neutral bed: C, A minor, F, G, eight seconds each, as soft pads that swell and fade."""


def bed() -> Iterator[AudioFrame]:
    """A neutral bed of our own making, free of anybody's rights."""
    pads = []
    for number, chord in enumerate(CHORDS):
        age = f"(t-{8 * number})"
        swell = f"between(t,{8 * number},{8 * number + 8})*pow(abs(sin(PI*{age}/8)),0.6)"
        tones = "+".join(f"sin(2*PI*{pitch}*t)+0.25*sin(4*PI*{pitch}*t)" for pitch in chord)
        pads.append(f"{swell}*({tones})")
    return generated(f"0.08*(0.9+0.1*sin(2*PI*0.7*t))*({'+'.join(pads)})", BED_SECONDS, 8000)


ATTENTION_SECONDS = 3.6
ATTENTION = "0.22*sin(2*PI*if(lt(mod(t,0.9),0.45),960,770)*t)"
"""Two tones in turn, in the middle of what a horn gives back, with a breath at the end."""


def attention() -> Iterator[AudioFrame]:
    """The signal before an emergency: two tones in turn, then a breath."""
    edge = f"min(1,min(t/0.02,max(0,({ATTENTION_SECONDS}-0.6-t)/0.02)))"
    return generated(f"{ATTENTION}*{edge}", ATTENTION_SECONDS)


@cache
def _chime_gain() -> float:
    heard = loudness(generated(bells(), CHIME_SECONDS), peak=False)
    return TARGET_LUFS - heard.lufs


def chime(*, is_rising: bool = True) -> Iterator[AudioFrame]:
    """The chime at the loudness of the law, to stand in a programme."""
    made = generated(bells(is_rising=is_rising), CHIME_SECONDS)
    return filtered(made, [("volume", f"{_chime_gain():.3f}dB")])


def make_chime(out: Path, *, tags: Tags) -> Sound:
    """The chime as a file of its own."""
    return master(chime, out, tags=tags)

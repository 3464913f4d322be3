"""Captions of a film: the words as they are written, at the time at which they are said.

The cues of a sound hold the words as they are said («mười lăm phút một lần»); on a screen people
read them as they are written («15 phút một lần»). Both are the same lines in the same order, so
the time of a written stretch follows from how many syllables it has when it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lantoa.media.captions import Cue
from lantoa.media.moving.lines import Block, Measure, blocks, sentences

LINGER_MS = 700
"""A caption stays until the next one where the pause between them is no longer; else so long."""

Read = Callable[[str], str]


@dataclass(frozen=True)
class Caption:
    """A band of at most two lines, shown between two milliseconds of the sound."""

    first_ms: int
    last_ms: int
    block: Block
    opens: bool
    """Does a sentence begin with it?"""


@dataclass(frozen=True)
class Spoken:
    """One line of a script, as it is written and as it is said."""

    written: str
    said: str


def captions(
    script: Sequence[Spoken], cues: Sequence[Cue], read: Read, width: Measure, room: float
) -> list[Caption]:
    """Captions of a sound with these cues. Where the script is not what was said (an emergency is
    said twice), the words of the cues stand in."""
    words = [word for cue in cues for word in cue.text.split()]
    said = [word for line in script for word in line.said.split()]
    before = len(words) - len(said)
    if before < 0 or words[before:] != said or not said:
        parts = [(cue.text, len(cue.text.split())) for cue in cues]
    else:
        parts = [(" ".join(words[:before]), before)] if before else []
        parts += [(line.written, len(line.said.split())) for line in script if line.said.split()]
    times = _word_times(cues)
    found: list[Caption] = []
    done = 0
    for text, count in parts:
        found += _line(text, times[done : done + count], read, width, room)
        done += count
    return _lingering(found)


def as_cues(found: Sequence[Caption], before_ms: int = 0) -> list[Cue]:
    """For a caption file of a film whose sound begins so late."""
    return [
        Cue(one.first_ms + before_ms, one.last_ms + before_ms, "\n".join(one.block.lines))
        for one in found
    ]


def _word_times(cues: Sequence[Cue]) -> list[tuple[float, float]]:
    times = []
    for cue in cues:
        count = len(cue.text.split())
        step = (cue.last_ms - cue.first_ms) / max(1, count)
        times += [
            (cue.first_ms + step * place, cue.first_ms + step * (place + 1))
            for place in range(count)
        ]
    return times


def _line(
    text: str, times: Sequence[tuple[float, float]], read: Read, width: Measure, room: float
) -> Iterator[Caption]:
    """Captions of one line, whose words sound at these times; each takes its share of them."""
    shown = [
        (block, place == 0)
        for sentence in sentences(text)
        for place, block in enumerate(blocks(sentence, width, room))
    ]
    weights = [max(1, len(read(block.text).split())) for block, _ in shown]
    total, done = sum(weights), 0
    for (block, opens), weight in zip(shown, weights, strict=True):
        first = min(round(done * len(times) / total), len(times) - 1)
        done += weight
        last = min(max(round(done * len(times) / total) - 1, first), len(times) - 1)
        yield Caption(round(times[first][0]), round(times[last][1]), block, opens)


def _lingering(found: Sequence[Caption]) -> list[Caption]:
    kept = []
    for place, one in enumerate(found):
        following = found[place + 1].first_ms if place + 1 < len(found) else None
        last = one.last_ms + LINGER_MS
        if following is not None and following <= last + LINGER_MS:
            last = following
        kept.append(Caption(one.first_ms, max(last, one.first_ms), one.block, one.opens))
    return kept

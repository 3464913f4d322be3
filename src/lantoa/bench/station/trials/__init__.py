"""Trials of `bench station faults`, by what breaks."""

from __future__ import annotations

from pathlib import Path

from lantoa.bench.station.hearing import first_heard, longest_silence
from lantoa.bench.station.scene import Scene
from lantoa.receiver.messages import Play

VALUE, SECONDS = 2000, 4
AHEAD, BEFORE, WINDOW = 14.0, 9.0, 8.0
"""Seconds: a sound begins so long after it was ordered; the fault comes so long before its
second; it is listened for so long after it."""


class Absent(Exception):
    """This machine lacks something that the trial needs; in Vietnamese."""


def late(place: Scene, play: Play) -> float:
    """How long after its second the sound was heard; the whole window where it was not."""
    due = play.starts_at.timestamp()
    heard = first_heard(place.device.wav, VALUE, after=due - 1)
    return WINDOW if heard is None else max(0.0, heard - due)


def silence(wav: Path, first: float, last: float) -> float:
    """The longest silence of a recording in a span in which it should have sounded."""
    return longest_silence(wav, first, last)

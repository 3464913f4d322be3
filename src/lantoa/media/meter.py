"""Measures loudness after EBU R 128 (ITU-R BS.1770) by FFmpeg's ebur128 filter."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.media.reading import decoded, filtered, plain
from lantoa.media.sound import RATE, Loudness

if TYPE_CHECKING:
    from av import AudioFrame

SILENCE = -120.0
# The filter notes what it heard on whole tenths of a second only: the last part of a sound is
# pushed past that mark by silence, which the gate of R 128 does not count.
TAIL = RATE // 10


def measure(path: Path) -> Loudness:
    """The loudness of a sound file. Raises `Unreadable`."""
    return loudness(filtered(decoded(path), plain()))


def loudness(frames: Iterable[AudioFrame], *, peak: bool = True) -> Loudness:
    """The loudness of mono frames of 48,000 Hz. Without `peak` twice as fast, and silent of it."""
    lufs, highest, samples = -70.0, 0.0, 0
    meter = ("ebur128", "metadata=1:peak=true" if peak else "metadata=1")
    for frame in filtered(frames, [("apad", f"pad_len={TAIL}"), meter]):
        samples += frame.samples
        noted = frame.metadata
        lufs = float(noted.get("lavfi.r128.I", lufs))
        highest = max(highest, float(noted.get("lavfi.r128.true_peak", 0.0)))
    true_peak = 20 * math.log10(highest) if highest > 0 else SILENCE
    return Loudness(lufs=lufs, true_peak=true_peak, seconds=max(0, samples - TAIL) / RATE)

"""What a receiver's recording holds: the judge of every trial with real receivers."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from lantoa.core.clock import ZONE

RATE = 48_000
NAME = "%Y-%m-%dT%H-%M-%S.wav"
TOLERANCE = 3  # of a sample's value, after a gain of 0 dB
MARK_SECONDS, LOUDNESS, LIKENESS = 0.1, 8000, 0.9


def steady(seconds: float, value: int, *, rate: int = RATE) -> bytes:
    """A WAV file of one value: every sample of a recording says which sound it is from."""
    return as_wav(np.full(round(seconds * rate), value, dtype="<i2"), rate=rate)


def marked(seconds: float, seed: int) -> tuple[bytes, Any]:
    """A WAV file that begins with a marker of its own, and the marker."""
    dice = np.random.default_rng(seed)
    marker = dice.choice([-LOUDNESS, LOUDNESS], round(MARK_SECONDS * RATE)).astype("<i2")
    rest: Any = np.full(round(seconds * RATE) - len(marker), 1000, dtype="<i2")
    return as_wav(np.concatenate([marker, rest])), marker


def as_wav(samples: Any, *, rate: int = RATE) -> bytes:
    """Mono, 16 bit, 48,000 a second unless said otherwise."""
    place = io.BytesIO()
    with wave.open(place, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return place.getvalue()


def recordings(folder: Path) -> Iterator[tuple[float, Any]]:
    """(seconds since 1970 of the first sample, samples), file by file."""
    for path in sorted(folder.glob("*.wav")):
        start = datetime.strptime(path.name, NAME).replace(tzinfo=ZONE).timestamp()
        with wave.open(str(path)) as file:
            yield start, np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")


def between(folder: Path, first: float, last: float) -> Any:
    """The samples of this span, silence where nothing was recorded."""
    whole: Any = np.zeros(round((last - first) * RATE), dtype="<i2")
    for start, samples in recordings(folder):
        offset = round((start - first) * RATE)
        source, target = max(0, -offset), max(0, offset)
        count = min(len(samples) - source, len(whole) - target)
        if count > 0:
            whole[target : target + count] = samples[source : source + count]
    return whole


def moments_of(folder: Path, value: int) -> Any:
    """When samples of this value were heard, in seconds since 1970."""
    found = [
        start + np.flatnonzero(np.abs(samples.astype(int) - value) <= TOLERANCE) / RATE
        for start, samples in recordings(folder)
    ]
    return np.concatenate(found) if found else np.zeros(0)


def first_heard(folder: Path, value: int, *, after: float = 0.0) -> float | None:
    """The first moment from `after` on at which a sample of this value was heard."""
    moments = moments_of(folder, value)
    moments = moments[moments >= after]
    return float(moments[0]) if len(moments) else None


def first_loud(folder: Path, after: float) -> float | None:
    """The first moment from `after` on at which anything was heard."""
    for start, samples in recordings(folder):
        moments = start + np.flatnonzero(samples) / RATE
        moments = moments[moments >= after]
        if len(moments):
            return float(moments[0])
    return None


def longest_silence(folder: Path, first: float, last: float) -> float:
    """Seconds of the longest run of silence in this span."""
    loud = np.flatnonzero(between(folder, first, last))
    edges = np.concatenate([[-1], loud, [round((last - first) * RATE)]])
    return float((np.diff(edges) - 1).max() / RATE)


def find_marker(folder: Path, marker: Any, *, near: float, within: float = 2.0) -> float | None:
    """Where the marker begins, in seconds since 1970; None where it is not to be found."""
    heard = between(folder, near - within, near + within + MARK_SECONDS).astype(float)
    size = 1 << (len(heard) + len(marker)).bit_length()
    likeness = np.fft.irfft(
        np.fft.rfft(heard, size) * np.conj(np.fft.rfft(marker.astype(float), size)), size
    )[: len(heard) - len(marker) + 1]
    place = int(np.argmax(likeness))
    window = heard[place : place + len(marker)]
    norm = float(np.linalg.norm(window) * np.linalg.norm(marker.astype(float)))
    if not norm or float(likeness[place]) / norm < LIKENESS:
        return None
    return near - within + place / RATE

"""A loudness meter of the tests' own, written from ITU-R BS.1770-5 and EBU Tech 3341 with numpy:
it shares neither code nor library with the meter under test."""

from __future__ import annotations

import io
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lantoa.media.sound import Loudness

RATE = 48_000
Samples = NDArray[np.float64]
# Annex 1, tables 1 and 2, for 48 kHz: a shelf for the head, then a high-pass.
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285),
         (-1.69065929318241, 0.73248077421585))  # fmt: skip
HIGH_PASS = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))


def samples(path: Path) -> Samples:
    """Mono samples of 48,000 Hz, decoded by PyAV itself."""
    import av

    parts: list[Any] = []
    with av.open(str(path)) as container:
        shaper = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        for frame in container.decode(audio=0):
            parts += [one.to_ndarray()[0] for one in shaper.resample(frame)]
        parts += [one.to_ndarray()[0] for one in shaper.resample(None)]
    return np.concatenate(parts).astype(np.float64)


def heard(path: Path) -> Loudness:
    """Loudness, true peak and length of a file."""
    sound = samples(path)
    return Loudness(integrated(sound), true_peak(sound), len(sound) / RATE)


def integrated(sound: Samples) -> float:
    """LUFS with both gates: blocks of 400 ms, a step of 100 ms."""
    weighted = _response(sound, [SHELF, HIGH_PASS])
    block, step = RATE * 4 // 10, RATE // 10
    energy = np.concatenate([[0.0], np.cumsum(weighted**2)])
    begins = np.arange(0, len(weighted) - block + 1, step)
    power = (energy[begins + block] - energy[begins]) / block
    power = power[power > 10 ** ((-70 + 0.691) / 10)]
    if not len(power):
        return -70.0
    relative = power.mean() * 10**-1
    return float(-0.691 + 10 * math.log10(power[power > relative].mean()))


def true_peak(sound: Samples) -> float:
    """dBTP: the highest sample after four times oversampling (Annex 2), by zero-padding the
    spectrum of stretches that overlap."""
    highest, length, edge = 0.0, 1 << 15, 1 << 10
    padded = np.pad(sound, (edge, length + edge))
    for at in range(0, len(sound), length):
        part = padded[at : at + length + 2 * edge]
        wide = np.fft.irfft(np.fft.rfft(part), 4 * len(part)) * 4
        highest = max(highest, float(np.abs(wide[4 * edge : -4 * edge]).max()))
    return 20 * math.log10(max(highest, 1e-6))


def _response(sound: Samples, stages: list[Any]) -> Samples:
    """The filters by their frequency response: a long FFT with room for their tails."""
    size = len(sound) + RATE
    spectrum = np.fft.rfft(sound, size)
    z = np.exp(-2j * np.pi * np.arange(len(spectrum)) / size)
    for (b0, b1, b2), (a1, a2) in stages:
        spectrum *= (b0 + b1 * z + b2 * z**2) / (1 + a1 * z + a2 * z**2)
    return np.fft.irfft(spectrum, size)[: len(sound)]


def band_power(path: Path, low: float, high: float) -> float:
    """dB of what lies between two frequencies, against the whole."""
    sound = samples(path)
    power = np.abs(np.fft.rfft(sound)) ** 2
    at = np.fft.rfftfreq(len(sound), 1 / RATE)
    inside = power[(at >= low) & (at < high)].sum()
    return float(10 * math.log10(inside / power.sum() + 1e-15))


def wav(sound: Samples, path: Path) -> Path:
    """The samples (−1 to 1) as a WAV file of 16 bits, written by hand."""
    data = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
    out = io.BytesIO()
    out.write(b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt ")
    out.write(struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16) + b"data")
    out.write(struct.pack("<I", len(data)) + data)
    path.write_bytes(out.getvalue())
    return path

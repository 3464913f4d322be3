"""The law of everything that airs, by measures that the tests make themselves: loudness and true
peak after BS.1770, and what lies outside the band of a horn loudspeaker."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from lantoa.media.meter import measure
from lantoa.media.readings import from_words
from lantoa.media.recordings import from_upload
from tests.media import bs1770
from tests.media.bs1770 import RATE
from tests.media.make import SENTENCE, STATION, recording


def sine(hertz: float, dbfs: float, seconds: float = 4.0) -> bs1770.Samples:
    at = np.arange(int(seconds * RATE)) / RATE
    return 10 ** (dbfs / 20) * np.sin(2 * np.pi * hertz * at)


def test_meter_of_the_tests_knows_the_calibration_tone() -> None:
    """BS.1770: 0 dBFS at 997 Hz in one channel reads -3.01 LKFS."""
    assert bs1770.integrated(sine(997, 0)) == pytest.approx(-3.01, abs=0.02)
    assert bs1770.integrated(sine(997, -20)) == pytest.approx(-23.01, abs=0.02)


def test_meter_of_the_tests_gates_silence() -> None:
    """EBU Tech 3341, case 3 in spirit: what is far below the rest does not count."""
    quiet = np.concatenate([sine(997, -57, 8), sine(997, -20, 20), sine(997, -57, 8)])
    assert bs1770.integrated(quiet) == pytest.approx(-23.01, abs=0.1)


def test_meter_of_the_tests_finds_peaks_between_samples() -> None:
    """A quarter of the rate, 45 degrees off: samples reach -3 dB of the wave."""
    at = np.arange(RATE)
    wave = 0.5 * np.sin(np.pi / 2 * at + np.pi / 4)
    assert bs1770.true_peak(wave) == pytest.approx(20 * math.log10(0.5), abs=0.2)


@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".wav"])
def test_bulletin_keeps_the_law_by_another_meter(tmp_path: Path, ending: str) -> None:
    made = from_words(SENTENCE, tmp_path / f"tin{ending}", tags=STATION)
    heard = bs1770.heard(made.path)
    assert abs(heard.lufs + 16) <= 1
    assert heard.true_peak <= -1.5


def test_both_meters_agree(tmp_path: Path) -> None:
    given = recording(tmp_path / "micro.wav", before=1, seconds=3, after=2)
    ours, other = measure(given), bs1770.heard(given)
    assert ours.lufs == pytest.approx(other.lufs, abs=0.2)
    assert ours.true_peak == pytest.approx(other.true_peak, abs=0.3)


@pytest.mark.parametrize(("hertz", "least"), [(50, 20), (80, 13), (14_000, 11), (20_000, 16)])
def test_tone_outside_the_band_is_down_by_so_much(
    tmp_path: Path, hertz: float, least: float
) -> None:
    """Two tones of equal strength go in, one of 1,000 Hz. A second-order edge at 200 Hz takes 24
    dB at 50 Hz, and one at 7,000 Hz 12 dB at 14,000 Hz."""
    given = bs1770.wav(sine(1000, -12) + sine(hertz, -12), tmp_path / "hai-tieng.wav")
    made = from_upload(given, tmp_path / "bai.wav", tags=STATION)
    inside = bs1770.band_power(made.path, 990, 1010)
    outside = bs1770.band_power(made.path, hertz - 10, hertz + 10)
    assert inside - outside >= least


def test_speech_has_next_to_nothing_outside_the_band(tmp_path: Path) -> None:
    made = from_words(SENTENCE, tmp_path / "tin.mp3", tags=STATION)
    assert bs1770.band_power(made.path, 0, 100) < -25
    assert bs1770.band_power(made.path, 10_000, 24_000) < -25

"""Builders of sounds for these tests: by our own tones and encoders, never from a file kept."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from lantoa.media.encoding import encode
from lantoa.media.meter import measure
from lantoa.media.reading import filtered
from lantoa.media.sound import Loudness, Tags
from lantoa.media.tones import generated, silence
from tests.media import bs1770

STATION = Tags(title="Thông báo", station="Đài truyền thanh xã")
SENTENCE = "Tổ công nghệ số cộng đồng đến từng nhà hướng dẫn bà con nộp hồ sơ trực tuyến."
SYLLABLE = "(0.6+0.4*sin(2*PI*3*t))*(sin(2*PI*190*t)+0.5*sin(2*PI*760*t)+0.3*sin(2*PI*2300*t))"
"""Something with the rhythm and the range of a voice."""


def voice(seconds: float, level: float = 0.2) -> Iterator[object]:
    """A voice-like sound, as frames."""
    return generated(f"{level}*{SYLLABLE}", seconds)


def recording(
    path: Path, *, before: float = 0.0, seconds: float = 2.0, after: float = 0.0, gain: float = 0.0
) -> Path:
    """A recording with silence at both ends, in the format of its ending."""

    def frames() -> Iterator[object]:
        if before:
            yield from silence(before)
        yield from voice(seconds)
        if after:
            yield from silence(after)

    encode(filtered(frames(), [("volume", f"{gain}dB")]), path, Tags())
    return path


def transcoded(source: Path, path: Path) -> Path:
    """The same sound as Debian's ffmpeg writes it; a skip where that is absent."""
    command = [_ffmpeg(), "-v", "error", "-y", "-i", str(source), str(path)]
    subprocess.run(command, check=True)
    return path


def heard_by_others(path: Path) -> Loudness:
    """Loudness by Debian's ffmpeg (another build, another version); by the meter of the tests,
    written from BS.1770, where it is absent."""
    if shutil.which("ffmpeg") is None:
        return bs1770.heard(path)
    meter = ["-af", "ebur128=peak=true", "-f", "null", "-"]
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), *meter]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    summary = told[told.rindex("Summary:") :]
    lufs = re.search(r"I: +(\S+) LUFS", summary)
    peak = re.search(r"Peak: +(\S+) dBFS", summary)
    assert lufs and peak
    return Loudness(float(lufs[1]), float(peak[1]), measure(path).seconds)


def _ffmpeg() -> str:
    found = shutil.which("ffmpeg")
    if found is None:
        pytest.skip("no ffmpeg on this machine")
    return found

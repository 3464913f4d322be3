"""What the room speaks of: a sound, its loudness, its tags. No outside library."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from lantoa.media.captions import Cue

RATE = 48_000
"""Hz of everything we make: what Opus needs and what the receiver's sinks take."""

MIMES = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav"}

SYNTHETIC_KEY = "synthetic-voice"
"""The machine-readable mark of a synthetic voice (law 134/2025/QH15, article 11): an ID3v2 TXXX
frame or a Vorbis comment of this name, and the comment field as `synthetic-voice=ENGINE` in every
format (WAV has no other place). A file without it was spoken by a person."""


@dataclass(frozen=True)
class Loudness:
    """EBU R 128: integrated loudness in LUFS, true peak in dBTP, length in seconds.
    Silence is -70 LUFS and -120 dBTP."""

    lufs: float
    true_peak: float
    seconds: float


@dataclass(frozen=True)
class Tags:
    """What a file says of itself. `synthetic` is the engine (`espeak-ng`); empty: a person."""

    title: str = ""
    station: str = ""
    date: dt.date | None = None
    synthetic: str = ""

    def fields(self) -> dict[str, str]:
        """The metadata fields of FFmpeg, in a fixed order."""
        given = {
            "title": self.title,
            "artist": self.station,
            "date": self.date.isoformat() if self.date else "",
            "comment": f"{SYNTHETIC_KEY}={self.synthetic}" if self.synthetic else "",
            SYNTHETIC_KEY: self.synthetic,
        }
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class Sound:
    """A finished file, named by its content. `seconds`, `lufs` and `true_peak` are those of the
    encoded bytes, decoded again; `size` in bytes; `sha256` in hex. `cues` are its captions,
    `voice` the synthetic voice that spoke, `kept` the stretch of a recording (seconds)."""

    path: Path
    seconds: float
    lufs: float
    true_peak: float
    sha256: str
    size: int
    mime: str
    cues: tuple[Cue, ...] = ()
    voice: str = ""
    kept: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def of(cls, path: Path, heard: Loudness) -> Sound:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(
            path=path,
            seconds=heard.seconds,
            lufs=heard.lufs,
            true_peak=heard.true_peak,
            sha256=digest,
            size=path.stat().st_size,
            mime=MIMES[path.suffix.lower()],
        )

"""What a synthetic voice reads: from words to a file fit for the air."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from lantoa.media.encoding import codec_for, disk_errors_named
from lantoa.media.mastering import feed_of, in_band, master
from lantoa.media.sound import Sound, Tags
from lantoa.media.voices import DEFAULT, speak, voice_named


def from_words(words: str, out: Path, *, tags: Tags, voice: str = DEFAULT) -> Sound:
    """Speaks words that were already read aloud and masters them into `out`, marked as synthetic.

    The same words, voice and tags give the same bytes. Raises `Refused` (see `voices.speak`,
    `mastering.master`)."""
    codec_for(out)
    marked = replace(tags, synthetic=voice_named(voice).engine)
    with disk_errors_named(), tempfile.TemporaryDirectory(prefix="lantoa-") as folder:
        spoken = Path(folder) / "spoken.wav"
        speak(words, spoken, voice=voice)
        return master(in_band(feed_of(spoken)), out, tags=marked)

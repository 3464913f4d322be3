"""What a synthetic voice reads: from words to a file fit for the air."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.media.captions import cues
from lantoa.media.encoding import codec_for, disk_errors_named
from lantoa.media.mastering import feed_of, in_band, master
from lantoa.media.prosody import ORDINARY, Style
from lantoa.media.reading import Feed
from lantoa.media.sound import Sound, Tags
from lantoa.media.tones import ATTENTION_SECONDS, attention
from lantoa.media.voices import (
    DEFAULT,
    Said,
    VoiceFailed,
    Watch,
    speak,
    unwatched,
    voice_named,
)

if TYPE_CHECKING:
    from av import AudioFrame

SPEAKING = 0.4
"""The share of the whole work that speaking is."""


def from_words(
    words: str, out: Path, *, tags: Tags, voice: str = DEFAULT, style: Style = ORDINARY,
    watch: Watch = unwatched,
) -> Sound:  # fmt: skip
    """Speaks words that were already read aloud and masters them into `out`, marked as synthetic
    and with its captions.

    The same words, voice, style and tags give the same bytes. Raises `Refused` (see
    `voices.speak`, `mastering.master`)."""
    codec_for(out)
    marked = replace(tags, synthetic=voice_named(voice).engine)
    with disk_errors_named(), tempfile.TemporaryDirectory(prefix="lantoa-") as folder:
        spoken = Path(folder) / "spoken.wav"
        said = speak(
            words, spoken, voice=voice, style=style, watch=lambda share: watch(SPEAKING * share)
        )
        sound = master(
            in_band(_with_tone(feed_of(spoken), style)), out, tags=marked,
            watch=lambda share: watch(SPEAKING + (1 - SPEAKING) * share),
        )  # fmt: skip
    return replace(sound, voice=voice, cues=tuple(cues(_captions(said, style))))


def from_words_by_any(
    words: str, out: Path, *, tags: Tags, voice: str = DEFAULT, style: Style = ORDINARY,
    watch: Watch = unwatched,
) -> tuple[Sound, str]:  # fmt: skip
    """The same; where the chosen voice fails, the built-in one speaks in its place. Answers the
    sound and why it is another voice (empty: it is the chosen one)."""
    try:
        return from_words(words, out, tags=tags, voice=voice, style=style, watch=watch), ""
    except VoiceFailed as failure:
        if voice == DEFAULT:
            raise
        sound = from_words(words, out, tags=tags, voice=DEFAULT, style=style, watch=watch)
        return sound, str(failure)


def _with_tone(speech: Feed, style: Style) -> Feed:
    def feed() -> Iterator[AudioFrame]:
        yield from attention()
        yield from speech()

    return feed if style.tone else speech


def _captions(said: Sequence[Said], style: Style) -> list[tuple[str, int, int]]:
    before = round(1000 * ATTENTION_SECONDS) if style.tone else 0
    return [(one.phrase.text, before + one.first_ms, before + one.last_ms) for one in said]

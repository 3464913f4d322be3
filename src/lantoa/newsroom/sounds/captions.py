"""Captions and transcript of a finished sound, from the words that were read: the text of every
sound, by construction."""

from __future__ import annotations

from lantoa.media.captions import Cue, to_srt, to_vtt
from lantoa.newsroom.models import Rendition

MIMES = {
    "vtt": "text/vtt; charset=utf-8",
    "srt": "application/x-subrip; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


def caption_file(sound: Rendition, ending: str) -> str:
    """The captions as WebVTT or SubRip, or (txt) the words alone."""
    if ending == "txt":
        return f"{sound.text}\n"
    cues = [Cue(first, last, text) for first, last, text in sound.cues]
    return to_vtt(cues, is_exact=sound.cues_exact) if ending == "vtt" else to_srt(cues)

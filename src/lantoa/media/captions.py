"""Captions and transcript from the words that were said, timed to the sound. Pure.

A synthetic voice tells when each phrase sounds, so its captions are exact to the phrase. For a
person's recording only the words and the pauses are known: sentences are laid out by their count
of syllables (Vietnamese gives each about the same time) and their ends are moved to the nearest
pause. That is right where the reader kept to the script; who left out or added a paragraph shifts
what lies behind it, and the file says that its times are estimated."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.media.prosody import ORDINARY, phrases

LINE, LINES = 42, 2
PAUSE_SECONDS = 0.25
REACH_SECONDS = 2.5
"""How far a sentence's end is moved to meet a pause."""
ESTIMATED = "Mốc thời gian ước theo chỗ nghỉ của người đọc."


@dataclass(frozen=True)
class Cue:
    """What is read while the sound is between two milliseconds."""

    first_ms: int
    last_ms: int
    text: str


def cues(said: Iterable[tuple[str, int, int]]) -> list[Cue]:
    """Cues of at most two lines from (text, first, last); a longer text is cut by syllables."""
    return [cue for text, first, last in said for cue in _cut(text, first, last)]


def _cut(text: str, first: int, last: int) -> list[Cue]:
    lines = textwrap.wrap(text, LINE, break_long_words=True, break_on_hyphens=False)
    count = -(-len(lines) // LINES)
    if count > 1:  # lines of like length read better than a full one and one of a single word
        lines = textwrap.wrap(text, max(LINE // 2, -(-len(text) // (count * LINES)) + 6))
    parts = [" ".join(lines[at : at + LINES]) for at in range(0, len(lines), LINES)]
    total = sum(len(part.split()) for part in parts) or 1
    found, done = [], 0
    for part in parts:
        begin = first + (last - first) * done // total
        done += len(part.split())
        found.append(Cue(begin, first + (last - first) * done // total, part))
    return found


def aligned(words: str, levels: Sequence[float], step: float, quiet: float) -> list[Cue]:
    """Cues for a recording: `levels` in dBFS, one every `step` seconds; below `quiet` is pause."""
    said = [phrase.text for phrase in phrases(words, ORDINARY)]
    total = sum(len(text.split()) for text in said)
    if not total or not levels:
        return []
    voiced = [level >= quiet for level in levels]
    spoken = sum(voiced) or len(levels)
    pauses = _pauses(voiced, step)
    found, done, before = [], 0, 0.0
    for text in said:
        done += len(text.split())
        wanted = _moment(voiced, spoken * done / total) * step
        end = _nearest(wanted, before, pauses) if done < total else len(levels) * step
        found.append((text, round(before * 1000), round(max(end, before) * 1000)))
        before = max(end, before)
    return cues(found)


def _pauses(voiced: Sequence[bool], step: float) -> list[float]:
    """The middle of every pause, in seconds."""
    found, length = [], 0
    for at, is_voiced in enumerate([*voiced, True]):
        if not is_voiced:
            length += 1
            continue
        if length * step >= PAUSE_SECONDS:
            found.append((at - length / 2) * step)
        length = 0
    return found


def _moment(voiced: Sequence[bool], share: float) -> int:
    """Where so many voiced steps have passed."""
    heard = 0
    for at, is_voiced in enumerate(voiced):
        heard += is_voiced
        if heard >= share:
            return at + 1
    return len(voiced)


def _nearest(wanted: float, after: float, pauses: Sequence[float]) -> float:
    near = [at for at in pauses if at > after and abs(at - wanted) <= REACH_SECONDS]
    return min(near, key=lambda at: abs(at - wanted), default=wanted)


def to_vtt(found: Iterable[Cue], *, is_exact: bool = True) -> str:
    """WebVTT (W3C)."""
    head = "WEBVTT\n\n" if is_exact else f"WEBVTT\n\nNOTE {ESTIMATED}\n\n"
    blocks = (
        f"{_stamp(cue.first_ms, '.')} --> {_stamp(cue.last_ms, '.')}\n{_lines(_escaped(cue.text))}"
        for cue in found
    )
    return head + "\n\n".join(blocks) + "\n"


def to_srt(found: Iterable[Cue]) -> str:
    """SubRip; it has no place for a note."""
    blocks = (
        f"{number}\n{_stamp(cue.first_ms, ',')} --> {_stamp(cue.last_ms, ',')}\n{_lines(cue.text)}"
        for number, cue in enumerate(found, start=1)
    )
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lines(text: str) -> str:
    """At most two lines, the first not the shorter one."""
    if len(text) <= LINE:
        return text
    return "\n".join(textwrap.wrap(text, max(LINE, -(-len(text) // 2)), break_on_hyphens=False))


def _stamp(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(max(0, milliseconds), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{rest:03}"

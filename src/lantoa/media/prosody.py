"""How words are spoken: where a voice rests, how fast and how high it goes. Pure.

A voice that reads straight on is hard to follow out of doors, where every word meets its echo.
Sentences and paragraphs get rests, a paragraph begins a little higher than it ends, and an
emergency is read slower and twice, after a tone that makes people stop and listen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

LONGEST_PHRASE = 240
"""Characters that a voice is given at once: a text without a full stop is cut, so that memory
and the wait for the first sound stay small."""
NEUTRAL_PITCH = 50
FIRST, MIDDLE, LAST = NEUTRAL_PITCH + 4, NEUTRAL_PITCH, NEUTRAL_PITCH - 3
RESTS = {".": 0.35, "!": 0.35, "?": 0.4, "…": 0.5, ";": 0.25, ":": 0.25}
PARAGRAPH_REST, CUT_REST = 0.8, 0.12
SENTENCE_END = re.compile(r"(?<=[.!?…;:])\s+")
REPEATED = "Xin nhắc lại."


@dataclass(frozen=True)
class Style:
    """`tone`: an attention signal comes first. `times`: how often the whole is said."""

    name: str
    label: str
    words_a_minute: int
    rests: float
    times: int
    tone: bool


ORDINARY = Style("ordinary", "đọc thường", words_a_minute=150, rests=1.0, times=1, tone=False)
EMERGENCY = Style("emergency", "đọc khẩn cấp", words_a_minute=125, rests=1.4, times=2, tone=True)
STYLES = {style.name: style for style in (ORDINARY, EMERGENCY)}


@dataclass(frozen=True)
class Phrase:
    """What a voice says in one breath: words a minute, pitch (0 to 100), seconds of rest after."""

    text: str
    pace: int
    pitch: int
    rest: float


def paragraphs(words: str) -> list[str]:
    """The stretches between which a voice rests. A line goes on with the one before it only
    where a sentence was broken over two lines: no stop before it and a small letter after."""
    found: list[str] = []
    is_open = False
    for line in (" ".join(line.split()) for line in words.splitlines()):
        if not any(letter.isalnum() for letter in line):
            is_open = False
            continue
        if is_open and line[0].islower():
            found[-1] += f" {line}"
        else:
            found.append(line)
        is_open = line[-1] not in ".!?…:;"
    return found


def phrases(words: str, style: Style = ORDINARY) -> list[Phrase]:
    """The words as phrases, in the order in which they are said; empty where there are none."""
    once = [phrase for part in paragraphs(words) for phrase in _paragraph(part, style)]
    if not once:
        return []
    again = replace(once[0], text=REPEATED, rest=RESTS["."] * style.rests, pitch=FIRST)
    said = list(once)
    for _ in range(style.times - 1):
        said += [again, *once]
    return [*said[:-1], replace(said[-1], rest=0.0)]


def _paragraph(part: str, style: Style) -> Iterator[Phrase]:
    pieces = [
        piece
        for sentence in SENTENCE_END.split(part)
        for piece in _cut(sentence)
        if any(letter.isalnum() for letter in piece)
    ]
    for number, piece in enumerate(pieces):
        is_last = number == len(pieces) - 1
        pitch = FIRST if number == 0 else LAST if is_last else MIDDLE
        rest = PARAGRAPH_REST if is_last else RESTS.get(piece[-1], CUT_REST)
        yield Phrase(piece, style.words_a_minute, pitch, round(rest * style.rests, 3))


def _cut(sentence: str) -> list[str]:
    """A sentence that is too long, in pieces: at a comma, else between words, else anywhere."""
    pieces = []
    while len(sentence) > LONGEST_PHRASE:
        head = sentence[:LONGEST_PHRASE]
        end = max(head.rfind(", ") + 1, 0) or max(head.rfind(" "), 0) or LONGEST_PHRASE
        pieces.append(sentence[:end].strip())
        sentence = sentence[end:].strip()
    return [*pieces, sentence] if sentence else pieces

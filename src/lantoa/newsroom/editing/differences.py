"""What changed between two texts, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\n|[^\S\n]+|[\w/.,-]*\w|[^\w\s]", re.UNICODE)
CONTEXT_WORDS = 24

Kind = Literal["same", "gone", "new", "skip"]


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, went, came, or (skip) stayed and is left out."""

    kind: Kind
    text: str


def word_difference(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order; far from a change the text is left out."""
    pieces = list(_merged(WORDS.findall(before), WORDS.findall(after)))
    last = len(pieces) - 1
    return [part for at, piece in enumerate(pieces) for part in _shortened(piece, at, last)]


def change_count(pieces: list[Piece]) -> int:
    """How many places changed: a struck and an added stretch side by side are one."""
    changed = [piece.kind in ("gone", "new") for piece in pieces]
    return sum(now and not before for before, now in zip([False, *changed], changed, strict=False))


def _merged(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(after[b_from:b_to]))
            continue
        if a_to > a_from:
            yield Piece("gone", "".join(before[a_from:a_to]))
        if b_to > b_from:
            yield Piece("new", "".join(after[b_from:b_to]))


def _shortened(piece: Piece, at: int, last: int) -> Iterator[Piece]:
    words = WORDS.findall(piece.text)
    head = CONTEXT_WORDS if at else 0
    tail = CONTEXT_WORDS if at < last else 0
    if piece.kind != "same" or len(words) <= head + tail + CONTEXT_WORDS:
        yield piece
        return
    if head:
        yield Piece("same", "".join(words[:head]))
    yield Piece("skip", "".join(words[head : len(words) - tail]))
    if tail:
        yield Piece("same", "".join(words[-tail:]))

"""How bulletins lie in a programme, by pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lantoa.channels.station.terms import GAP_SECONDS
from lantoa.receiver.messages import Priority


@dataclass(frozen=True, slots=True)
class Piece:
    """One bulletin: whole seconds, its level (TT 39/2020) and its place among equal ones."""

    key: int
    seconds: int
    priority: str
    position: int


def in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Urgent ones first; equal ones as the commune ordered them."""
    return sorted(pieces, key=lambda piece: (-Priority(piece.priority).rank, piece.position))


def lay_out(pieces: Sequence[Piece], starts_at: datetime) -> dict[int, datetime]:
    """When each bulletin begins: one after the other, a second apart."""
    moments, moment = {}, starts_at
    for piece in in_order(pieces):
        moments[piece.key] = moment
        moment += timedelta(seconds=piece.seconds + GAP_SECONDS)
    return moments


def needed_seconds(pieces: Sequence[Piece]) -> int:
    """How long a programme of these bulletins is."""
    return sum(piece.seconds for piece in pieces) + GAP_SECONDS * max(0, len(pieces) - 1)


def whole_seconds(milliseconds: int) -> int:
    """Rounded up: the last syllable belongs to the bulletin."""
    return max(1, -(-milliseconds // 1000))

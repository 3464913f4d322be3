"""How bulletins lie in a programme, by pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

from lantoa.channels.station.terms import GAP_SECONDS
from lantoa.receiver.messages import Priority


@dataclass(frozen=True, slots=True)
class Piece:
    """One bulletin: whole seconds, its level (TT 39/2020) and its place among equal ones.

    `is_synthetic`: it says first that a machine speaks; `inner_seconds`: how long it is without
    that sentence (0: there is no such sound); `receivers`: where it sounds."""

    key: int
    seconds: int
    priority: str
    position: int
    is_synthetic: bool = False
    inner_seconds: int = 0
    receivers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Laid:
    """When a bulletin begins, how long it is, and whether it goes without its announcement."""

    starts_at: datetime
    seconds: int
    is_inner: bool


class Lasting(Protocol):
    """Anything that takes whole seconds."""

    @property
    def seconds(self) -> int: ...


Item = TypeVar("Item", bound=Lasting)


def that_fit(items: Sequence[Item], seconds: int) -> list[Item]:
    """In their order, each that still finds room behind those before it."""
    found, used = [], 0
    for one in items:
        if used + one.seconds <= seconds:
            found.append(one)
            used += one.seconds
    return found


def in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Urgent ones first; equal ones as the commune ordered them."""
    return sorted(pieces, key=lambda piece: (-Priority(piece.priority).rank, piece.position))


@dataclass(frozen=True, slots=True)
class Frame:
    """Seconds of the station's kit around the bulletins; 0: there is none, or no room for it."""

    opening: int = 0
    closing: int = 0

    @property
    def head(self) -> int:
        """How much later the first bulletin begins."""
        return self.opening + GAP_SECONDS if self.opening else 0


def framed(pieces: Sequence[Piece], kit: Frame, *, slot: int, announces: bool) -> Frame:
    """What of the kit has room: bulletins first, then the opening, then the closing. Nothing
    stands before an emergency."""
    if not pieces or any(piece.priority == Priority.EMERGENCY for piece in pieces):
        return Frame()
    for frame in (kit, Frame(opening=kit.opening), Frame(closing=kit.closing)):
        told = everywhere(pieces) if announces and frame.opening else frozenset()
        tail = frame.closing + GAP_SECONDS if frame.closing else 0
        if frame.head + needed_seconds(pieces, told) + tail <= slot:
            return frame
    return Frame()


def everywhere(pieces: Sequence[Piece]) -> frozenset[int]:
    """Every receiver on which something of the programme sounds."""
    return frozenset(receiver for piece in pieces for receiver in piece.receivers)


def lay_out(
    pieces: Sequence[Piece], starts_at: datetime, told: frozenset[int] = frozenset()
) -> dict[int, Laid]:
    """When each bulletin begins: one after the other, a second apart. That a machine speaks is
    said once on every receiver (law 134/2025/QH15, article 11): by the opening on those of
    `told`, else by the first bulletin for which it is true; those behind it go without the
    sentence."""
    laid: dict[int, Laid] = {}
    moment = starts_at
    for piece in in_order(pieces):
        is_inner = bool(piece.inner_seconds and piece.receivers) and piece.receivers <= told
        seconds = piece.inner_seconds if is_inner else piece.seconds
        laid[piece.key] = Laid(moment, seconds, is_inner)
        told |= piece.receivers if piece.is_synthetic else frozenset()
        moment += timedelta(seconds=seconds + GAP_SECONDS)
    return laid


def needed_seconds(pieces: Sequence[Piece], told: frozenset[int] = frozenset()) -> int:
    """How long a programme of these bulletins is."""
    begin = datetime(2000, 1, 1, tzinfo=UTC)
    laid = lay_out(pieces, begin, told).values()
    ends = (one.starts_at + timedelta(seconds=one.seconds) for one in laid)
    return round((max(ends, default=begin) - begin).total_seconds())


def whole_seconds(milliseconds: int) -> int:
    """Rounded up: the last syllable belongs to the bulletin."""
    return max(1, -(-milliseconds // 1000))

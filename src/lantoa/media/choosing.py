"""Which items a slot holds, so that it ends on its second. Pure.

The urgent go first whatever they cost. Among equals that set is taken which leaves the least time
over; of equally good sets the one with the earlier items. What may be trimmed (music, never news)
fills what is left. Everything left out is named with its reason."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

GAP_SECONDS = 1.0
NO_ROOM = "không đủ chỗ trong khung giờ"
LESS_URGENT = "nhường chỗ cho tin ưu tiên hơn"
TOO_LONG = "dài hơn cả khung giờ"


@dataclass(frozen=True)
class Candidate:
    """One item: its length, its level (higher is more urgent), its place among equals, and to
    how many seconds it may be trimmed (None: not at all)."""

    key: int
    seconds: float
    rank: int
    position: int
    shortest: float | None = None


@dataclass(frozen=True)
class Kept:
    """An item of the programme and how much of it sounds."""

    key: int
    seconds: float
    is_trimmed: bool = False


@dataclass(frozen=True)
class Left:
    """An item that is not in the programme, and why (Vietnamese)."""

    key: int
    reason: str


@dataclass(frozen=True)
class Choice:
    """`spare`: seconds that nothing fills, for the bed."""

    kept: tuple[Kept, ...]
    left: tuple[Left, ...]
    spare: float


def choose(items: Sequence[Candidate], room: float) -> Choice:
    """The best programme for `room` seconds; items come with a gap behind each."""
    rest, chosen = room, list[Candidate]()
    ordered = sorted(items, key=lambda item: (-item.rank, item.position))
    for _, level in groupby(ordered, key=lambda item: item.rank):
        taken = _fullest(list(level), rest)
        chosen += taken
        rest -= sum(_cost(item) for item in taken)
    kept = [Kept(item.key, item.seconds) for item in chosen]
    for item in ordered:
        if item in chosen or item.shortest is None or rest < item.shortest + GAP_SECONDS:
            continue
        kept.append(Kept(item.key, rest - GAP_SECONDS, is_trimmed=True))
        chosen.append(item)
        rest = 0.0
    left = [Left(item.key, _why(item, chosen, room)) for item in ordered if item not in chosen]
    return Choice(tuple(kept), tuple(left), max(0.0, rest))


def _cost(item: Candidate) -> float:
    return item.seconds + GAP_SECONDS


def _why(item: Candidate, chosen: Sequence[Candidate], room: float) -> str:
    if _cost(item) > room:
        return TOO_LONG
    return LESS_URGENT if any(other.rank > item.rank for other in chosen) else NO_ROOM


def _fullest(level: Sequence[Candidate], room: float) -> list[Candidate]:
    """Of equal items those that leave the least over, to a tenth of a second. `reached` holds in
    its bits which sums the items up to each one can make."""
    limit = int(room * 10)
    if limit <= 0:
        return []
    mask = (1 << (limit + 1)) - 1
    costs = [math.ceil(_cost(item) * 10) for item in level]
    reached = [1]
    for cost in reversed(costs):
        reached.append((reached[-1] | reached[-1] << cost) & mask)
    target = reached[-1].bit_length() - 1
    taken = []
    for at, (item, cost) in enumerate(zip(level, costs, strict=True)):
        behind = reached[len(level) - at - 1]
        if cost <= target and behind >> (target - cost) & 1:
            taken.append(item)
            target -= cost
    return taken

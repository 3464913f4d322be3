"""Two versions of a plan side by side: which items are the same, which went, which came. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lantoa.vietnamese import fold

SAME_NUMBER, OTHER_NUMBER = 0.4, 0.6
"""How alike two texts must be (share of common words, 0 to 1) to be the same item."""


@dataclass(frozen=True)
class Item:
    """A numbered text, as it is compared."""

    number: str
    text: str


@dataclass(frozen=True)
class Pairing:
    """Places of the same item in both versions; places that only one of them has."""

    same: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]


def pair(old: Sequence[Item], new: Sequence[Item]) -> Pairing:
    """Pairs items: first those that keep their number and most of their words, then the most
    alike of the rest. An item without a partner went or came."""
    same: dict[int, int] = {}
    for place, item in enumerate(old):
        for other, candidate in enumerate(new):
            is_free = other not in same.values()
            if (
                is_free
                and item.number == candidate.number
                and _alike(item, candidate) >= SAME_NUMBER
            ):
                same[place] = other
                break
    for _, place, other in _likely(old, new, same):
        if place not in same and other not in same.values():
            same[place] = other
    return Pairing(
        same=tuple(sorted(same.items())),
        gone=tuple(place for place in range(len(old)) if place not in same),
        new=tuple(other for other in range(len(new)) if other not in same.values()),
    )


def _likely(
    old: Sequence[Item], new: Sequence[Item], same: dict[int, int]
) -> list[tuple[float, int, int]]:
    """Free pairs that are alike enough, the most alike first."""
    found = [
        (-share, place, other)
        for place, item in enumerate(old)
        if place not in same
        for other, candidate in enumerate(new)
        if other not in same.values() and (share := _alike(item, candidate)) >= OTHER_NUMBER
    ]
    return sorted(found)


def _alike(one: Item, two: Item) -> float:
    return SequenceMatcher(a=fold(one.text).split(), b=fold(two.text).split()).ratio()

"""Drawing households: systematic in every hamlet, from a seed, the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lantoa.core.errors import Refused

FEWEST = 2
# MEASUREMENT 2.1: fewer interviews say nothing about a hamlet.
WANTED = 8


@dataclass(frozen=True, slots=True)
class Drawn:
    """One household: its hamlet, its place in the frame (from 0) and in the hamlet (from 1)."""

    hamlet: str
    place: int
    order: int
    frame: int
    sample: int

    @property
    def weight(self) -> float:
        """Households of the hamlet that this one stands for."""
        return self.frame / self.sample


def draw(hamlets: Sequence[str], *, n: int, seed: str) -> list[Drawn]:
    """Draws `n` of the households whose hamlets are given in the order of the list.

    The list should run along the roads: a systematic draw then spreads over the hamlet. The start
    in a hamlet is SHA-256 of "seed, line feed, hamlet", its first 8 bytes as a fraction of the
    step, so that anyone can repeat the draw by hand. The hamlets come in order of appearance.
    """
    places: dict[str, list[int]] = {}
    for place, hamlet in enumerate(hamlets):
        places.setdefault(hamlet, []).append(place)
    sizes = allocate({hamlet: len(found) for hamlet, found in places.items()}, n=n)
    return [
        Drawn(hamlet, found[order], order + 1, len(found), sizes[hamlet])
        for hamlet, found in places.items()
        for order in _systematic(len(found), sizes[hamlet], f"{seed}\n{hamlet}")
    ]


def allocate(households: dict[str, int], *, n: int) -> dict[str, int]:
    """How many households are drawn in each hamlet: in proportion to the square root of its size,
    at least 8 where that many exist and the sample allows it, always at least 2."""
    if n > sum(households.values()):
        raise Refused(
            f"Danh sách chỉ có {sum(households.values())} hộ, không rút được {n}. "
            "Chưa ghi tệp nào. Giảm --n hoặc bổ sung danh sách."
        )
    least = {hamlet: min(FEWEST, size) for hamlet, size in households.items()}
    if n < sum(least.values()) or not households:
        raise Refused(
            f"Cần ít nhất {sum(least.values())} hộ để thôn nào cũng có {FEWEST} hộ được rút. "
            "Chưa ghi tệp nào. Tăng --n; không bỏ thôn nào ra khỏi mẫu."
        )
    wanted = {hamlet: min(WANTED, size) for hamlet, size in households.items()}
    given = wanted if sum(wanted.values()) <= n else least
    while sum(given.values()) < n:
        given[_most_in_need(households, given)] += 1
    return given


def _most_in_need(households: dict[str, int], given: dict[str, int]) -> str:
    """The hamlet that lies farthest below its proportion; the earlier one of equals."""
    open_ones = [hamlet for hamlet, size in households.items() if given[hamlet] < size]
    return max(open_ones, key=lambda hamlet: Fraction(households[hamlet], given[hamlet] ** 2))


def _systematic(frame: int, sample: int, seed: str) -> list[int]:
    digest = hashlib.sha256(seed.encode()).digest()
    start = Fraction(int.from_bytes(digest[:8], "big"), 2**64)
    return [int((start + step) * frame / sample) for step in range(sample)]

"""How a day lies on the screen: used hours open, hours without slots folded. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

QUARTER, DAY = 15, 24 * 60
OPEN_PX, FOLDED_PX, CLOSED_PX = 28, 24, 34


@dataclass(frozen=True)
class Strip:
    """Minutes of the day from `start` to `end`, drawn from `top` on. `kind`: open, folded, or
    closed (hours without broadcasting)."""

    kind: str
    start: int
    end: int
    top: int
    height: int

    @property
    def label(self) -> str:
        return "…" if self.kind == "folded" else f"{self.start // 60:02}:{self.start % 60:02}"


@dataclass(frozen=True)
class Folding:
    """The strips of a day, and where a minute lies."""

    strips: tuple[Strip, ...]

    @property
    def height(self) -> int:
        return sum(strip.height for strip in self.strips)

    def y(self, minute: float) -> int:
        """Pixels from the top."""
        for strip in self.strips:
            if strip.start <= minute < strip.end:
                part = (minute - strip.start) / (strip.end - strip.start)
                return strip.top + round(part * strip.height)
        return self.height


def minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def fold(used: Iterable[tuple[float, float]], closed: tuple[time, time] | None) -> Folding:
    """`used`: from and to, in minutes of a day. The quarter after stays open."""
    kinds = ["folded"] * (DAY // QUARTER)
    if closed is not None:
        start, end = minutes(closed[0]), minutes(closed[1])
        for number in range(len(kinds)):
            at = number * QUARTER
            inside = start <= at < end if start < end else at >= start or at < end
            kinds[number] = "closed" if inside else "folded"
    for since, until in used:
        first, last = int(since) // QUARTER, -(-int(until + 0.999) // QUARTER)
        for number in range(max(0, first), min(len(kinds), last + 1)):
            if kinds[number] != "closed" or first <= number < last:
                kinds[number] = "open"
    return Folding(tuple(_strips(kinds)))


def _strips(kinds: list[str]) -> list[Strip]:
    found: list[Strip] = []
    top, number = 0, 0
    while number < len(kinds):
        kind, last = kinds[number], number + 1
        while kind != "open" and last < len(kinds) and kinds[last] == kind:
            last += 1
        height = {"open": OPEN_PX, "folded": FOLDED_PX, "closed": CLOSED_PX}[kind]
        found.append(Strip(kind, number * QUARTER, last * QUARTER, top, height))
        top, number = top + height, last
    return found

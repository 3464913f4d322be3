"""Minutes on air by topic, zone, language, priority: the one formula that book and figures share.
Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.indicators.counting.airtime import PROVED
from lantoa.indicators.grounds import whole
from lantoa.ledger.queries import Fact
from lantoa.ledger.terms import Proof

DIMENSIONS = ("topic", "zone", "language", "priority")


@dataclass(frozen=True, slots=True)
class AirSeconds:
    """Seconds of one value: proved by receivers (first runs and repeats apart), written by hand,
    told by another system's log. Never added up over the three."""

    first: int = 0
    repeats: int = 0
    by_hand: int = 0
    reported: int = 0

    @property
    def proved(self) -> int:
        return self.first + self.repeats

    def plus(self, fact: Fact) -> AirSeconds:
        """The same with one more airing."""
        seconds = whole(fact, "seconds")
        if fact.proof in PROVED:
            if fact.payload.get("repeat"):
                return AirSeconds(self.first, self.repeats + seconds, self.by_hand, self.reported)
            return AirSeconds(self.first + seconds, self.repeats, self.by_hand, self.reported)
        if fact.proof == Proof.SENT:
            return AirSeconds(self.first, self.repeats, self.by_hand, self.reported + seconds)
        return AirSeconds(self.first, self.repeats, self.by_hand + seconds, self.reported)


def seconds_by(facts: Iterable[Fact], dimension: str) -> dict[str, AirSeconds]:
    """Value of one item of the payload → its seconds, in the order in which values came; "" where
    an entry does not say."""
    found: dict[str, AirSeconds] = {}
    for fact in facts:
        if fact.kind == "broadcast.played":
            value = str(fact.payload.get(dimension, ""))
            found[value] = found.get(value, AirSeconds()).plus(fact)
    return found


def seconds_of(facts: Iterable[Fact]) -> AirSeconds:
    """All of them."""
    total = AirSeconds()
    for fact in facts:
        if fact.kind == "broadcast.played":
            total = total.plus(fact)
    return total

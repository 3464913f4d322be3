"""What a measurement answers: medians of runs in which ours and the peer take turns."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import TypedDict

RUNS = 5


class Row(TypedDict):
    """One line of `lantoa bench`; `peer` and `ratio` (ours / peer) are None where the peer is
    absent, and `runs` holds every single measurement, in `unit`."""

    name: str
    ours: float
    peer: float | None
    unit: str
    ratio: float | None
    runs: dict[str, list[float]]


Measure = Callable[[], float]


def measured(name: str, unit: str, ours: Measure, peer: Measure | None, *, runs: int = RUNS) -> Row:
    """Runs in turns, so that both meet the same weather on the machine."""
    own: list[float] = []
    beside: list[float] = []
    for _ in range(runs):
        own.append(round(ours(), 3))
        if peer:
            beside.append(round(peer(), 3))
    return as_row(name, unit, own, beside)


def as_row(name: str, unit: str, own: list[float], beside: list[float]) -> Row:
    """The row of these measurements."""
    middle = statistics.median(own)
    other = statistics.median(beside) if beside else None
    return {
        "name": name,
        "ours": round(middle, 3),
        "peer": round(other, 3) if other is not None else None,
        "unit": unit,
        "ratio": round(middle / other, 3) if other else None,
        "runs": {"ours": own, "peer": beside},
    }


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start

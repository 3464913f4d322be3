"""Figures that are held against a bar."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from lantoa.bench.rows import Row, as_row
from lantoa.vietnamese import decimal, number

SHARE = 0.99


def percentile(values: Iterable[float], share: float = SHARE) -> float:
    """The smallest value that so great a share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def judged(
    name: str, unit: str, ours: Sequence[float], peer: Sequence[float] = (), *, bar: str,
    is_met: bool,
) -> Row:  # fmt: skip
    """A row whose name says the bar, and whether it is met."""
    told = f"{name}; mức: {bar}; {'ĐẠT' if is_met else 'KHÔNG ĐẠT'}"
    return as_row(
        told, unit, [round(one, 3) for one in ours], [round(one, 3) for one in peer]
    )  # fmt: skip


def figure(value: float) -> str:
    """As it stands in a row's name."""
    return number(round(value)) if value >= 1000 else decimal(value, places=1)

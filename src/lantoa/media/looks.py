"""How a picture looks in few bits, so that the same photo is known again after it was made smaller,
saved anew or sent through a chat.

A difference hash: the picture in grey at 17 x 16, one bit for every point that is darker than its
right neighbour (after N. Krawetz, «Kind of Like That», 2013).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

SIDE = 16
BITS = SIDE * SIDE
# Of 256 bits. Re-encoding and shrinking change up to about 10, another photo about 128.
NEAR = 20
# Fewer edges than this: a plain field, which looks like every other one.
FEWEST_EDGES = 24


def look_of(image: Any) -> str:
    """64 hex digits for a Pillow image; empty for one without anything to see."""
    grey = image.convert("L").resize((SIDE + 1, SIDE), resample=1)
    points = grey.tobytes()
    bits = edges = 0
    for row in range(SIDE):
        line = points[row * (SIDE + 1) : (row + 1) * (SIDE + 1)]
        for left, right in pairwise(line):
            bits = bits << 1 | (left < right)
            edges += abs(left - right) > 2
    return f"{bits:0{BITS // 4}x}" if edges >= FEWEST_EDGES else ""


def distance(one: str, other: str) -> int:
    """Bits in which two looks differ; all of them where one is empty."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else BITS

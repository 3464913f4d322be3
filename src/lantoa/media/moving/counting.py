"""A figure that counts up: the values between, written as the last one is."""

from __future__ import annotations

import re

from lantoa.vietnamese import decimal

NUMBER = re.compile(r"^(\D*?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(\D*)$")
"""Words, a Vietnamese number, words: «khoảng 1.260», «82,8»."""


def number_in(value: str) -> float | None:
    """The number of «1.260» or «82,8»; None where there is none, or more than one."""
    found = NUMBER.match(value.strip())
    if not found:
        return None
    return float(f"{found[2].replace('.', '')}.{found[3] or 0}")


def counted(value: str, steps: int, start: float = 0.0) -> list[str]:
    """So many values from the share `start` of the figure to the figure itself, as written."""
    found = NUMBER.match(value.strip())
    number = number_in(value)
    if not found or number is None or steps < 2:
        return [value]
    places = len(found[3] or "")
    is_grouped = "." in found[2] or number < 1000
    between = []
    for step in range(steps):
        share = start + (1 - start) * step / (steps - 1)
        text = decimal(round(number * share, places), places=places, fixed=True)
        between.append(f"{found[1]}{text if is_grouped else text.replace('.', '')}{found[4]}")
    return [*between[:-1], value]

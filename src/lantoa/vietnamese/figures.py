"""Figures as Vietnamese documents print them: 20.986 and 94,41%."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Real = int | float | Decimal | Fraction

_SIZES = ("B", "KB", "MB", "GB", "TB")


def number(value: int) -> str:
    """A whole number in groups of three: 20986 -> "20.986"."""
    return f"{value:,}".replace(",", ".")


def decimal(value: Real, *, places: int = 2, fixed: bool = False) -> str:
    """A number with a decimal comma, rounded half up: 1234.5 -> "1.234,5".

    places: digits kept at most; fixed: keeps trailing zeros as well.
    """
    text = f"{_rounded(_exact(value), places):,.{places}f}"
    text = text.replace(",", " ").replace(".", ",").replace(" ", ".")
    if not fixed and "," in text:
        text = text.rstrip("0").rstrip(",")
    return "0" if text == "-0" else text


def percent(ratio: Real, *, places: int = 2, fixed: bool = False) -> str:
    """A ratio as a percentage: 0.9441 -> "94,41%".

    What is not whole is never printed as 100% and what is not nothing never as 0%: the last
    figure that can be printed on its side stands in.
    """
    exact = _exact(ratio) * 100
    step = Decimal(1).scaleb(-places)
    shown = _rounded(exact, places)
    if exact < 100 <= shown:
        shown = 100 - step
    elif exact > 0 and shown == 0:
        shown = step
    return decimal(shown, places=places, fixed=fixed) + "%"


def money(dong: int) -> str:
    """An amount in đồng: 3250500 -> "3.250.500 đồng"."""
    return f"{number(dong)} đồng"


def byte_size(count: int) -> str:
    """The size of a file as Windows shows it (1 KB = 1.024 B): 4404019 -> "4,2 MB"."""
    size, unit = Decimal(count), 0
    while size >= 1024 and unit < len(_SIZES) - 1:
        size, unit = size / 1024, unit + 1
    return f"{decimal(size, places=1 if unit else 0)} {_SIZES[unit]}"


def _exact(value: Real) -> Decimal:
    """The decimal that a person reads in `value`: 0.285 is 0.285, not 0.28499999."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)

from decimal import Decimal
from fractions import Fraction

import pytest

from lantoa.vietnamese import byte_size, decimal, money, number, percent


def test_numbers_are_grouped_by_dots() -> None:
    assert [number(n) for n in (0, 999, 20986, -1234567)] == ["0", "999", "20.986", "-1.234.567"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1234.5, "1.234,5"), (0.285, "0,29"), (2, "2"), (Decimal("-0.001"), "0"), (100.0, "100")],
)
def test_decimals_take_a_comma(value: float, shown: str) -> None:
    assert decimal(value) == shown


def test_decimals_keep_zeros_when_asked() -> None:
    assert decimal(3.5, fixed=True) == "3,50"


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        (0.9441, "94,41%"),
        (0.85, "85%"),
        (1, "100%"),
        (Fraction(2, 3), "66,67%"),
        (0.99999, "99,99%"),
        (0.000001, "0,01%"),
        (0, "0%"),
        (1.25, "125%"),
    ],
)
def test_percent_is_as_documents_print_it(ratio: float, shown: str) -> None:
    assert percent(ratio) == shown


def test_percent_never_rounds_up_to_all() -> None:
    assert percent(0.9996, places=1) == "99,9%"


def test_money_and_sizes() -> None:
    assert money(3250500) == "3.250.500 đồng"
    assert [byte_size(n) for n in (0, 1023, 4404019, 5 << 30)] == [
        "0 B",
        "1.023 B",
        "4,2 MB",
        "5 GB",
    ]

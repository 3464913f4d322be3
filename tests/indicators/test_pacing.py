"""«Từ nay mỗi tháng cần thêm …»: from what is missing and the months that are left."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.indicators.pacing import months_left, needed, pace_words
from lantoa.indicators.terms import Counted

ON = date(2026, 11, 23)


def counted(numerator: int | None, denominator: int | None = None) -> Counted:
    return Counted(in_words="", unit="", numerator=numerator, denominator=denominator)


@pytest.mark.parametrize(
    ("code", "numbers", "level", "missing"),
    [
        ("B3", (1, 3), 3, 2),
        ("B3", (4, 3), 3, 0),
        ("C3", (2, 11), 70, 6),
        ("C1", (1, 3), None, 2),
        ("C3", (0, 0), 70, None),
        ("C3", (None, 11), 70, None),
        ("B3", (1, 3), None, None),
        ("A2", (5, None), 10, None),
    ],
)
def test_what_is_still_needed(
    code: str, numbers: tuple[int | None, int | None], level: float | None, missing: int | None
) -> None:
    assert needed(code, counted(*numbers), level) == missing


def test_the_running_month_counts() -> None:
    assert months_left(year=2026, on=ON) == 2
    assert months_left(year=2027, on=ON) == 14
    assert months_left(year=2025, on=ON) == 0


def test_words_by_month_and_for_what_is_rarer_than_that() -> None:
    assert pace_words("B3", counted(0, 5), level=5, year=2026, on=ON) == (
        "Từ nay mỗi tháng cần thêm 3 hoạt động"
    )
    assert pace_words("B3", counted(1, 3), level=3, year=2027, on=ON) == (
        "Từ nay tới hết năm 2027 cần thêm 2 hoạt động"
    )


def test_nothing_is_said_of_what_is_reached_or_past() -> None:
    assert pace_words("B3", counted(3, 3), level=3, year=2027, on=ON) == ""
    assert pace_words("B3", counted(0, 3), level=3, year=2025, on=ON) == ""

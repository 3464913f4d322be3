"""How the public pages print words: numbers stay with their units."""

from __future__ import annotations

import pytest

from lantoa.channels.website.templatetags.site_words import day_long, held, length, size
from tests import make


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("báo lúc 5 giờ sáng", "báo lúc 5~giờ sáng"),
        ("dưới 1 ‰ thì lấy", "dưới 1~‰ thì lấy"),
        ("Nghị quyết 57", "Nghị~quyết~57"),
        ("thứ Năm tới", "thứ~Năm tới"),
        ("12 cụm loa", "12 cụm loa"),
        ("5 giờn", "5 giờn"),
    ],
)
def test_a_number_stays_with_its_unit(text: str, printed: str) -> None:
    assert held(text) == printed.replace("~", "\u00a0")


def test_a_span_of_hours_stays_whole() -> None:
    assert held("07:30–11:00") == "07:30\u2060–\u206011:00"


def test_days_and_lengths_stay_whole() -> None:
    assert day_long(make.TODAY) == "thứ\u00a0Hai\u00a023/11/2026"
    assert length(250) == "4\u00a0phút\u00a010\u00a0giây"
    assert size(1_500_000) == "1,4\u00a0MB"

"""Captions are cut by sense and never too large."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.media.moving.fitting import width_of
from lantoa.media.moving.lines import MOST_LINES, MOST_WORDS, blocks, joined
from lantoa.vietnamese.holding import NO_BREAK

ROOM = 810.0
WORDS = st.text(st.sampled_from("aăcđêghôơưy0189,.%:-ếộ"), min_size=1, max_size=24)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


def width(text: str) -> float:
    return width_of(text, 66)


def cut(text: str) -> list[tuple[str, ...]]:
    return [block.lines for block in blocks(text, width, ROOM)]


@given(TEXTS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_block_is_larger_than_two_lines_of_six_words_and_no_letter_is_lost(text: str) -> None:
    found = cut(text)
    assert "".join(line for lines in found for line in lines).replace(" ", "") == "".join(
        text.split()
    )
    for lines in found:
        assert 1 <= len(lines) <= MOST_LINES
        for line in lines:
            assert 1 <= len(line.split()) <= MOST_WORDS
            assert width(line) <= ROOM


def test_lines_break_by_sense() -> None:
    assert cut("Từ tháng 6, xã lắp ba trạm đo tự động, tổng kinh phí 186 triệu đồng.") == [
        ("Từ tháng 6, xã lắp", "ba trạm đo tự động,"),
        ("tổng kinh phí", "186 triệu đồng."),
    ]
    assert cut("Nhớ hai con số") == [("Nhớ hai con số",)]
    assert cut("Đơn xa nhất đi Lào Cai.") == [("Đơn xa nhất đi Lào Cai.",)]


def test_a_number_stays_with_its_unit_and_a_name_whole() -> None:
    for text in (
        "Nước mặn đo được là 4,5 phần nghìn ở cống Bến Đò sáng nay rồi.",
        "Mời bà con thôn Lam Thượng đến hội trường lúc 7 giờ ngày 10/12 để nghe.",
    ):
        edges = [
            (one.split()[-1], two.split()[0]) for lines in cut(text) for one, two in pairwise(lines)
        ]
        assert not {("4,5", "phần"), ("Bến", "Đò"), ("Lam", "Thượng"), ("7", "giờ")} & set(edges)


def test_card_text_keeps_what_is_one_together() -> None:
    assert joined("Phát 15 phút mỗi sáng ở Bến Đò") == (
        f"Phát 15{NO_BREAK}phút mỗi sáng ở Bến{NO_BREAK}Đò"
    )
    assert joined("tin bài trên trang xã") == f"tin bài trên trang{NO_BREAK}xã"

"""What stands on a picture: chosen by the data, counted, told in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lantoa.core.errors import Refused
from lantoa.newsroom.data.facts import Comparison, Facts, Figure, Milestone
from lantoa.newsroom.graphics.choosing import LAYOUTS, best_layout
from lantoa.newsroom.graphics.composing import (
    change_words,
    coming_place,
    compose,
    word_count,
)
from lantoa.newsroom.graphics.places import LINE, SIZE, name_width, placed
from tests.newsroom.graphics.data import LONGEST, POINTS, USUAL

CODES = [layout.code for layout in LAYOUTS]


@pytest.mark.parametrize("code", CODES)
def test_no_picture_holds_more_than_sixty_words(code: str) -> None:
    assert word_count(compose(LONGEST, code, points=POINTS)) <= 60


def test_too_many_words_are_refused_with_their_number() -> None:
    wordy = replace(USUAL, figures=(Figure("5", "", "nói rất dài " * 22),))
    with pytest.raises(Refused, match=r"có \d+ tiếng, nhiều hơn 60"):
        compose(wordy, "one")


def test_words_for_those_who_cannot_see_come_from_the_data() -> None:
    assert compose(USUAL, "map", points=POINTS).alt.splitlines() == [
        "Thôn nào nghe đủ?",
        "5 trên 8 thôn đủ xác nhận phát, tháng 11.",
        "Đủ: Bến Đò, Lam Thượng, Lam Trung, Liên Hải, Trại Mới.",
        "Thiếu: Cồn Soi, Lam Hạ.",
        "Chưa rõ: Núi Tháp.",
        "Số liệu đến ngày 20/11/2026.",
    ]


def test_one_figure_is_told_alone() -> None:
    assert compose(USUAL, "one").alt.splitlines() == [
        "Tin Nghị quyết 57 có đến tai người dân?",
        "318 lượt phát có bộ thu xác nhận. 11 lượt chưa rõ.",
    ]


@pytest.mark.parametrize(
    ("blocks", "code"),
    [(["figures", "steps"], "three"), (["steps"], "steps"), (["hamlets", "figures"], "map"),
     (["timeline"], "time"), (["comparison"], "before"), ([], "one")],
)  # fmt: skip
def test_first_data_in_the_body_chooses_the_layout(blocks: list[str], code: str) -> None:
    assert best_layout(USUAL, blocks) == code


def test_layout_that_cannot_be_filled_says_why() -> None:
    bare = Facts(title="Tin", figures=(Figure("5", "", "hộ"),))
    reasons = {layout.code: layout.why_not(bare) for layout in LAYOUTS}
    assert reasons["one"] == ""
    assert reasons["three"] == "Bài chỉ có một con số; kiểu này cần hai hoặc ba."
    assert reasons["map"] == "Bài chưa có khối Theo thôn với ít nhất ba thôn."
    with pytest.raises(Refused, match="Chưa làm hình"):
        compose(bare, "map")
    odd = replace(bare, comparison=Comparison("x", "Trước", "nhiều", "Sau", "12"))
    assert "chưa đọc được" in LAYOUTS[3].why_not(odd)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(380, 585, "thêm 54%"), (100, 230, "gấp 2,3 lần"), (10, 20, "gấp 2 lần"), (0, 5, ""),
     (100, 88, "bớt 12%"), (5, 5, "không đổi"), (1000, 1001, "gần như không đổi"),
     (1, 1260, "gấp 1.260 lần"), (10, 0, "bớt 100%")],
)  # fmt: skip
def test_change_is_said_as_people_say_it(before: float, after: float, words: str) -> None:
    assert change_words(before, after) == words


def test_day_that_comes_is_the_hero() -> None:
    assert coming_place(USUAL) == 2
    assert coming_place(replace(USUAL, day=date(2026, 9, 1))) == 1
    assert coming_place(replace(USUAL, day=date(2027, 9, 1))) == 2  # all past: the last
    months = replace(USUAL, timeline=(Milestone("9/2026", "a"), Milestone("2027", "b")))
    assert coming_place(months) == 1


def test_source_and_day_stand_in_the_foot() -> None:
    assert compose(USUAL, "map", points=POINTS).foot == ("Số liệu đến 20/11/2026",)
    assert compose(LONGEST, "one").foot == (
        "Ngày\u00a023/11/2026", "Nguồn: Trung tâm Phục vụ hành chính công",
    )  # fmt: skip


def test_names_of_hamlets_never_touch() -> None:
    spots = placed(POINTS, POINTS, 950, 520)
    assert spots is not None
    boxes = [
        (one.name_x, one.name_y, one.name_x + name_width(one.name), one.name_y + SIZE * LINE)
        for one in spots
    ]
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0 and top >= 0 and right <= 950 and bottom <= 520
        for other in boxes[:at]:
            is_apart = right < other[0] or other[2] < left or bottom <= other[1] or other[3] <= top
            assert is_apart


def test_hamlets_on_one_spot_have_no_drawing() -> None:
    assert placed({"A": (500, 500), "B": (500, 500)}, ["A", "B"], 950, 500) is None
    same = dict.fromkeys(POINTS, (500, 500))
    assert compose(USUAL, "map", points=same).spots == {}

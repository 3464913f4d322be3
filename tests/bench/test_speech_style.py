"""What counts as style when readers are compared, and what does not."""

import pytest

from lantoa.bench.speech_style import folded_style


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Năm hai ngàn lẻ năm.", "năm hai nghìn linh năm"),
        ("hai nghìn không trăm hai mươi tư", "hai nghìn hai mươi bốn"),
        ("một triệu không trăm linh một nghìn", "một triệu một nghìn"),
        ("uỷ ban thuỷ lợi, hoà, khoẻ, quý", "ủy ban thủy lợi hòa khỏe quý"),
        ("ba phẩy mười bốn", "ba phẩy một bốn"),
        ("chín phẩy chín mươi lăm tỷ", "chín phẩy chín năm tỷ"),
        ("hai phẩy năm mươi", "hai phẩy năm không"),
        ("ngày mười tháng năm năm hai nghìn", "mười tháng năm năm hai nghìn"),
        ("mười đô la mỹ", "mười đô la"),
        ("năm mươi nghìn đồng một ngày", "năm mươi nghìn đồng trên ngày"),
        ("mười xen ti mét", "mười xăng ti mét"),
    ],
)
def test_two_ways_of_saying_the_same_are_one(one: str, other: str) -> None:
    assert folded_style(one) == folded_style(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bốn tháng chín", "bốn phần chín"),
        ("một trăm linh năm", "một trăm năm mươi"),
        ("mười phẩy năm đô la", "mười đô la năm mươi xu"),
        ("mê ga bít", "mê ga bai"),
        ("ngày một", "một"),
    ],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert folded_style(one) != folded_style(other)

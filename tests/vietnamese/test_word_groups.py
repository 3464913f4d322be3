"""Words of several syllables and names are not torn apart by a line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lantoa.vietnamese.holding import NO_BREAK
from lantoa.vietnamese.word_groups import LONGEST, grouped


def said(text: str) -> str:
    return grouped(text).replace(NO_BREAK, "_")


def test_words_and_names_hold_together() -> None:
    assert said("Hỗ trợ một nửa chi phí đăng ký nhãn hiệu cho hợp tác xã, hộ kinh doanh") == (
        "Hỗ_trợ một nửa chi_phí đăng_ký nhãn_hiệu cho hợp_tác_xã, hộ_kinh_doanh"
    )
    assert said("Ngâm giống bằng nước ấm: lúa ở thôn Liên Hải mọc đều hơn ba ngày đầu") == (
        "Ngâm giống bằng nước ấm: lúa ở thôn_Liên_Hải mọc đều hơn ba ngày_đầu"
    )
    assert said("Ngày Khoa học và Công nghệ: 240 người dự") == (
        "Ngày_Khoa_học và Công_nghệ: 240_người_dự"
    )


def test_a_pause_and_an_abbreviation_part_what_stands_beside_them() -> None:
    assert said("Mời bà con Bến Đò, Liên Hải đến UBND xã nộp hồ sơ, giấy tờ") == (
        "Mời bà_con Bến_Đò, Liên_Hải đến UBND xã nộp hồ_sơ, giấy_tờ"
    )


def test_the_last_line_is_no_lone_short_word_and_a_short_text_stays_free() -> None:
    assert said("Tin có đến tai bà Ba") == "Tin có đến tai bà_Ba"
    assert said("Một tin đi đến nhà") == "Một tin đi đến_nhà"
    assert said("Một tin đi") == "Một tin đi"


@given(st.lists(st.sampled_from(["hợp", "tác", "xã", "Bến", "Đò", "57", "giờ", "và"]), max_size=30))
def test_no_group_is_longer_than_a_line_of_a_picture(words: list[str]) -> None:
    text = " ".join(words)
    found = grouped(text)
    assert found.replace(NO_BREAK, " ") == text
    assert all(len(group) <= LONGEST for group in found.split(" "))

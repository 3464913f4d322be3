"""Reading aloud as a whole: the commune's words, explanations, doubts, lines."""

import unicodedata

from lantoa.vietnamese.speech import Token, explain, read_aloud


def test_words_of_the_commune_come_first() -> None:
    words = {"BCĐ 57": "Ban Chỉ đạo năm mươi bảy của xã", "đăk": "đắc"}
    assert read_aloud("BCĐ 57 họp ở ĐĂK Lao", words) == (
        "Ban Chỉ đạo năm mươi bảy của xã họp ở đắc Lao"
    )


def test_longest_word_of_the_commune_wins() -> None:
    assert read_aloud("cụm A1 Bắc", {"A1": "a một", "A1 Bắc": "a nhất bắc"}) == "cụm a nhất bắc"


def test_word_of_the_commune_is_not_found_inside_another() -> None:
    assert read_aloud("Kinh Bắc, Kinhh", {"Kinh": "kinh"}) == "kinh Bắc, Kinhh"


def test_reading_typed_with_figures_is_still_said_in_words() -> None:
    assert read_aloud("QL8", {"QL8": "đường 8 & phố"}) == "đường tám và phố"


def test_word_list_in_decomposed_form_is_found() -> None:
    word = unicodedata.normalize("NFD", "Đồng Lộc")
    assert read_aloud("Ngã ba Đồng Lộc", {word: "đồng lộc"}) == "Ngã ba đồng lộc"


def test_explanation_tells_class_rule_and_doubt() -> None:
    assert explain("UBND 3/5 VHXX") == [
        Token("UBND", "abbreviation", "list", "Ủy ban nhân dân"),
        Token("3/5", "day-month", "day-month", "ba tháng năm"),
        Token("VHXX", "initials", "spelled", "vê hát ích ích", sure=False),
    ]


def test_plain_words_keep_their_case_and_pauses() -> None:
    assert read_aloud("Bà con chú ý: hôm nay, trời mưa; có lũ? Có!") == (
        "Bà con chú ý: hôm nay, trời mưa; có lũ? Có!"
    )


def test_brackets_become_pauses() -> None:
    assert read_aloud("Xã Đông Kinh (tỉnh Hà Tĩnh) thông báo") == (
        "Xã Đông Kinh, tỉnh Hà Tĩnh, thông báo"
    )


def test_blank_and_silent_lines_stay_lines() -> None:
    assert read_aloud("Một\n\n---\nHai\n") == "Một\n\n\nHai\n"


def test_decomposed_text_reads_the_same() -> None:
    text = "Ủy ban nhân dân xã họp ngày 10/6 về CNTT"
    assert read_aloud(unicodedata.normalize("NFD", text)) == read_aloud(text)

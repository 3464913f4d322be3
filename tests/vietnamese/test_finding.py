"""Words found whatever their marks, in the letters of the text itself."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.vietnamese.finding import Piece, pieces, searchable, snippet, words_of
from lantoa.vietnamese.text import nfc

LETTERS = st.text(alphabet="aăâđĐếềỗọưữơ ƠXYxy12-/ \u0300\u0323\n,.", max_size=60)


def test_words_without_marks_are_found_in_marked_letters() -> None:
    assert pieces("Chuyển đổi số ở xã Đông Hòa", words_of("chuyen doi dong")) == [
        Piece("Chuyển", True), Piece(" "), Piece("đổi", True), Piece(" số ở xã "),
        Piece("Đông", True), Piece(" Hòa"),
    ]  # fmt: skip


def test_a_decomposed_text_is_cut_between_whole_letters() -> None:
    text = unicodedata.normalize("NFD", "Đường làng")
    assert [piece.text for piece in pieces(text, ["duong"]) if piece.is_hit] == [
        unicodedata.normalize("NFD", "Đường")
    ]


def test_a_snippet_stands_around_the_first_word_found() -> None:
    text = "Mở đầu. " * 30 + "Đo độ mặn ở ba cống. " + "Kết thúc. " * 30
    part = snippet(text, words_of("do man"))
    assert "Đo độ mặn" in part and part.startswith("…") and part.endswith("…")
    assert len(part) <= 162


def test_a_question_is_folded_and_says_each_word_once() -> None:
    assert words_of("  Số SỐ chuyển đổi ") == ("so", "chuyen", "doi")


@settings(max_examples=300, deadline=None)
@given(LETTERS, LETTERS)
def test_the_pieces_are_the_text_and_each_hit_holds_a_word(text: str, asked: str) -> None:
    words = words_of(asked)
    found = pieces(text, words)
    assert "".join(piece.text for piece in found) == text
    for piece in found:
        if piece.is_hit:
            assert any(word in searchable(piece.text) for word in words)


@settings(max_examples=300, deadline=None)
@given(LETTERS, st.integers(0, 5))
def test_a_word_of_the_text_is_always_marked(text: str, number: int) -> None:
    words = searchable(nfc(text)).split()
    if words:
        word = words[number % len(words)]
        assert any(piece.is_hit for piece in pieces(nfc(text), [word]))

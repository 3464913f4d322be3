"""Word differences between two versions."""

from hypothesis import given
from hypothesis import strategies as st

from lantoa.newsroom.editing.differences import Piece, change_count, word_difference

LINES = st.text(alphabet="ab ,\n.đ5/", max_size=80)


def test_changed_figure_is_struck_and_added() -> None:
    pieces = word_difference("mỗi tổ trực 1 buổi", "mỗi tổ trực 2 buổi")
    assert pieces == [
        Piece("same", "mỗi tổ trực "), Piece("gone", "1"), Piece("new", "2"), Piece("same", " buổi")
    ]  # fmt: skip
    assert change_count(pieces) == 1


def test_date_is_one_word() -> None:
    assert [piece.text for piece in word_difference("ngày 15/11", "ngày 01/12")][1:] == [
        "15/11", "01/12"
    ]  # fmt: skip


def test_text_far_from_a_change_is_left_out() -> None:
    long = "chữ " * 300
    kinds = [piece.kind for piece in word_difference(long + "cũ", long + "mới")]
    assert kinds == ["skip", "same", "gone", "new"]


@given(LINES, LINES)
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    pieces = word_difference(before, after)
    kept = "".join(piece.text for piece in pieces if piece.kind != "gone")
    old = [piece.text for piece in pieces if piece.kind != "new"]
    assert kept == after
    assert "".join(old).split() == before.split()

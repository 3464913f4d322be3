"""Letters on a board: counted, never lost, read at a walking pace."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.newsroom.printed.boards import (
    MOST_SCREENS,
    USUAL,
    Screen,
    as_text,
    on_board,
    screenfuls,
    seconds_for,
    without_accents,
)

WORDS = st.lists(st.sampled_from(["Đường", "truyền", "28/11", "hồ", "sơ", "nghiêng", "«xã»"]),
                 min_size=1, max_size=40).map(" ".join)  # fmt: skip


def test_accents_go_and_capitals_stay() -> None:
    assert without_accents("Đề nghị nộp Ở đây, ƯU TIÊN") == "De nghi nop O day, UU TIEN"
    assert on_board("«Nộp» – trước…", USUAL) == '"Nop" - truoc...'
    assert on_board("«Nộp» hồ\u00a0sơ", Screen(20, 4, True)) == '"Nộp" hồ sơ'


@settings(max_examples=150)
@given(WORDS, st.integers(8, 60), st.integers(1, 6), st.booleans())
def test_every_line_fits_and_no_word_is_lost(
    text: str, columns: int, lines: int, has_accents: bool
) -> None:
    screen = Screen(columns, lines, has_accents)
    shown = screenfuls(text, screen)
    rows = [line for one in shown for line in one.lines]
    assert all(0 < len(line) <= columns for line in rows)
    assert all(len(one.lines) <= lines for one in shown)
    if len(shown) < MOST_SCREENS:
        assert " ".join(rows) == on_board(text, screen)
    if not has_accents:
        assert all(line.isascii() for line in rows)


def test_no_screen_is_left_with_one_last_word() -> None:
    text = "Từ 7 giờ đến 11 giờ 30 thứ Bảy 28/11 trung tâm tạm nghỉ nhận hồ sơ để thay đường truyền"
    counts = [sum(map(len, one.lines)) for one in screenfuls(text, USUAL)]
    assert min(counts) * 2 > max(counts)


def test_screens_end_where_one_draws_breath() -> None:
    text = (
        "Từ 7 giờ đến 11 giờ 30 thứ Bảy 28/11, Trung tâm Phục vụ hành chính công xã tạm nghỉ nhận "
        "hồ sơ trực tiếp để thay đường truyền."
    )
    assert [one.text for one in screenfuls(text, Screen(32, 2, True))] == [
        "Từ 7 giờ đến 11 giờ 30\nthứ Bảy 28/11,",
        "Trung tâm Phục vụ\nhành chính công xã tạm nghỉ",
        "nhận hồ sơ trực tiếp\nđể thay đường truyền.",
    ]


def test_a_word_longer_than_a_line_is_cut_and_nothing_is_lost() -> None:
    text = "Xem songlam.example/tin-bai/57 nhé"
    lines = [line for one in screenfuls(text, Screen(8, 2, True)) for line in one.lines]
    assert max(map(len, lines)) == 8
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_number_stays_with_its_unit_and_a_name_whole() -> None:
    text = "Ba trạm đo ở cống Bến Đò, Cồn Soi và Liên Hải gửi số 15 phút một lần."
    lines = [line for one in screenfuls(text, Screen(24, 2, True)) for line in one.lines]
    assert all(any(held in line for line in lines) for held in ("Bến Đò", "Cồn Soi", "15 phút"))


def test_seconds_follow_the_words_within_bounds() -> None:
    assert [seconds_for("một"), seconds_for("một " * 11), seconds_for("một " * 90)] == [3, 6, 12]


def test_the_file_says_what_was_counted() -> None:
    shown = screenfuls("Nộp hồ sơ tại nhà\nHỏi bàn số 2", Screen(16, 2, False))
    assert as_text(shown, Screen(16, 2, False)) == (
        "16 chữ × 2 dòng, không dấu; 2 màn hình, 6 giây một lượt\n\n"
        "[1] 3 giây, dòng dài nhất 9 chữ\nNop ho so\ntai nha\n\n"
        "[2] 3 giây, dòng dài nhất 12 chữ\nHoi ban so 2\n"
    )

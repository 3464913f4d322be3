"""Policy sheets and research results: required, read aloud, part of what is approved."""

from __future__ import annotations

import pytest

from lantoa.newsroom.data.sheets import missing_answers, sheet_lines
from lantoa.newsroom.genres import guide_of
from lantoa.newsroom.plain import plain_text
from lantoa.newsroom.queries import missing_for_submission
from lantoa.newsroom.terms import Genre
from tests.make import article

GUIDE = guide_of("policy")
SHEET = GUIDE.example.sheet if GUIDE else {}


def test_days_are_one_sentence_and_an_open_end_is_left_out() -> None:
    both = {"starts_on": "2026-08-01", "ends_on": "2027-12-31"}
    assert sheet_lines(Genre.POLICY, both) == [
        "Thời gian áp dụng: từ ngày 01/8/2026 đến hết ngày 31/12/2027."
    ]
    assert sheet_lines(Genre.POLICY, {"starts_on": "2026-08-01"}) == [
        "Thời gian áp dụng: từ ngày 01/8/2026."
    ]


def test_an_end_before_the_beginning_is_named() -> None:
    turned = {**SHEET, "starts_on": "2027-01-01", "ends_on": "2026-01-01"}
    assert missing_answers(Genre.POLICY, turned) == ["Đến hết ngày (đang trước ngày bắt đầu)"]


def test_answers_of_another_genre_are_kept_and_not_shown() -> None:
    assert sheet_lines(Genre.NEWS, SHEET) == []
    assert sheet_lines(Genre.RESEARCH, SHEET) == [f"Hỏi ai: {SHEET['contact']}."]


@pytest.mark.django_db
def test_a_sheet_changes_the_hash_of_its_genre_only() -> None:
    news = article()
    before = news.content
    news.sheet = SHEET
    assert news.content == before
    policy = article(genre=Genre.POLICY, sheet=SHEET)
    hashed = policy.newest.content
    policy.sheet = {**SHEET, "what": "Toàn bộ chi phí."}
    assert (policy.content == hashed, "Được gì: Toàn bộ chi phí." in plain_text(policy)) == (
        False, True,
    )  # fmt: skip


@pytest.mark.django_db
def test_what_is_open_is_named_before_submission() -> None:
    story = article(
        genre=Genre.RESEARCH, for_loudspeaker=False, sheet={"question": "Ủ rơm thế nào?"},
        body=[("paragraph", "<p>[Điền: cách làm]</p>"), ("picture", {"image": None})],
    )  # fmt: skip
    assert missing_for_submission(story.newest) == [
        "thay 1 chỗ «[Điền: …]» bằng lời của bài",
        "chọn ảnh cho 1 khối ảnh",
        "trả lời các ô của phiếu: Kết quả, Ai dùng được, Chi phí, Đơn vị nghiên cứu, Hỏi ai",
    ]

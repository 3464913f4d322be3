"""Checks before a decision: cautions first, in words."""

from __future__ import annotations

import pytest

from lantoa.newsroom.checks import Check, checks_of
from lantoa.newsroom.queries import missing_for_submission
from tests.make import article, sound

pytestmark = pytest.mark.django_db


def test_citizen_number_and_phone_are_cautions_on_top() -> None:
    story = article(lead="Số căn cước 040099001234, hỏi số 0239 385 150.")
    found = checks_of(story, None)
    assert found[:2] == [
        Check(False, "trong bài có dãy 12 chữ số, có thể là số căn cước của một người"),
        Check(False, "trong bài có số điện thoại 0239 385 150"),
    ]


@pytest.mark.parametrize("number", [
    "0238.3123.456", "(0238) 3123456", "0912345678", "0912.345.678", "0912 34 56 78",
    "+84 912 345 678", "024-3123-4567",
])  # fmt: skip
def test_a_phone_number_is_seen_however_it_is_grouped(number: str) -> None:
    story = article(lead=f"Hỏi số {number}, giờ hành chính. Đã có 20 hộ.")
    assert Check(False, f"trong bài có số điện thoại {number}") in checks_of(story, None)


def test_dates_and_document_numbers_are_no_phone_numbers() -> None:
    story = article(
        lead="Từ 01/12/2026, theo Nghị quyết số 57-NQ/TW, 20.986 hộ, 01-12-2026 08:00, "
        "1.000.000.000 đồng."
    )
    assert Check(True, "Không có số điện thoại") in checks_of(story, None)


def test_long_sentence_is_named_by_its_length() -> None:
    story = article(lead="tiếng " * 50)
    assert Check(False, "có câu dài 50 tiếng, nghe qua loa khó theo dõi") in checks_of(story, None)


def test_sound_out_of_the_law_is_a_caution() -> None:
    story = article()
    made = sound(story)
    made.loudness_centi_lufs, made.peak_centi_db = -1200, -50
    assert Check(False, "âm thanh chưa đúng độ lớn phát sóng") in checks_of(story, made)
    made.loudness_centi_lufs, made.peak_centi_db = -1610, -160
    assert Check(True, "Âm lượng đúng mức, không vỡ tiếng") in checks_of(story, made)


def test_empty_paragraph_is_not_content() -> None:
    story = article(lead="", body=[("paragraph", "<p></p>")], for_loudspeaker=False)
    assert missing_for_submission(story.newest) == ["viết nội dung"]

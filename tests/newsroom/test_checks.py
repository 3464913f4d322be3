"""Checks before a decision: cautions first, in words."""

from __future__ import annotations

import pytest

from lantoa.newsroom.checks import Check, checks_of
from lantoa.newsroom.queries import missing_for_submission
from lantoa.plan.models import SuperiorDocument
from lantoa.plan.services import end_document, keep_document
from lantoa.registry.terms import Role
from tests.make import NOW, TODAY, account, article, sound

pytestmark = pytest.mark.django_db


def test_what_must_be_mended_stands_on_top_with_its_place() -> None:
    story = article(lead="Số căn cước 040099001234, hỏi số 0239 385 150.")
    found = checks_of(story, None, today=TODAY)
    assert found[:2] == [
        Check(False, "có dãy số như số căn cước hoặc số thẻ của một người", "Tóm tắt",
              "040099001234"),
        Check(False, "có số điện thoại", "Tóm tắt", "0239 385 150"),
    ]  # fmt: skip
    assert missing_for_submission(story.newest) == [
        "sửa xong 1 chỗ ở «Xem lại»",
        "làm âm thanh",
    ]


@pytest.mark.parametrize("number", [
    "0238.3123.456", "(0238) 3123456", "0912345678", "0912.345.678", "0912 34 56 78",
    "+84 912 345 678", "024-3123-4567",
])  # fmt: skip
def test_a_phone_number_is_seen_however_it_is_grouped(number: str) -> None:
    story = article(lead=f"Hỏi số {number}, giờ hành chính. Đã có 20 hộ.")
    assert Check(False, "có số điện thoại", "Tóm tắt", number) in checks_of(
        story, None, today=TODAY
    )


def test_dates_and_document_numbers_are_no_phone_numbers() -> None:
    story = article(
        lead="Từ 01/12/2026, theo Nghị quyết số 57-NQ/TW, 20.986 hộ, 01-12-2026 08:00, "
        "1.000.000.000 đồng."
    )
    assert Check(True, "Không có số điện thoại riêng") in checks_of(story, None, today=TODAY)


def test_sound_out_of_the_law_is_a_caution() -> None:
    story = article()
    made = sound(story)
    made.loudness_centi_lufs, made.peak_centi_db = -1200, -50
    assert Check(False, "âm thanh chưa đúng độ lớn phát sóng") in checks_of(
        story, made, today=TODAY
    )
    made.loudness_centi_lufs, made.peak_centi_db = -1610, -160
    assert Check(True, "Âm lượng đúng mức, không vỡ tiếng") in checks_of(story, made, today=TODAY)


def test_empty_paragraph_is_not_content() -> None:
    story = article(lead="", body=[("paragraph", "<p></p>")], for_loudspeaker=False)
    assert missing_for_submission(story.newest) == ["viết nội dung"]


def test_replaced_document_is_a_caution_and_one_in_force_is_well() -> None:
    clerk = account(Role.CLERK)
    old, new = (
        keep_document(document=SuperiorDocument(kind="Chỉ thị", number=number), by=clerk, now=NOW)
        for number in ("9/CT-TTg", "12/CT-TTg")
    )
    story = article(lead="Thực hiện Chỉ thị số 9/CT-TTg.")
    well = Check(True, "Không viện dẫn văn bản đã ghi nhận bị thay thế")
    assert well in checks_of(story, None, today=TODAY)
    end_document(document=old, ended_on=TODAY, replaced_by=new, by=clerk)
    words = "Chỉ thị 9/CT-TTg đã bị thay thế bởi Chỉ thị 12/CT-TTg từ ngày 23/11/2026"
    assert checks_of(story, None, today=TODAY)[0] == Check(False, words, "Tóm tắt")

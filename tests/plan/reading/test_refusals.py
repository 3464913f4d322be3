"""What is not a plan is refused in one sentence, never read as one."""

from __future__ import annotations

import pytest
from tests.plan.reading.examples import example

from lantoa.core.errors import Unreadable
from lantoa.plan.reading import read_plan

NOT_PLANS = {
    "BÁO CÁO\nKết quả thực hiện Kế hoạch số 27/KH-UBND": "báo cáo",
    "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch truyền thông": "quyết định",
    "TỜ TRÌNH\nVề việc phê duyệt Kế hoạch": "tờ trình",
    "B Á O  C Á O\nTình hình tháng 5": "báo cáo",
    "THÔNG BÁO KẾT LUẬN CỦA CHỦ TỊCH": "thông báo",
    "V/v triển khai Kế hoạch\n\nKính gửi: Các thôn": "công văn",
}


@pytest.mark.parametrize("opening", NOT_PLANS)
def test_another_kind_of_document_is_named_and_refused(opening: str) -> None:
    text, _ = example("song-lam")
    other = text.replace("KẾ HOẠCH", opening, 1)
    with pytest.raises(Unreadable, match=NOT_PLANS[opening]):
        read_plan(other)


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\u200b\ufeff", "|\n|\n|\n"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_plan(text)


def test_a_story_is_refused() -> None:
    with pytest.raises(Unreadable, match="KẾ HOẠCH"):
        read_plan("Sáng nay bà con ra đồng sớm.\nLoa truyền thanh phát bản tin thời tiết.\n" * 50)


def test_a_report_that_names_the_plan_in_capitals_later_is_refused() -> None:
    with pytest.raises(Unreadable, match="báo cáo"):
        read_plan("UBND XÃ A\nSố: 5/BC-UBND\nBÁO CÁO\nKẾT QUẢ THỰC HIỆN\nKẾ HOẠCH\nI. MỤC TIÊU\n")


def test_a_ward_whose_name_reads_as_another_kind_without_its_marks_is_no_other_kind() -> None:
    head = "UBND\nPHƯỜNG AN LẠC TÂY\nSố: 5/{}-UBND\n{}\nTruyền thông năm 2026\nI. MỤC TIÊU\n"
    assert read_plan(head.format("KH", "KẾ HOẠCH")).issuer == "Ủy ban nhân dân phường An Lạc Tây"
    with pytest.raises(Unreadable, match="phương án"):
        read_plan(head.format("PA", "PHƯƠNG ÁN"))


def test_a_refusal_is_one_line_of_plain_words() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_plan("BÁO CÁO\n")
    assert "\n" not in str(refusal.value)
    assert "chưa lưu gì" in str(refusal.value)

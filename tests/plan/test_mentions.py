"""Where a text names official documents."""

from __future__ import annotations

import time
import unicodedata
from datetime import date

import pytest

from lantoa.plan.mentions import Mention, documents_in, key_of, mentions

LINE = (
    "Thực hiện Quyết định số 1169/QĐ-TTg ngày 21 tháng 6 năm 2026 của Thủ tướng Chính phủ phê "
    "duyệt Đề án truyền thông; Nghị quyết 57 – NQ/TW."
)


def numbers(text: str) -> list[str]:
    return [one.number for one in mentions(text)]


def test_line_is_read_with_day_body_and_subject() -> None:
    first, second = mentions(LINE)
    assert (first.kind, first.number, first.issued_on, first.issuer, first.subject) == (
        "Quyết định", "1169/QĐ-TTg", date(2026, 6, 21), "Thủ tướng Chính phủ",
        "phê duyệt Đề án truyền thông",
    )  # fmt: skip
    assert (second.kind, second.number, second.issued_on) == ("Nghị quyết", "57-NQ/TW", None)
    assert LINE[first.start : first.end].startswith("Quyết định số 1169")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("theo 57-NQ/TW và (49/2024/NĐ-CP)", ["57-NQ/TW", "49/2024/NĐ-CP"]),
        ("Luật số 93/2025/QH15", ["93/2025/QH15"]),
        ("Công văn 120/UBND-VX", ["120/UBND-VX"]),
        ("Kế hoạch số 12-KH/ĐU", ["12-KH/ĐU"]),
        ("Quyết định số\n25/QĐ-UBND", ["25/QĐ-UBND"]),
        ("Quyết\u00a0định số\u00a01169/QĐ-TTg", ["1169/QĐ-TTg"]),
        ("họp 24/7, xe 29-AB/12, máy 12-KW/H, ngày 10/6/2026, 1/2 kg, 3/5 hộ", []),
        ("bảng tin A1-QĐ, trang 3.57-NQ/TW2", []),
        ("", []),
    ],
)
def test_numbers_are_found_and_nothing_else(text: str, found: list[str]) -> None:
    assert numbers(text) == found
    assert numbers(unicodedata.normalize("NFD", text)) == found


def test_kind_of_a_bare_number_comes_from_its_sign() -> None:
    assert [one.words for one in mentions("xem 49/2024/NĐ-CP")] == ["Nghị định 49/2024/NĐ-CP"]


def test_law_without_a_number_is_named_by_its_title() -> None:
    (law,) = mentions("Luật Khoa học, công nghệ và Đổi mới sáng tạo ngày 27/6/2025;")
    assert (law.number, law.key) == ("", key_of("Luật Khoa học, công nghệ và đổi mới SÁNG tạo", ""))


def test_one_document_named_twice_is_one_and_two_days_are_two() -> None:
    text = (
        "Chỉ thị 12/CT-UBND; Chỉ thị số 12/CT-UBND ngày 01/3/2026 của UBND tỉnh; "
        "Chỉ thị số 12/CT-UBND ngày 05/02/2025"
    )
    assert [one.issued_on for one in documents_in(text)] == [date(2026, 3, 1), date(2025, 2, 5)]


def test_line_of_a_mention_reads_as_the_same_document() -> None:
    for one in (*documents_in(LINE), Mention("", "93/2025/QH15", None, "", "", 0, 0)):
        (again,) = documents_in(one.line)
        assert (again.key, again.issued_on, again.issuer) == (one.key, one.issued_on, one.issuer)


@pytest.mark.parametrize("text", ["Luật A " * 20_000, "Quyết định " * 15_000, "12/QĐ-" * 20_000])
def test_long_text_never_takes_long(text: str) -> None:
    started = time.process_time()
    mentions(text)
    assert time.process_time() - started < 5

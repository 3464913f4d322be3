"""What must stay on one line does."""

import pytest

from lantoa.documents.typography import clean, plain, unbroken


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("57-NQ/TW", "57‑NQ/TW"),
        ("trước ngày 10/6 hằng năm", "trước ngày\u00a010/6 hằng năm"),
        ("109 phút chưa rõ", "109\u00a0phút chưa rõ"),
        ("đạt 80 % dân số", "đạt 80\u00a0% dân số"),
        ("ngày 08 tháng 12 năm 2026", "ngày\u00a008 tháng\u00a012 năm\u00a02026"),
        ("Phụ lục II kèm theo", "Phụ lục\u00a0II kèm theo"),
        ("- Như trên", "- Như trên"),
        ("một câu không có gì", "một câu không có gì"),
        ("24 tháng tuổi", "24\u00a0tháng tuổi"),
    ],
)
def test_numbers_keep_their_company(text: str, marked: str) -> None:
    assert unbroken(text) == marked
    assert plain(marked) == text


def test_long_address_may_break() -> None:
    address = "https://songlam.example/tin-bai/" + "chuyen-doi-so-" * 4
    assert unbroken(address) == address


def test_control_characters_fall_out_and_text_is_composed() -> None:
    assert clean("Ti\u00ea\u0301ng\x00 Vi\u1ec7t\x0b\tx") == "Tiếng Việt x"

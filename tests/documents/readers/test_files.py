"""One door for every file: what it is decides, and what cannot be read is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.documents.readers.making import pdf_of, word_of

from lantoa.core.errors import Unreadable
from lantoa.documents.readers import LARGEST_FILE, read_file

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


def _zip(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


REFUSED = {
    "tệp trống": (b"", "Tệp trống"),
    "toàn khoảng trắng": (b" \r\n\t\n", "Tệp trống"),
    "ảnh JPEG": (JPEG, "ảnh chụp"),
    "ảnh PNG": (PNG, "ảnh chụp"),
    "ZIP": (_zip({"a.txt": b"a"}), "tệp nén"),
    "bảng tính": (_zip({"xl/workbook.xml": b"<a/>"}), "Word"),
    "Word cũ": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kiểu cũ"),
    "RTF": (b"{\\rtf1 abc}", "kiểu cũ"),
    "trang web": (b"<!DOCTYPE html><html><body>a</body></html>", "trang web"),
    "âm thanh": (b"ID3\x04" + bytes(64), "âm thanh"),
    "ZIP hỏng": (b"PK\x03\x04" + b"x" * 200, "hỏng"),
    "docx hỏng": (_zip({"word/document.xml": b"<w:document"}), "hỏng"),
    "PDF hỏng": (b"%PDF-1.7\n" + b"x" * 400, "hỏng"),
    "byte bất kỳ": (bytes(range(128, 256)) * 20, "không phải văn bản"),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("name", ["ke-hoach.txt", "ke-hoach.pdf", "ke-hoach.docx"])
def test_what_cannot_be_read_is_refused_in_one_sentence(kind: str, name: str) -> None:
    data, words = REFUSED[kind]
    with pytest.raises(Unreadable, match=words) as refusal:
        read_file(data, name)
    assert "\n" not in str(refusal.value)
    assert "hưa lưu gì" in str(refusal.value)


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "lon.txt"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(Unreadable, match="50 MB"):
        read_file(large)
    with pytest.raises(Unreadable, match="20 MB"):
        read_file(b"a" * (LARGEST_FILE + 1), "lon.txt")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="khong-co"):
        read_file(tmp_path / "khong-co.txt")


def test_a_word_file_that_swells_is_refused_without_unpacking_it() -> None:
    bomb = _zip({"word/document.xml": b"<a/>", "word/media/0": bytes(130 * 1024 * 1024)})
    assert len(bomb) < LARGEST_FILE
    with pytest.raises(Unreadable, match="phình"):
        read_file(bomb, "bom.docx")


def test_text_keeps_its_lines() -> None:
    document = read_file("một\r\nhai\r\n\r\nbốn".encode(), "a.txt")
    assert (document.lines, document.format, document.pages) == (
        ["một", "hai", "", "bốn"],
        "txt",
        None,
    )


def test_content_decides_and_not_the_name() -> None:
    lines = ["KẾ HOẠCH", "Truyền thông năm 2026 trên địa bàn xã"]
    assert read_file(word_of(lines), "a.txt").lines == lines
    document = read_file(pdf_of(lines, indent=False), "a.docx")
    assert (document.format, document.pages) == ("pdf", 1)
    assert document.lines == lines

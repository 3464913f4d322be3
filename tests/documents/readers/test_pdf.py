"""PDF files: paragraphs from indents, no page numbers, scans and locked files refused."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from tests.documents.readers.making import pdf_of

from lantoa.core.errors import Unreadable
from lantoa.documents.readers import read_file

LONG = "Tuyên truyền, phổ biến đầy đủ, kịp thời các định hướng, mục tiêu và nhiệm vụ " * 3


def test_an_indent_opens_a_paragraph() -> None:
    lines = read_file(pdf_of([LONG, "Đoạn hai.", LONG], indent=True), "a.pdf").lines
    paragraphs = " ".join(lines).split("  ")
    assert [each.strip() for each in paragraphs] == [LONG.strip(), "Đoạn hai.", LONG.strip()]


def test_page_numbers_are_left_out() -> None:
    document = read_file(pdf_of([LONG] * 40), "a.pdf")
    assert document.pages is not None
    assert document.pages > 2
    assert [line for line in document.lines if line.strip().isdigit()] == []


def test_a_scan_without_a_text_layer_is_refused() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    held = io.BytesIO()
    document.save(held)
    with pytest.raises(Unreadable, match="bản quét"):
        read_file(held.getvalue(), "quet.pdf")


# One empty page, locked for a user password with the standard handler of PDF 1.4.
_ID = b"<00112233445566778899aabbccddeeff>"
LOCKED = b"\n".join(
    [
        b"%PDF-1.4",
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj",
        b"4 0 obj<</Filter/Standard/V 1/R 2/O<"
        + b"ab" * 32
        + b">/U<"
        + b"cd" * 32
        + b">/P -44>>endobj",
        b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[" + _ID + _ID + b"]/Size 5>>",
        b"%%EOF",
    ]
)


def test_a_locked_file_is_refused_as_locked() -> None:
    with pytest.raises(Unreadable, match="mật khẩu"):
        read_file(LOCKED, "khoa.pdf")

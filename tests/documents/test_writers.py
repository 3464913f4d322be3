"""The two files say the same and are laid out as the decree says."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pypdfium2
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from tests.documents.make import letter, report

from lantoa.documents.readers import read_file
from lantoa.documents.terms import OfficialDocument, Paragraph
from lantoa.documents.typography import plain
from lantoa.documents.writers import write_docx, write_pdf


def _word(document: OfficialDocument):  # type: ignore[no-untyped-def]
    return docx.Document(io.BytesIO(write_docx(document)))


def _words_of_docx(document: OfficialDocument) -> list[str]:
    body = _word(document).element.body
    texts = []
    for paragraph in body.iter(qn("w:p")):
        parts = paragraph.iter(qn("w:t"), qn("w:noBreakHyphen"))
        texts.append("".join("-" if p.tag == qn("w:noBreakHyphen") else p.text for p in parts))
    return plain(" ".join(texts)).split()


def _pages_of_pdf(document: OfficialDocument) -> list[str]:
    file = pypdfium2.PdfDocument(write_pdf(document))
    return [page.get_textpage().get_text_bounded() for page in file]


def test_same_document_gives_the_same_bytes() -> None:
    assert write_docx(report()) == write_docx(report())
    assert write_pdf(report()) == write_pdf(report())


def test_both_files_hold_the_same_words() -> None:
    document = replace(report(1), banner="")
    pdf_words = plain(" ".join(_pages_of_pdf(document))).split()
    assert sorted(pdf_words) == sorted(_words_of_docx(document))


def test_pdf_gives_numbers_as_they_are_typed() -> None:
    text = " ".join(_pages_of_pdf(report()))
    assert "57-NQ/TW" in text
    assert "10/6./." in text


def test_docx_names_times_new_roman_in_every_style() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(report()))) as file:
        styles = file.read("word/styles.xml").decode()
    used = {p.style.name for p in _word(report()).paragraphs}
    assert {"Nội dung", "Heading 1", "Tên loại văn bản"} <= used
    for name in used:
        style = _word(report()).styles[name]
        assert (style.font.name, style.font.color.rgb) == ("Times New Roman", (0, 0, 0))
    assert 'w:val="vi-VN"' in styles


def test_docx_page_is_a4_with_the_margins_of_the_decree() -> None:
    section = _word(report()).sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    assert [
        round(side.mm)
        for side in (
            section.top_margin, section.right_margin, section.bottom_margin, section.left_margin
        )
    ] == [20, 20, 20, 30]  # fmt: skip


def test_docx_body_is_justified_with_first_line_indent() -> None:
    body = _word(report()).styles["Nội dung"].paragraph_format
    assert round(body.first_line_indent.mm, 1) == 12.7
    assert (body.alignment, body.space_after, body.line_spacing) == (3, Pt(6), Pt(18))


def test_docx_page_number_is_in_the_header_of_all_pages_but_the_first() -> None:
    section = _word(report()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert section.first_page_header.paragraphs[0].text == "\tSỐ LIỆU MINH HỌA"


def test_docx_annex_is_counted_from_page_one() -> None:
    sections = _word(report()).sections
    starts = [s._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for s in sections]
    assert starts == ["1", "1"]


def test_docx_motto_rule_is_as_long_as_the_motto() -> None:
    right = _word(report()).tables[0].rows[0].cells[1]
    form = right.paragraphs[-1].paragraph_format
    length = Mm(98) - form.left_indent - form.right_indent
    assert round(length / Mm(1), 1) == 60.5


def test_docx_table_repeats_its_header_and_keeps_rows_whole() -> None:
    grid = _word(report()).tables[1]
    assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in grid.rows)


def test_docx_figures_are_bookmarked_with_their_keys_and_stay_readable() -> None:
    file = _word(report())
    names = [mark.get(qn("w:name")) for mark in file.element.iter(qn("w:bookmarkStart"))]
    assert names[:2] == ["so_lieu_1_A4", "so_lieu_2_A1"]
    assert len(set(names)) == len(names)
    assert "Phát 306\u00a0lượt trên 12\u00a0cụm loa." in [p.text for p in file.paragraphs]


def test_signature_is_never_alone_on_a_page() -> None:
    lonely = [
        rows
        for rows in range(8, 34)
        if "Nơi nhận" in (pages := _pages_of_pdf(report(rows)))[-2] and "./." not in pages[-2]
    ]
    assert lonely == []


def test_pdf_number_stands_on_later_pages_only() -> None:
    first, second, *_, annex = _pages_of_pdf(report(40))
    assert not re.match(r"\d+\s", first)
    assert re.search(r"(^|\s)2\s", second[:60])
    assert annex.split("\n")[0].strip() == "SỐ LIỆU MINH HỌA"


def test_markup_in_words_stays_words() -> None:
    words = "Tỷ lệ < 80% & #panic() $x$ *đậm* {{ y }} \x00."
    document = replace(report(), blocks=(Paragraph((words,)),))
    shown = "Tỷ lệ < 80% & #panic() $x$ *đậm* {{ y }}"
    assert shown in " ".join(" ".join(_pages_of_pdf(document)).split())
    assert f"{shown}./." in [plain(p.text) for p in _word(document).paragraphs]


def test_letter_is_written_by_both() -> None:
    assert "V/v cung cấp số liệu" in " ".join(_pages_of_pdf(letter()))
    assert write_docx(letter())[:2] == b"PK"


def test_line_break_inside_a_paragraph_is_kept_by_both() -> None:
    document = replace(report(), blocks=(Paragraph(("Dòng một\ndòng hai",)),))
    assert "Dòng một\ndòng hai./." in [p.text for p in _word(document).paragraphs]
    assert "Dòng một\r\ndòng hai./." in _pages_of_pdf(document)[0]


def test_own_reader_reads_what_was_written() -> None:
    read = read_file(write_docx(report()), name="bao-cao.docx").lines
    lines = [plain(text) for text in read]
    assert "Nghị quyết số 57-NQ/TW năm 2026" in lines
    assert "Phát 306 lượt trên 12 cụm loa." in lines
    assert "| 1 | Chỉ tiêu thứ 1 | 1.986 |" in lines

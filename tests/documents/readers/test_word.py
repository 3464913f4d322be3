"""Word files: automatic numbers, tables, changes that were tracked."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from lantoa.core.errors import Unreadable
from lantoa.documents.readers import read_file
from lantoa.plan.reading import read_plan


def _read(build: Callable[[Any], None]) -> list[str]:
    document = docx.Document()
    build(document)
    held = io.BytesIO()
    document.save(held)
    return read_file(held.getvalue(), "a.docx").lines


def _lists(document: Any) -> None:
    """One list of four levels: I. / 1. / 1.1. / a), as office programs define it."""
    levels = [
        ("upperRoman", "%1."),
        ("decimal", "%2."),
        ("decimal", "%2.%3."),
        ("lowerLetter", "%4)"),
    ]
    xml = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    part = document.part.numbering_part.element
    for each in part.findall(qn("w:num")) + part.findall(qn("w:abstractNum")):
        part.remove(each)
    part.append(
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="7">{xml}</w:abstractNum>')
    )
    part.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="3"><w:abstractNumId w:val="7"/></w:num>')
    )


def _numbered(document: Any, text: str, depth: int) -> None:
    paragraph = document.add_paragraph(text)
    setting = parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr>'
    )
    paragraph._p.get_or_add_pPr().append(setting)


def test_automatic_numbers_stand_in_the_text() -> None:
    def build(document: Any) -> None:
        _lists(document)
        for text, depth in [
            ("MỤC TIÊU", 0),
            ("NHIỆM VỤ", 0),
            ("Truyền thanh", 1),
            ("Biên soạn tin", 2),
            ("Phát tin", 2),
            ("Mạng xã hội", 1),
            ("Lập kênh", 2),
            ("Đăng bài", 3),
        ]:
            _numbered(document, text, depth)

    assert _read(build) == [
        "I. MỤC TIÊU",
        "II. NHIỆM VỤ",
        "1. Truyền thanh",
        "1.1. Biên soạn tin",
        "1.2. Phát tin",
        "2. Mạng xã hội",
        "2.1. Lập kênh",
        "a) Đăng bài",
    ]


def test_bullets_of_a_style_become_dashes() -> None:
    lines = _read(lambda document: document.add_paragraph("Mở lớp", style="List Bullet"))
    assert lines == ["- Mở lớp"]


def test_tables_become_rows_of_pipes_with_merged_cells() -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=3, cols=3)
        for at, text in enumerate(["STT", "Nội dung", "Đơn vị chủ trì"]):
            table.cell(0, at).text = text
        table.cell(1, 0).merge(table.cell(1, 2)).text = "I. Truyền thanh"
        table.cell(2, 0).text = "1"
        table.cell(2, 1).text = "Phát tin"
        table.cell(2, 2).text = "Phòng A\nTrạm B"

    assert _read(build) == [
        "",
        "| STT | Nội dung | Đơn vị chủ trì |",
        "| I. Truyền thanh |  |  |",
        "| 1 | Phát tin | Phòng A<br>Trạm B |",
        "",
    ]


def test_inserted_words_are_read_and_deleted_ones_are_not() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Mở ")
        for tag, text, words in (("w:ins", "w:t", "03"), ("w:del", "w:delText", "02")):
            change, run, held = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text)
            held.text = words
            run.append(held)
            change.append(run)
            paragraph._p.append(change)
        paragraph.add_run(" lớp")

    assert _read(build) == ["Mở 03 lớp"]


def test_a_file_without_words_is_refused() -> None:
    with pytest.raises(Unreadable, match="không có chữ"):
        _read(lambda document: document.add_paragraph(" "))


def test_a_plan_laid_out_with_tables_is_read() -> None:
    def build(document: Any) -> None:
        head = document.add_table(rows=2, cols=2)
        head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH"
        head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
        head.cell(1, 0).text = "Số: 15/KH-UBND"
        head.cell(1, 1).text = "An Bình, ngày 5 tháng 3 năm 2026"
        document.add_paragraph("KẾ HOẠCH")
        document.add_paragraph("Truyền thông năm 2026")
        _lists(document)
        _numbered(document, "NHIỆM VỤ", 0)
        table = document.add_table(rows=2, cols=5)
        rows = [
            ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"],
            ["1", "Mở chuyên mục", "Phòng A", "Trạm B\nĐoàn xã", "Trước 30/6/2026"],
        ]
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        foot = document.add_table(rows=1, cols=2)
        foot.cell(0, 0).text = "Nơi nhận:\n- Đảng ủy xã;\n- Lưu: VT."
        foot.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nPhạm Thị Hạnh"

    reading = read_plan("\n".join(_read(build)))
    assert (reading.number, reading.date) == ("15/KH-UBND", "2026-03-05")
    assert reading.issuer == "Ủy ban nhân dân xã An Bình"
    task = reading.tasks[0]
    assert (task.number, task.text, task.timing) == ("1", "Mở chuyên mục", "2026-06-30")
    assert (task.lead_units, task.supporting_units) == (("Phòng A",), ("Trạm B", "Đoàn xã"))
    assert reading.recipients == ("Đảng ủy xã", "Lưu: VT")
    assert (reading.signer, reading.signer_title) == ("Phạm Thị Hạnh", "CHỦ TỊCH")

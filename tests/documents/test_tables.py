"""Tables as people hand them in: sheets, encodings, and what is refused in plain words."""

from __future__ import annotations

import tracemalloc
import zipfile
from io import BytesIO

import openpyxl
import pytest
from tests.registry.sheets import xlsx

from lantoa.core.errors import Unreadable
from lantoa.documents.sheets import Limits
from lantoa.documents.tables import OLE, read_tables

LINES = "STT;Họ và tên;Số hộ\n1;Nguyễn Thị Hòa;12\n2;Đỗ Văn Quyết;7\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_is_read_in_every_encoding_and_with_every_sign(encoding: str, sign: str) -> None:
    (table,) = read_tables(LINES.replace(";", sign).encode(encoding))
    assert [row.cells for row in table.rows[1:]] == [
        ("1", "Nguyễn Thị Hòa", "12"), ("2", "Đỗ Văn Quyết", "7")
    ]  # fmt: skip


def test_csv_of_tcvn3_says_so() -> None:
    rows = "TT,Hä vµ tªn\n1,NguyÔn ThÞ Hoµ\n2,§ç V¨n QuyÕt\n3,TrÇn ThÞ ¸nh\n"
    (table,) = read_tables(rows.encode("latin-1"))
    assert (table.encoding, table.rows[1].cells) == ("TCVN3", ("1", "Nguyễn Thị Hoà"))


def test_cells_of_old_fonts_in_a_workbook_are_read() -> None:
    (table,) = read_tables(xlsx([["Họ và tên"], ["NguyÔn ThÞ Hoµ"], ["§ç V¨n QuyÕt"]]))
    assert (table.encoding, [row.cells[0] for row in table.rows]) == (
        "TCVN3", ["Họ và tên", "Nguyễn Thị Hoà", "Đỗ Văn Quyết"],
    )  # fmt: skip


def test_hidden_and_empty_sheets() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Trống"
    book.create_sheet("DS").append(["Họ tên", "Đơn vị"])
    hidden = book.create_sheet("Ẩn")
    hidden.append(["a"])
    hidden.sheet_state = "hidden"
    held = BytesIO()
    book.save(held)
    tables = read_tables(held.getvalue())
    assert [(table.name, table.is_hidden) for table in tables] == [("DS", False), ("Ẩn", True)]


def test_rows_keep_their_numbers_and_merged_numbers_are_nobodys() -> None:
    content = xlsx([["A"], [], ["Bến Đò", 12], [None, None]], merges=["A3:A4", "B3:B4"])
    (table,) = read_tables(content)
    assert [(row.number, row.cells) for row in table.rows] == [
        (1, ("A",)), (3, ("Bến Đò", 12)), (4, ("Bến Đò",))
    ]  # fmt: skip


def packed(names: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in names.items():
            package.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không có dòng nào"),
        (b"\x00\x01\x02\x03" * 50, "không phải"),
        (b"%PDF-1.7 ...", "không phải bảng tính"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "không phải bảng tính"),
        (b"<html><table><tr><td>x</td></tr></table>", "không phải bảng tính"),
        (OLE + b"\x00" * 600, ".xls đời cũ"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"PK\x03\x04 broken", "không phải bảng tính"),
        (packed({"word/document.xml": b"<a/>"}), "không phải bảng tính"),
        (packed({"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"x"}), "macro"),
        (packed({"xl/workbook.xml": b"<a/>"}), "tệp hỏng"),
        (packed({"xl/workbook.xml": b"0" * 70_000_000}), "quá lớn"),
        (packed({"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "không phải"),
        (b"a" * (10 * 1024 * 1024 + 1), "quá lớn"),
        (("x," * 300 + "\n").encode() * 3 + b"a," * 80 + b"1\n", None),
        (b'"' + b"a" * 200_000, "ngoặc kép"),
        ("một,hai\n".encode() * 20_000, "quá 5.000 dòng"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(content: bytes, words: str | None) -> None:
    with pytest.raises(Unreadable) as refused:
        read_tables(content)
    assert (words or "quá lớn") in str(refused.value)
    assert "Chưa lưu gì" in str(refused.value)


def workbook(sheets: int, rows: int, columns: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    for name in range(sheets):
        page = book.create_sheet(f"DS{name}")
        for number in range(rows):
            page.append([number, *["Nguyễn Văn An"] * (columns - 1)])
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def test_sheet_of_twenty_thousand_rows_is_refused_before_it_fills_the_memory() -> None:
    content = workbook(1, 20_000, 8)
    tracemalloc.start()
    with pytest.raises(Unreadable, match=r"quá 5\.000 dòng"):
        read_tables(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 * 2**20


def test_many_sheets_are_refused_together() -> None:
    limits = Limits(cells=300)
    assert len(read_tables(workbook(2, 10, 15), limits=limits)) == 2
    with pytest.raises(Unreadable, match="quá lớn"):
        read_tables(workbook(3, 10, 15), limits=limits)

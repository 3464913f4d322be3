"""What is written is read back, and text never turns into a formula."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from lantoa.core.errors import Unreadable
from lantoa.documents.sheets import Limits, Sheet, read_xlsx, write_xlsx

ENTRIES = Sheet(
    "Minh chứng",
    (
        ("Số", "Nội dung", "Ngày", "Giá trị"),
        (1, "Phát thanh sáng", date(2026, 11, 23), Decimal("94.41")),
        (2, None, None, True),
    ),
)


def test_rows_come_back_as_they_were_written() -> None:
    (read,) = read_xlsx(write_xlsx([ENTRIES]))
    assert read.name == "Minh chứng"
    assert read.rows == (
        ("Số", "Nội dung", "Ngày", "Giá trị"),
        (1, "Phát thanh sáng", date(2026, 11, 23), 94.41),
        (2, None, None, True),
    )


def test_same_rows_give_the_same_bytes() -> None:
    assert write_xlsx([ENTRIES]) == write_xlsx([ENTRIES])


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 239 3855 123", "-1", "@SUM(A1)", '=HYPERLINK("http://x.example")']
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    content = write_xlsx([Sheet("x", ((text,),))])
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_moment_is_written_in_the_zone_of_the_commune() -> None:
    moment = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
    (read,) = read_xlsx(write_xlsx([Sheet("x", ((moment,),))]))
    assert read.rows == ((datetime.fromisoformat("2026-11-23T05:00:00"),),)


def test_sheet_names_are_made_fit_and_distinct() -> None:
    names = [sheet.name for sheet in read_xlsx(write_xlsx([Sheet("A/B", ()), Sheet("a:b", ())]))]
    assert names == ["A B", "a b (2)"]


def test_header_row_stays_in_sight() -> None:
    page = openpyxl.load_workbook(io.BytesIO(write_xlsx([ENTRIES]))).active
    assert (page.freeze_panes, page["A1"].font.bold, page["A2"].font.bold) == ("A2", True, False)


@pytest.mark.parametrize("content", [b"", b"Th\xc3\xb4n,S\xe1\xbb\x91", b"PK\x03\x04rest"])
def test_file_of_another_kind_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable, match="Chưa lưu gì"):
        read_xlsx(content)


def test_archive_that_is_no_workbook_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("a.txt", "x")
    with pytest.raises(Unreadable, match="hỏng"):
        read_xlsx(held.getvalue())


def test_workbook_with_entities_is_refused() -> None:
    held = io.BytesIO(write_xlsx([ENTRIES]))
    with zipfile.ZipFile(held, "a") as file:
        file.writestr("xl/evil.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(Unreadable, match=r"không phải bảng tính"):
        read_xlsx(held.getvalue())


@pytest.mark.parametrize(
    "limits", [Limits(file=100), Limits(unpacked=100), Limits(rows=2), Limits(columns=3)]
)
def test_workbook_past_a_limit_is_refused(limits: Limits) -> None:
    with pytest.raises(Unreadable, match="quá lớn"):
        read_xlsx(write_xlsx([ENTRIES]), limits=limits)

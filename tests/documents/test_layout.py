"""The rules of Nghị định 30/2020, before any file is written."""

from dataclasses import replace

import pytest
from tests.documents.make import blocks, letter, report, table

from lantoa.documents.layout import (
    MOTTO,
    RULE_SHARE,
    SUBJECT_WIDTH,
    Grid,
    Halves,
    Line,
    Rule,
    balanced,
    lay_out,
    line,
)
from lantoa.documents.styles import STYLES, TEXT_WIDTH
from lantoa.documents.terms import DocumentNumber, IssueDay, OfficialDocument, Paragraph
from lantoa.documents.typography import plain
from lantoa.typesetting.metrics import width_mm


def _text(item: object) -> str:
    assert isinstance(item, Line)
    return plain("".join(run.text for run in item.runs))


def _lines(document: OfficialDocument, style: str) -> list[str]:
    items = lay_out(document)[0].items
    return [_text(item) for item in items if isinstance(item, Line) and item.style == style]


@pytest.mark.parametrize(
    ("number", "printed"), [(None, "      /BC-UBND"), (5, "05/BC-UBND"), (231, "231/BC-UBND")]
)
def test_clerk_number_is_blank_or_has_two_digits(number: int | None, printed: str) -> None:
    assert str(DocumentNumber("BC-UBND", number)).replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (IssueDay(2026, 2, 3), "ngày 03 tháng 02 năm 2026"),
        (IssueDay(2026, 4, 8), "ngày 08 tháng 4 năm 2026"),
        (IssueDay(2026, 12, 22), "ngày 22 tháng 12 năm 2026"),
        (IssueDay(2026, 12), "ngày       tháng 12 năm 2026"),
        (IssueDay(2026), "ngày       tháng       năm 2026"),
    ],
)
def test_day_is_written_as_the_decree_writes_it(day: IssueDay, printed: str) -> None:
    assert str(day).replace("\u00a0", " ") == printed


def test_motto_rule_is_exactly_as_long_as_the_motto() -> None:
    head = lay_out(report())[0].items[0]
    assert isinstance(head, Halves)
    assert head.rows[0][1][-1] == Rule(width_mm(MOTTO, size=14, bold=True))


def test_issuer_rule_is_between_a_third_and_a_half_of_the_line_above() -> None:
    head = lay_out(report())[0].items[0]
    assert isinstance(head, Halves)
    rule = head.rows[0][0][-1]
    assert isinstance(rule, Rule)
    assert rule.length == RULE_SHARE * width_mm("XÃ SÔNG LAM", size=13, bold=True)
    assert 1 / 3 <= RULE_SHARE <= 1 / 2


def test_text_ends_with_the_closing_mark_and_stays_with_the_signature() -> None:
    last = [item for item in lay_out(report())[0].items if isinstance(item, Line)][-1]
    assert (_text(last)[-7:], last.keep) == ("10/6./.", True)


def test_text_ending_in_a_table_gets_a_closing_line_of_its_own() -> None:
    document = replace(report(), blocks=(table(),))
    assert _lines(document, "body") == ["./."]


def test_recipients_and_bases_end_in_semicolons_and_one_full_stop() -> None:
    document = replace(report(), bases=("Căn cứ Luật A;", "Căn cứ Kế hoạch số 1/KH-UBND"))
    assert _lines(document, "basis") == ["Căn cứ Luật A;", "Căn cứ Kế hoạch số 1/KH-UBND."]
    foot = lay_out(document)[0].items[-1]
    assert isinstance(foot, Halves)
    assert [_text(item) for item in foot.rows[0][0]] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Chủ tịch UBND xã;",
        "- Lưu: VT, VHXH.",
    ]


def test_letter_has_its_subject_under_the_number_and_no_title() -> None:
    head = lay_out(letter())[0].items[0]
    assert isinstance(head, Halves)
    assert [_text(item) for item in head.rows[1][0]] == [
        "Số: 12/UBND-VHXH",
        "V/v cung cấp số liệu báo cáo năm 2026",
    ]
    assert _lines(letter(), "kind") == []
    assert _lines(letter(), "addressee-item") == [
        "- Trạm Y tế xã;",
        "- Các trường học trên địa bàn.",
    ]


def test_headings_are_numbered_and_cased_by_level() -> None:
    assert _lines(report(), "heading-1") == ["I. KẾT QUẢ THỰC HIỆN"]
    assert _lines(report(), "heading-2") == ["1. Hệ thống truyền thanh"]


def test_subject_is_cut_into_lines_of_about_equal_length() -> None:
    lines = balanced(report().subject, STYLES["subject"], SUBJECT_WIDTH)
    assert " ".join(lines) == report().subject
    widths = [width_mm(text, size=14, bold=True) for text in lines]
    assert max(widths) <= SUBJECT_WIDTH
    assert max(widths) < 1.3 * min(widths)


def test_words_hold_together_across_runs() -> None:
    made = line("body", ("Đã nghe ", "109", " phút"))
    assert "".join(run.text for run in made.runs) == "Đã nghe 109\u00a0phút"


def test_table_fills_the_text_width_and_figures_stand_right() -> None:
    grid = next(item for item in lay_out(report())[0].items if isinstance(item, Grid))
    assert round(sum(grid.widths), 6) == TEXT_WIDTH
    assert [cell.style for cell in grid.rows[0]] == ["cell-center", "cell-left", "cell-right"]


def test_one_annex_has_no_number_and_two_have_roman_ones() -> None:
    one = report()
    assert _text(lay_out(one)[1].items[0]) == "PHỤ LỤC"
    two = replace(one, annexes=one.annexes * 2)
    assert [_text(sheets.items[0]) for sheets in lay_out(two)[1:]] == ["PHỤ LỤC I", "PHỤ LỤC II"]


def test_annex_refers_to_its_document() -> None:
    document = replace(report(), number=DocumentNumber("BC-UBND", 5), issued=IssueDay(2026, 12, 8))
    assert [_text(item) for item in lay_out(document)[1].items[2:4]] == [
        "(Kèm theo Báo cáo số 05/BC-UBND ngày 08 tháng 12 năm 2026",
        "của Ủy ban nhân dân xã Sông Lam)",
    ]


def test_document_without_words_still_has_its_frame() -> None:
    document = replace(report(), blocks=(), recipients=(), addressees=(), annexes=())
    assert _lines(document, "body") == ["./."]


def test_blocks_given_are_not_changed() -> None:
    given = (*blocks(), Paragraph(("Hết.",)))
    lay_out(replace(report(), blocks=given))
    assert given == (*blocks(), Paragraph(("Hết.",)))

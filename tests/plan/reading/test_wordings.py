"""Other ways to write a plan: Party form, units in prose, tables of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantoa.plan.reading import PlanReading, TargetRead, read_plan
from lantoa.plan.reading.citations import citations
from lantoa.plan.reading.dates import timing_of
from lantoa.plan.reading.figures import figures_in
from lantoa.plan.reading.marks import Mark, Rank, split_mark
from lantoa.plan.reading.units import split_units

DATA = Path(__file__).parent / "data"


def _plan(name: str) -> PlanReading:
    return read_plan((DATA / f"{name}.txt").read_text("utf-8"))


def _figures(targets: tuple[TargetRead, ...]) -> list[tuple[object, ...]]:
    return [(each.period, each.value, each.unit, each.comparator) for each in targets]


def test_party_form_is_read() -> None:
    plan = _plan("dang-uy")
    assert (plan.number, plan.symbol, plan.date) == ("12-KH/ĐU", "KH/ĐU", "2026-02-05")
    assert (plan.issuer, plan.place) == ("Đảng ủy xã Tân Mỹ", "Tân Mỹ")
    assert (plan.signer, plan.signer_title) == ("Nông Thị Xuân", "PHÓ BÍ THƯ")
    assert plan.on_behalf_of == "T/M BAN THƯỜNG VỤ"
    assert plan.recipients[-1] == "Lưu Văn phòng Đảng ủy"
    assert [basis.number for basis in plan.legal_bases] == [None, "57-NQ/TW", "45-KH/TU"]


def test_purpose_behind_a_colon_is_read() -> None:
    plan = _plan("dang-uy")
    assert plan.purposes == ("Nâng cao nhận thức của cán bộ, đảng viên.",)
    assert plan.requirements == ("Thiết thực, tiết kiệm.",)


def test_figures_in_prose_are_read_and_the_present_state_is_not() -> None:
    assert _figures(_plan("dang-uy").targets) == [
        ("2026-Q2", 95.0, "%", "="),
        ("2026", 4.0, "lớp", ">="),
        ("2026", 20.0, "%", "="),
        ("2026", 80.0, "%", ">"),
        ("2026", 5.0, "%", "<="),
        ("2026", (3.0, 5.0), "mô hình", "range"),
        ("2026", 1200.0, "lượt người", "="),
    ]


def test_units_named_in_the_words_of_a_task_are_read() -> None:
    tasks = _plan("dang-uy").tasks
    assert [(each.number, each.lead_units, each.supporting_units) for each in tasks] == [
        ("1", ("Ban Xây dựng Đảng",), ("Văn phòng Đảng ủy",)),
        ("1", ("Ủy ban nhân dân xã",), ("Ủy ban MTTQ xã",)),
        ("2", ("Đoàn Thanh niên",), ("Hội Phụ nữ", "Hội Nông dân")),
    ]
    assert [each.timing for each in tasks] == ["2026-03-31", None, "quý III/2026"]


def test_reports_of_a_quarter_and_of_a_year_are_told_apart() -> None:
    duties = _plan("dang-uy").duties
    assert [(each.before, each.every, each.to, each.by) for each in duties] == [
        ("*-25", "quarter", "Ban Thường vụ Đảng ủy", "Văn phòng Đảng ủy"),
        ("06-05", "year", "Văn phòng Đảng ủy", "Các chi bộ"),
        ("12-05", "year", "Văn phòng Đảng ủy", "Các chi bộ"),
    ]


def test_table_of_one_cell_a_line_is_read_and_a_short_row_keeps_only_its_words() -> None:
    plan = _plan("bang-tung-dong")
    assert [(each.number, each.text, each.lead_units, each.timing) for each in plan.tasks] == [
        ("1", "Phát tin", ("Phòng A",), "2026-06-30"),
        ("2", "Mở lớp", (), None),
        ("3", "Lập kênh", ("Đoàn xã",), "Quý I/2026"),
    ]
    assert [(each.number, each.text, each.tasks) for each in plan.solutions] == [
        ("I", "Truyền thanh", 2),
        ("II", "Mạng xã hội", 1),
    ]
    assert [doubt.quote for doubt in plan.doubts if doubt.field == "tasks"] == ["Mở lớp"]


def test_table_of_targets_with_a_column_a_year_is_read() -> None:
    assert _figures(_plan("bang-tung-dong").targets) == [
        ("2026", 70.0, "%", "="),
        ("2027", 80.0, "%", ">="),
        ("2026", 2.0, "lớp", "="),
        ("2027", 3.0, "lớp", "="),
    ]


def test_two_columns_on_one_line_are_told_apart() -> None:
    plan = _plan("hai-cot")
    assert (plan.number, plan.symbol, plan.date_partial) == (None, "KH-UBND", "2026-03")
    assert (plan.issuer, plan.place) == ("Ủy ban nhân dân xã Thạch Bình", "Thạch Bình")
    assert plan.recipients == ("UBND huyện", "Các thôn", "Lưu: VT")
    assert (plan.signer, plan.signer_title) == ("Đinh Công Mạnh", "CHỦ TỊCH")


def test_plan_without_roman_numerals_is_read_one_level_deeper() -> None:
    plan = _plan("hai-cot")
    assert [(each.number, each.lead_units) for each in plan.tasks] == [
        ("4.1.a", ("Trung tâm Văn hóa xã",)),
        ("4.1.b", ("Đoàn xã",)),
        ("4.2.a", ("Công chức Văn hóa - Xã hội",)),
    ]
    assert [(each.number, each.text) for each in plan.solutions] == [
        ("4.1", "Phát thanh"),
        ("4.2", "Bảng tin"),
    ]
    assert _figures(plan.targets) == [
        ("2026", 100.0, "%", "="),
        ("2026", 90.0, "%", ">="),
        ("2028", (70.0, 80.0), "%", "range"),
    ]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "Sở Tư pháp; các cơ quan, đơn vị liên quan.",
            ["Sở Tư pháp", "các cơ quan, đơn vị liên quan"],
        ),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Công an xã",
            ["Sở Văn hóa, Thể thao và Du lịch", "Công an xã"],
        ),
        ("Văn phòng HĐND và UBND", ["Văn phòng HĐND và UBND"]),
        ("Phòng Kinh tế và Phòng Văn hóa - Xã hội", ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]),
        (
            "Mặt trận và các tổ chức chính trị - xã hội",
            ["Mặt trận và các tổ chức chính trị - xã hội"],
        ),
        ("-", []),
        ("Không", []),
    ],
)
def test_units_are_parted_and_names_stay_whole(text: str, units: list[str]) -> None:
    assert list(split_units(text)) == units


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("Trước ngày 15/02/2026.", "2026-02-15"),
        ("30 tháng 6 năm 2026", "2026-06-30"),
        ("Từ 01/7/2025", "Từ 01/7/2025"),
        ("Tháng 12/2025", "Tháng 12/2025"),
        ("31/02/2026", "31/02/2026"),
        (" ", None),
    ],
)
def test_one_day_becomes_a_date_and_other_wordings_stay(text: str, timing: str | None) -> None:
    assert timing_of(text) == timing


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("II- MỤC TIÊU", Mark(Rank.ROMAN, "II")),
        ("3/ Yêu cầu", Mark(Rank.NUMBER, "3")),
        ("1.Xây dựng", Mark(Rank.NUMBER, "1")),
        ("1.2 Lập kênh", Mark(Rank.SUBNUMBER, "1.2")),
        ("đ) Việc khác", Mark(Rank.LETTER, "đ")),
        ("–Mở lớp", Mark(Rank.DASH, "")),
        ("+ Đăng bài", Mark(Rank.PLUS, "")),
        ("100% hộ", None),
        ("20.986 hộ", None),
        ("2.5 tỷ đồng", None),
        ("Vì dân", None),
    ],
)
def test_marks_are_told_from_figures_and_words(text: str, mark: Mark | None) -> None:
    assert split_mark(text)[0] == mark


@pytest.mark.parametrize(
    "text", ["Nghị quyết số 57-NQ/TW", "năm 2026", "từ tháng 3", "24/24 giờ", "mức độ 4", "5G"]
)
def test_a_number_that_names_something_is_no_figure(text: str) -> None:
    assert figures_in(text) == []


def test_citation_with_its_date_in_words_and_a_doubled_word_is_read() -> None:
    text = "Thông báo số Số 20-TB/BCĐ, ngày 20 tháng 3 năm 2026 và Kế hoạch số 231 /KH-UBND"
    found = [each.basis for each in citations(text)]
    assert [(each.kind, each.number, each.date) for each in found] == [
        ("Thông báo", "20-TB/BCĐ", "2026-03-20"),
        ("Kế hoạch", "231/KH-UBND", None),
    ]

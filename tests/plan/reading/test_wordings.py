"""Other ways to write a plan: Party form, units in prose, tables of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantoa.plan.reading import PlanReading, TargetRead, read_plan
from lantoa.plan.reading.citations import citations
from lantoa.plan.reading.dates import timing_of
from lantoa.plan.reading.figures import figures_in
from lantoa.plan.reading.lines import read_lines
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


def test_numbers_of_one_kind_share_it_and_the_body_behind_the_last() -> None:
    text = (
        "Căn cứ các Quyết định của Thủ tướng Chính phủ: số 411/QĐ-TTg ngày 31/3/2022 phê duyệt; "
        "số 06/QĐ-TTg; Nghị quyết số 57-NQ/TW, số 59-NQ/TW và số 66-NQ/TW của Bộ Chính trị"
    )
    found = [each.basis for each in citations(text)]
    assert [(each.kind, each.number, each.date, each.issuer) for each in found] == [
        ("Quyết định", "411/QĐ-TTg", "2022-03-31", "Thủ tướng Chính phủ"),
        ("Quyết định", "06/QĐ-TTg", None, "Thủ tướng Chính phủ"),
        ("Nghị quyết", "57-NQ/TW", None, "Bộ Chính trị"),
        ("Nghị quyết", "59-NQ/TW", None, "Bộ Chính trị"),
        ("Nghị quyết", "66-NQ/TW", None, "Bộ Chính trị"),
    ]


def test_what_has_been_reached_is_no_target_and_a_slipped_row_keeps_its_words_alone() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông năm 2026\nI. CHỈ TIÊU\n"
        "| TT | Chỉ tiêu | ĐVT | Thực hiện 2025 | Kế hoạch |\n"
        "| 1 | Số lớp kỹ năng số | lớp | 3 | 8 |\n"
        "II. NHIỆM VỤ\n"
        "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian |\n"
        "| 1 | Mở lớp | Đoàn xã | Các thôn | Quý I |\n"
        "| 2 | Phát tin | nt | 〃 | Quý II |\n"
        "| Phát tin cho bà con ở các thôn xa trung tâm | Quý III |\n"
    )
    assert _figures(plan.targets) == [("2026", 8.0, "lớp", "=")]
    assert [(each.number, each.lead_units, each.supporting_units) for each in plan.tasks] == [
        ("1", ("Đoàn xã",), ("Các thôn",)),
        ("2", ("Đoàn xã",), ("Các thôn",)),
        (None, (), ()),
    ]


def test_citation_with_its_date_in_words_and_a_doubled_word_is_read() -> None:
    text = "Thông báo số Số 20-TB/BCĐ, ngày 20 tháng 3 năm 2026 và Kế hoạch số 231 /KH-UBND"
    found = [each.basis for each in citations(text)]
    assert [(each.kind, each.number, each.date) for each in found] == [
        ("Thông báo", "20-TB/BCĐ", "2026-03-20"),
        ("Kế hoạch", "231/KH-UBND", None),
    ]


def test_targets_of_an_appendix_are_read_and_its_money_is_not() -> None:
    plan = read_plan(
        "XÃ AN\nXã An, ngày 20 tháng 12 năm 2025\nKẾ HOẠCH\nTruyền thông năm 2026\n"
        "I. CHỈ TIÊU\n- 100% thôn có loa.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê An\nPHỤ LỤC\n"
        "| TT | Nội dung chỉ tiêu | ĐVT | Quý I | Quý II |\n| 1 | Số lớp | lớp | 2 | 4 |\n"
        "PHỤ LỤC II\n"
        "| TT | Nội dung chi | ĐVT | Năm 2026 | Năm 2027 |\n| 1 | In ấn | triệu đồng | 20 | 30 |\n"
    )
    assert _figures(plan.targets) == [
        ("2026", 100.0, "%", "="),
        ("2026-Q1", 2.0, "lớp", "="),
        ("2026-Q2", 4.0, "lớp", "="),
    ]


def test_label_at_the_end_of_a_cut_line_has_its_value_on_the_next() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông năm 2026\nI. NHIỆM VỤ\n1. Phát thanh\n"
        "a) Tuyên truyền trên đài truyền thanh của xã vào buổi sáng và buổi\nchiều mỗi ngày.\n"
        "Chủ trì: Trung tâm Dịch vụ tổng hợp. Phối hợp: Các thôn. Thời gian:\nThường xuyên.\n"
        "b) Mở lớp kỹ năng số cho người cao tuổi tại nhà văn hóa các\nthôn xa trung tâm.\n"
        "Chủ trì: Phòng Lao động và Xã hội, Bảo hiểm xã hội khu vực. Phối hợp: Các\nthôn. "
        "Thời gian: Quý II.\n"
    )
    assert [(each.number, each.lead_units, each.timing) for each in plan.tasks] == [
        ("1.a", ("Trung tâm Dịch vụ tổng hợp",), "Thường xuyên"),
        ("1.b", ("Phòng Lao động và Xã hội", "Bảo hiểm xã hội khu vực"), "Quý II"),
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [("Đạt 1OO% số hộ", "Đạt 100% số hộ"), ("Số: l8/KH-BCĐ", "Số: 18/KH-BCĐ"), ("lOO %", "lOO %")],
)
def test_letters_scanned_for_figures_are_put_right(written: str, read: str) -> None:
    assert [line.text for line in read_lines(written)] == [read]


def test_days_with_a_comma_or_small_letters_in_their_name_are_read() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông năm 2026\nI. NHIỆM VỤ\n"
        "1. Hưởng ứng Ngày truyền thống phòng, chống thiên tai 22/5.\n"
        "2. Tổ chức Ngày Khoa học, Công nghệ (18/5), Ngày hội Đổi mới sáng tạo (1/10).\n"
    )
    assert [(each.day, each.name) for each in plan.observances] == [
        ("05-22", "Ngày truyền thống phòng, chống thiên tai"),
        ("05-18", "Ngày Khoa học, Công nghệ"),
        ("10-01", "Ngày hội Đổi mới sáng tạo"),
    ]


def test_document_beside_the_last_basis_is_not_cited_inside_it() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông năm 2026\n\nThực hiện Thông tri số 02-TT/TU ngày 03/10/2025 của "
        "Tỉnh ủy về bình đẳng giới và hướng dẫn của Sở Nội vụ tại Công văn số 935/SNV-BĐG ngày "
        "04/10/2025; Kế hoạch số 5/KH-UBND thực hiện chỉ đạo của Thủ tướng Chính phủ tại Công điện "
        "số 7/CĐ-TTg.\nI. MỤC ĐÍCH\n- Nâng cao nhận thức.\n"
    )
    assert [(each.number, each.issuer, each.cited_via) for each in plan.legal_bases] == [
        ("02-TT/TU", "Tỉnh ủy", None),
        ("935/SNV-BĐG", "Sở Nội vụ", None),
        ("5/KH-UBND", None, None),
        ("7/CĐ-TTg", "Thủ tướng Chính phủ", "5/KH-UBND"),
    ]


def test_kind_named_above_the_letterhead_is_not_taken_for_the_title() -> None:
    plan = read_plan(
        "Loại văn bản:\nKế hoạch\nNơi ban hành:\nXã An\nUBND XÃ AN\nSố: 5/KH-UBND\n"
        "Xã An, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nTruyền thông năm 2026\nI. MỤC ĐÍCH\n- Tốt.\n"
    )
    assert (plan.number, plan.title) == ("5/KH-UBND", "Truyền thông năm 2026")


def test_unit_in_the_name_of_a_target_is_read_and_another_bracket_is_not() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông\nI. CHỈ TIÊU\n| Chỉ tiêu | Năm 2026 | Năm 2027 |\n"
        "| 1. Số buổi truyền thông (buổi) | 8 | ≥ 16 |\n| 2. Hồ sơ nộp (toàn trình) | 5 | 6 |\n"
    )
    assert [(each.text, each.value, each.unit) for each in plan.targets] == [
        ("Số buổi truyền thông", 8.0, "buổi"),
        ("Số buổi truyền thông", 16.0, "buổi"),
        ("Hồ sơ nộp (toàn trình)", None, None),
        ("Hồ sơ nộp (toàn trình)", None, None),
    ]


def test_year_behind_the_last_of_two_days_makes_both_reports_owed_once() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông năm 2026\nI. TỔ CHỨC THỰC HIỆN\n"
        "1. Phòng Văn hóa là cơ quan thường trực, có trách nhiệm:\n"
        "- Báo cáo UBND xã trước ngày 20/6 và trước ngày 20/12/2026.\n"
        "2. Báo và Đài Phát thanh tỉnh:\n- Đưa tin.\n"
    )
    assert plan.duties == ()
    assert [each.unit for each in plan.responsibilities] == [
        "Phòng Văn hóa",
        "Báo và Đài Phát thanh tỉnh",
    ]
    assert list(split_units("Báo và Đài Phát thanh tỉnh; VNPT và Viettel")) == [
        "Báo và Đài Phát thanh tỉnh",
        "VNPT",
        "Viettel",
    ]


def test_unit_that_a_name_tells_and_ranges_in_cells_are_read() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông\nI. CHỈ TIÊU\n| Chỉ tiêu | Năm 2026 |\n| Tỷ lệ hộ | 90-95 |\n"
        "| Số câu lạc bộ gia đình | 3 - 5 |\n| Thu nhập | 80 |\n"
    )
    assert _figures(plan.targets) == [
        ("2026", (90.0, 95.0), "%", "range"),
        ("2026", (3.0, 5.0), "câu lạc bộ", "range"),
        ("2026", None, None, None),
    ]


def test_line_that_ends_in_a_name_is_whole_and_a_section_with_units_tells_tasks() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông năm 2026\nI. CHỈ TIÊU\n"
        "- 100% bản có tổ bảo vệ rừng, mỗi tổ có ít nhất 10 người.\n"
        "II. CHƯƠNG TRÌNH LỄ HỘI\n1. Khai mạc\n- Đơn vị thực hiện: Thư viện tỉnh.\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở\n\nBố trí kinh phí.\n"
    )
    assert _figures(plan.targets) == [
        ("2026", 100.0, "%", "="),
        ("2026", 10.0, "người", ">="),
    ]
    assert [(each.text, each.lead_units) for each in plan.tasks] == [
        ("Khai mạc", ("Thư viện tỉnh",))
    ]
    assert [(each.unit, each.items) for each in plan.responsibilities] == [
        ("Văn phòng Sở", ("Bố trí kinh phí.",))
    ]

"""Headings are told from the work that stands under them."""

from __future__ import annotations

import pytest

from lantoa.plan.reading import PlanReading, read_plan
from lantoa.plan.reading.assignments import assignment_in, without_bracket
from lantoa.plan.reading.units import opens_as_unit


def _plan(work: str) -> PlanReading:
    return read_plan(
        "KẾ HOẠCH\nTruyền thông năm 2026\nI. MỤC ĐÍCH\n- Nâng cao nhận thức.\n"
        f"II. NHIỆM VỤ\n{work}\nIII. KINH PHÍ\nNgân sách xã.\n"
    )


def _tasks(plan: PlanReading) -> list[tuple[str | None, str]]:
    return [(each.number, each.text.rstrip(".")) for each in plan.tasks]


def test_numbered_headings_without_units_give_their_items_as_tasks() -> None:
    plan = _plan(
        "1. Tuyên truyền\n1.1. Trên loa truyền thanh\n- Phát 02 bản tin.\n- Mở chuyên mục.\n"
        "1.2. Trực quan\na) Treo băng rôn.\nb) Cập nhật bảng tin.\n1.3. Phát tờ rơi đến hộ.\n"
        "2. Tập huấn\n2.1. Đối với cán bộ\nMở 02 lớp.\n2.2. Đối với người dân\n- Mở 08 lớp."
    )
    assert _tasks(plan) == [
        ("1.1", "Phát 02 bản tin"),
        ("1.1", "Mở chuyên mục"),
        ("1.2.a", "Treo băng rôn"),
        ("1.2.b", "Cập nhật bảng tin"),
        ("1.3", "Phát tờ rơi đến hộ"),
        ("2.1", "Mở 02 lớp"),
        ("2.2", "Mở 08 lớp"),
    ]
    assert [(each.number, each.tasks) for each in plan.solutions] == [
        ("1.1", 2), ("1.2", 2), ("1", 1), ("2.1", 1), ("2.2", 1),
    ]  # fmt: skip


def test_items_that_only_describe_a_task_leave_it_one() -> None:
    plan = _plan(
        "1. Tuyên truyền\n1.1. Mở hội thi\n- Hình thức: Trực tuyến.\n- Đối tượng: Học sinh.\n"
        "1.2. In tờ rơi\n- Nội dung: Nhận diện lừa đảo.\n- Hình thức: Song ngữ."
    )
    assert _tasks(plan) == [("1.1", "Mở hội thi"), ("1.2", "In tờ rơi")]


def test_lettered_heading_over_dashes_is_no_task() -> None:
    plan = _plan("1. Nhân lực\na) Đào tạo\n- Mở lớp.\n- Cử đi học.\nb) Mời chuyên gia.")
    assert _tasks(plan) == [("1.a", "Mở lớp"), ("1.a", "Cử đi học"), ("1.b", "Mời chuyên gia")]


def test_theme_and_time_beside_the_work_are_no_tasks() -> None:
    plan = _plan(
        "1. Chủ đề\n“Số hóa từng nhà”.\n2. Thời gian thực hiện: Từ tháng 3 đến tháng 9/2026.\n"
        "3. Nội dung\na) Phát động tại các thôn.\nb) Chấm điểm, xếp hạng."
    )
    assert _tasks(plan) == [("3.a", "Phát động tại các thôn"), ("3.b", "Chấm điểm, xếp hạng")]


def test_activity_with_a_number_for_a_name_has_the_words_below_it() -> None:
    plan = _plan(
        "1. Truyền thông\na) Hoạt động 1\n- Nội dung: Mở chuyên mục hỏi đáp.\n"
        "- Cơ quan thực hiện: Phòng Văn hóa - Xã hội.\nb) Hoạt động 2\nIn tờ rơi.\n"
        "- Cơ quan thực hiện: Công an xã."
    )
    assert [(each.number, each.text, each.lead_units) for each in plan.tasks] == [
        ("1.a", "Mở chuyên mục hỏi đáp.", ("Phòng Văn hóa - Xã hội",)),
        ("1.b", "In tờ rơi.", ("Công an xã",)),
    ]


def test_unit_named_in_a_few_of_many_items_leaves_the_others_tasks() -> None:
    plan = _plan(
        "1. Vệ sinh\n- Thu gom rác.\n- Công an xã chủ trì kiểm tra bến bãi.\n- Khơi cống rãnh."
    )
    assert [(each.text, each.lead_units) for each in plan.tasks] == [
        ("Thu gom rác.", ()),
        ("Công an xã chủ trì kiểm tra bến bãi.", ("Công an xã",)),
        ("Khơi cống rãnh.", ()),
    ]


def test_units_listed_inside_the_work_are_responsibilities() -> None:
    plan = _plan(
        "1. Giải pháp\n1.1. Tăng cường tuyên truyền trên loa.\n2. Phân công trách nhiệm\n"
        "2.1. Phòng Kinh tế\n- Bố trí kinh phí.\n2.2. Công an xã\n- Xử lý vi phạm.\n- Tuần tra."
    )
    assert _tasks(plan) == [("1.1", "Tăng cường tuyên truyền trên loa")]
    assert [(each.unit, len(each.items)) for each in plan.responsibilities] == [
        ("Phòng Kinh tế", 1),
        ("Công an xã", 2),
    ]


def test_work_numbered_under_a_unit_belongs_to_it() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông năm 2026\nI. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n"
        "1.1. Là cơ quan thường trực.\n1.2. Tham mưu kinh phí.\n2. Các thôn\n2.1. Vận động dân."
    )
    assert [(each.unit, len(each.items)) for each in plan.responsibilities] == [
        ("Phòng Kinh tế", 2),
        ("Các thôn", 1),
    ]


@pytest.mark.parametrize(
    ("text", "lead", "support", "timing"),
    [
        ("Mở lớp (Xã đoàn chủ trì, phối hợp với Hội Nông dân; quý III/2026).",
         ("Xã đoàn",), ("Hội Nông dân",), "quý III/2026"),
        ("Biên tập (Phòng Kinh tế chủ trì; trước ngày 25 hằng tháng).",
         ("Phòng Kinh tế",), (), "trước ngày 25 hằng tháng"),
        ("Xây đài. Giao Phòng Kinh tế làm chủ đầu tư, phối hợp với Công an xã; hoàn thành "
         "trước ngày 30/10/2026.", ("Phòng Kinh tế",), ("Công an xã",), "2026-10-30"),
        ("Tổ chức triển khai các dự án do Công an tỉnh chủ trì.", (), (), None),
    ],
)  # fmt: skip
def test_units_and_time_inside_a_sentence(
    text: str, lead: tuple[str, ...], support: tuple[str, ...], timing: str | None
) -> None:
    found = assignment_in(text)
    assert (found.lead, found.support, found.timing) == (lead, support, timing)


def test_bracket_of_the_units_is_no_part_of_the_task() -> None:
    assert without_bracket("Mở lớp (Xã đoàn chủ trì; quý III).") == "Mở lớp"
    assert without_bracket("Hưởng ứng ngày hội (10/10)") == "Hưởng ứng ngày hội (10/10)"


def test_organising_is_no_organisation() -> None:
    assert opens_as_unit("Tổ chức chính trị - xã hội")
    assert not opens_as_unit("Tổ chức hội thi")


def test_sections_named_for_the_work_itself_hold_tasks() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nChuyển đổi số năm 2026\nI. CHỈ TIÊU\n- 100% thôn có loa.\n"
        "II. PHÁT TRIỂN HẠ TẦNG SỐ\n1. Mạng\na) Kéo cáp đến thôn.\nb) Lắp bộ phát sóng.\n"
        "2. Loa\na) Lắp 10 cụm loa.\nIII. GIẢI PHÁP\n1. Truyền thông\n- Phát 02 bản tin.\n"
        "2. Bảo đảm kinh phí\n- Ngân sách xã; nguồn hợp pháp khác.\n"
        "IV. THỜI GIAN VÀ TRÁCH NHIỆM\n1. Thời gian: năm 2026.\n2. Trách nhiệm thực hiện\n"
        "a) Phòng Kinh tế bố trí kinh phí.\n"
    )
    assert _tasks(plan) == [
        ("1.a", "Kéo cáp đến thôn"),
        ("1.b", "Lắp bộ phát sóng"),
        ("2.a", "Lắp 10 cụm loa"),
        ("1", "Phát 02 bản tin"),
    ]
    assert plan.budget == "Ngân sách xã; nguồn hợp pháp khác."
    assert [each.unit for each in plan.responsibilities] == ["Phòng Kinh tế"]

"""Who does a task and when, as one sentence or one bracket says it."""

from __future__ import annotations

import pytest

from lantoa.plan.reading import read_plan
from lantoa.plan.reading.assignments import Assignment, assignment_in, without_giving


@pytest.mark.parametrize(
    ("written", "timing"),
    [
        ("chiều thứ Sáu hằng tuần", "chiều thứ Sáu hằng tuần"),
        ("Chủ nhật tuần đầu của tháng", "Chủ nhật tuần đầu của tháng"),
        ("02 lần/năm", "02 lần/năm"),
        ("mỗi tháng một lần", "mỗi tháng một lần"),
        ("hai năm một lần", "hai năm một lần"),
        ("cuối mỗi quý", "cuối mỗi quý"),
        ("hằng tháng, trước ngày 25", "hằng tháng, trước ngày 25"),
        ("không dùng ngân sách", None),
    ],
)
def test_how_often_stands_alone_behind_the_units(written: str, timing: str | None) -> None:
    found = assignment_in(f"Mở lớp tại nhà văn hóa (Đoàn phường chủ trì; {written}).")
    assert found == Assignment(("Đoàn phường",), (), timing)


@pytest.mark.parametrize(
    ("written", "lead", "support"),
    [
        ("Giao các chi bộ chủ trì.", ("các chi bộ",), ()),
        ("Phân công từng thôn chủ trì.", ("từng thôn",), ()),
        ("Mở lớp (các thôn chủ trì, phối hợp với Đoàn xã).", ("các thôn",), ("Đoàn xã",)),
        ("Đề nghị Mặt trận xã chủ trì, phối hợp với báo cáo viên cơ sở đưa tin.",
         ("Mặt trận xã",), ("báo cáo viên cơ sở",)),
        ("Giao Phòng Kinh tế dành kinh phí.", ("Phòng Kinh tế",), ()),
        ("Phát huy vai trò chủ trì của cấp ủy.", (), ()),
    ],
)  # fmt: skip
def test_unit_that_is_given_the_work_is_named_without_the_giving(
    written: str, lead: tuple[str, ...], support: tuple[str, ...]
) -> None:
    found = assignment_in(written)
    assert (found.lead, found.support) == (lead, support)


def test_sentence_names_its_unit_before_its_verb_and_one_without_a_known_verb_is_doubted() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông năm 2026\nI. TỔ CHỨC THỰC HIỆN\n"
        "1. Trung tâm Chính trị xã đưa nội dung Nghị quyết vào chương trình bồi dưỡng.\n"
        "2. Ban chỉ đạo thôn định kỳ họp với báo cáo viên.\n"
        "3. Phòng Kinh tế cùng các hộ buôn bán ở chợ tính toán, so đo từng khoản tiền phải chi cho "
        "việc dựng gian hàng trên mạng.\n"
        "4. Các tổ chức chính trị - xã hội.\n"
    )
    assert [(each.unit, len(each.items)) for each in plan.responsibilities] == [
        ("Trung tâm Chính trị xã", 1),
        ("Ban chỉ đạo thôn", 1),
        ("Các tổ chức chính trị - xã hội", 0),
    ]
    assert [each.field for each in plan.doubts if "gian hàng" in each.quote] == ["responsibilities"]


@pytest.mark.parametrize(
    ("giving", "is_left_out"),
    [
        ("Giao Văn phòng Sở chủ trì, phối hợp với các phòng, đơn vị thuộc Sở thực hiện; hoàn thành "
         "trước ngày 28/02/2026.", True),
        ("Giao các thôn chủ trì.", True),
        ("Giao Đoàn xã chủ trì, phối hợp với các thôn thực hiện trong quý II, quý III/2026.", True),
        ("Phân công Công an xã chủ trì thực hiện vào tháng 5 và tháng 10/2026.", True),
        ("Giao Đoàn xã chủ trì, phối hợp với các thôn tổ chức 05 buổi trong quý II/2026.", False),
        ("Giao Đoàn xã chủ trì, trước ngày 20/5 báo cáo Đảng ủy.", False),
    ],
)  # fmt: skip
def test_words_of_a_task_end_before_the_sentence_that_only_gives_it(
    giving: str, is_left_out: bool
) -> None:
    words = "Mở lớp kỹ năng số tại nhà văn hóa."
    whole = f"{words} {giving}"
    assert without_giving(whole) == (words if is_left_out else whole)


def test_label_at_the_end_of_a_line_has_its_units_on_the_next() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nTruyền thông năm 2026\nI. NHIỆM VỤ\n1. Tuyên truyền\n"
        "1.1. Hướng dẫn người dân cài đặt, sử dụng ứng dụng, nộp hồ sơ trực tuyến tại nhà\n"
        "văn hóa của thôn, giúp người cao tuổi quen dùng điện thoại thông minh trong việc\n"
        "hằng ngày, biết gọi người thân giúp đỡ khi gặp lời lạ trên mạng xã hội hay điện\n"
        "thoại.\n"
        "- Đơn vị chủ trì: Đoàn Thanh niên Cộng sản Hồ Chí Minh xã; đơn vị phối hợp:\n"
        "Công an xã; các Tổ công nghệ số cộng đồng.\n"
        "- Thời gian: Quý II/2026.\n"
    )
    assert [(each.supporting_units, each.timing) for each in plan.tasks] == [
        (("Công an xã", "các Tổ công nghệ số cộng đồng"), "Quý II/2026")
    ]

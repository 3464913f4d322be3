"""From a file to live work, and what is refused."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests import make

from lantoa.core.errors import Refused
from lantoa.ledger import attachments
from lantoa.ledger.queries import facts
from lantoa.newsroom.queries import spoken_words
from lantoa.plan.doubts import open_doubts
from lantoa.plan.duties import owed_duties
from lantoa.plan.importing import import_file
from lantoa.plan.models import Plan
from lantoa.plan.queries import known_units, task_rows
from lantoa.plan.services import (
    AlreadyImported,
    choose_unit,
    confirm_plan,
    correct_reading,
    discard_draft,
    import_plan,
    issue_plan,
    leave_out,
)
from lantoa.plan.terms import Pace, PlanState
from lantoa.registry.models import SpokenWord, Unit
from lantoa.registry.terms import Role, SpokenState

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = (ROOT / "samples" / "ke-hoach-song-lam.txt").read_bytes()
SHARED = ROOT.parent / "shared" / "plans"

pytestmark = pytest.mark.django_db


def brought_in(content: bytes = SAMPLE, name: str = "ke-hoach.txt") -> Plan:
    return import_plan(content=content, name=name, by=make.account(Role.PLAN_OFFICER), now=make.NOW)


def confirmed(plan: Plan) -> Plan:
    return confirm_plan(
        plan=plan, by=make.account(Role.PLAN_OFFICER), now=make.NOW, today=make.TODAY
    )


def shared(name: str) -> bytes:
    path = SHARED / name
    if not path.is_file():
        if os.environ.get("LANTOA_CI") == "1" and SHARED.is_dir():
            pytest.fail(f"{name} is missing")
        pytest.skip(f"{name} is not here")
    return path.read_bytes()


def test_a_draft_keeps_text_reading_and_file() -> None:
    plan = brought_in()
    assert (plan.code, plan.state, len(plan.reading["tasks"])) == ("KH-2026-1", "draft", 8)
    assert attachments.read(plan.source_sha256) == SAMPLE
    assert plan.text.splitlines()[0] == "ỦY BAN NHÂN DÂN"


def test_a_confirmed_plan_is_rows_with_evidence() -> None:
    plan = confirmed(brought_in())
    assert (plan.state, plan.tasks.count(), plan.targets.count()) == (PlanState.LIVE, 8, 10)
    assert (plan.reportdutys.count(), plan.observances.count(), plan.recipients.count()) == (
        2,
        3,
        7,
    )
    assert [row.source for row in plan.fundingsources.all()] == [
        "state", "combined", "socialised", "other",
    ]  # fmt: skip
    assert [target.indicators for target in plan.targets.all()] == [
        ["A1"], ["A2"], ["A3"], ["A4"], ["B1"], ["B2"], ["B3"], ["C1"], ["C2"], ["C3"],
    ]  # fmt: skip
    (fact,) = facts(kinds=["plan.confirmed"], subject="task:KH-2026-1/1.4")
    assert fact.attachments[0]["sha256"] == plan.source_sha256
    assert (fact.payload["tasks"], fact.payload["doubts_open"]) == (8, 2)


def test_a_plan_that_carries_number_and_day_is_issued_by_it() -> None:
    plan = confirmed(brought_in())
    (fact,) = facts(kinds=["plan.issued"], subject=plan.subject)
    assert (plan.number, plan.issued_on, fact.is_backfilled) == (
        "27/KH-UBND", date(2026, 4, 8), True,
    )  # fmt: skip


def test_units_are_matched_made_once_or_left_as_words() -> None:
    office = make.unit("Phòng Văn hóa - Xã hội")
    plan = confirmed(brought_in())
    task = plan.tasks.get(number="1.6")
    assert {unit.name for unit in task.lead_units.all()} == {
        "Trung tâm Dịch vụ tổng hợp", office.name,
    }  # fmt: skip
    assert [text.lower() for text in task.supporting_text] == ["các cơ quan, đơn vị liên quan"]
    assert Unit.objects.filter(name="Trung tâm Dịch vụ tổng hợp").count() == 1


def test_a_chosen_new_unit_is_made_once() -> None:
    plan = brought_in()
    choose_unit(
        plan=plan, name="Phòng Văn hóa - Xã hội", choice="new", by=make.account(), now=make.NOW
    )
    confirmed(plan)
    assert Unit.objects.filter(name="Phòng Văn hóa - Xã hội").count() == 1


def test_unknown_units_are_doubts_until_a_person_chooses() -> None:
    plan = brought_in()
    doubts = open_doubts(plan.reading, known_units())
    assert [doubt.unit_text for doubt in doubts] == [
        "Trung tâm Dịch vụ tổng hợp", "Phòng Văn hóa - Xã hội",
    ]  # fmt: skip
    by = make.account()
    for doubt in doubts:
        choose_unit(plan=plan, name=doubt.unit_text, choice="text", by=by, now=make.NOW)
    assert open_doubts(plan.reading, known_units()) == []


def test_a_correction_keeps_what_was_read() -> None:
    plan, by = brought_in(), make.account(Role.PLAN_OFFICER)
    correct_reading(plan=plan, path="/objectives/8/value", value="85,5", by=by, now=make.NOW)
    assert plan.reading["objectives"][8]["value"] == 85.5
    assert plan.reading["choices"]["corrected"] == {"/objectives/8/value": 80}
    assert plan.reading["choices"]["by"] == by.code
    assert plan.reading["choices"]["at"] == "2026-11-23T09:00:00+07:00"
    assert confirmed(plan).targets.get(position=8).value == 85.5


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/date", "31/02/2026"), ("/tasks/99/text", "x"), ("/secret", "x"),
        ("/objectives/0/period", "x"), ("/objectives/8/value", "inf"),
        ("/objectives/8/value", "nan"), ("/objectives/8/value", "1e999"),
        ("/objectives/8/value", "9" * 400),
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_refused(path: str, value: str) -> None:
    plan = brought_in()
    before = plan.reading
    with pytest.raises(Refused, match="Chưa sửa"):
        correct_reading(plan=plan, path=path, value=value, by=make.account(), now=make.NOW)
    plan.refresh_from_db()
    assert plan.reading == before


def test_an_item_left_out_makes_no_row() -> None:
    plan = brought_in()
    leave_out(plan=plan, path="/tasks/7", by=make.account(), now=make.NOW)
    assert confirmed(plan).tasks.count() == 7


def test_a_live_plan_is_not_corrected_nor_discarded() -> None:
    plan = confirmed(brought_in())
    with pytest.raises(Refused, match="Chưa sửa gì"):
        correct_reading(plan=plan, path="/title", value="x", by=make.account(), now=make.NOW)
    with pytest.raises(Refused, match="vẫn giữ nguyên"):
        discard_draft(plan=plan, by=make.account(Role.PLAN_OFFICER))
    with pytest.raises(Refused, match="đã được đưa vào"):
        confirmed(plan)


def test_the_same_file_again_names_the_draft() -> None:
    plan = brought_in()
    with pytest.raises(AlreadyImported, match="bản nháp KH-2026-1") as refusal:
        brought_in()
    assert (refusal.value.plan, Plan.objects.count()) == (plan, 1)


def test_two_plans_live_side_by_side() -> None:
    first = confirmed(brought_in())
    second = confirmed(brought_in(SAMPLE.replace("1.1. Mở".encode(), "1.1. Lập".encode())))
    assert (first.code, second.code) == ("KH-2026-1", "KH-2026-2")
    assert first.tasks.get(number="1.1").code != second.tasks.get(number="1.1").code


def test_issuing_needs_a_number_and_a_day_that_has_come() -> None:
    blank = SAMPLE.replace("Số: 27/KH-UBND".encode(), "Số:      /KH-UBND".encode()).replace(
        "ngày 08 tháng 4 năm 2026".encode(), "ngày     tháng     năm 2026".encode()
    )
    plan = confirmed(brought_in(blank))
    by = make.account(Role.PLAN_OFFICER)
    assert (plan.number, plan.issued_on) == ("", None)
    with pytest.raises(Refused, match="cần số"):
        issue_plan(plan=plan, number=" ", issued_on=make.TODAY, by=by, now=make.NOW)
    with pytest.raises(Refused, match="chưa tới"):
        issue_plan(plan=plan, number="1", issued_on=date(2026, 12, 1), by=by, now=make.NOW)
    with pytest.raises(Refused, match="dài quá 60"):
        issue_plan(plan=plan, number="1" * 61, issued_on=make.TODAY, by=by, now=make.NOW)
    stale = Plan.objects.get(pk=plan.pk)
    issue_plan(plan=plan, number="30/KH-UBND", issued_on=make.TODAY, by=by, now=make.NOW)
    assert [fact.is_backfilled for fact in facts(kinds=["plan.issued"])] == [False]
    with pytest.raises(Refused, match="đã ban hành với số 30/KH-UBND"):
        issue_plan(plan=stale, number="31/KH-UBND", issued_on=make.TODAY, by=by, now=make.NOW)


def test_the_next_report_is_the_nearest_day() -> None:
    plan = confirmed(brought_in())
    duty = owed_duties([plan], today=make.TODAY)[0]
    assert (duty.due_on, duty.days, duty.duty.to) == (
        date(2026, 12, 10), 17, "Sở Khoa học và Công nghệ",
    )  # fmt: skip


def test_paces_of_eight_tasks_take_five_queries(
    django_assert_num_queries: object,
) -> None:
    plan = confirmed(brought_in())
    task_rows(plan, today=make.TODAY)  # the book of the ledger is read once for each of its heads
    with django_assert_num_queries(5):  # type: ignore[operator]
        rows = task_rows(plan, today=make.TODAY)
    assert {row.reading.pace for row in rows if row.reading} == {Pace.SILENT}


def refused(content: bytes, name: str = "tep.txt") -> str:
    """The sentence of a refusal after which nothing is stored."""
    with pytest.raises(Refused) as refusal:
        brought_in(content, name)
    assert Plan.objects.count() == 0
    assert not any(path.is_file() for path in attachments.folder().rglob("*"))
    sentence = str(refusal.value)
    assert "lưu gì" in sentence
    return sentence


def test_an_empty_file_is_refused() -> None:
    assert refused(b"  \n ").startswith("Tệp trống")


def test_a_photo_is_refused() -> None:
    assert refused(b"\xff\xd8\xff\xe0" + bytes(4000), "ke-hoach.docx").startswith("Đây là ảnh chụp")


def test_an_archive_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ke-hoach.txt", SAMPLE)
    assert refused(packed.getvalue(), "ke-hoach.zip").startswith("Đây là tệp nén")


def test_fifty_megabytes_are_refused() -> None:
    assert refused(SAMPLE + b" " * (50 * 1024 * 1024)).startswith("Tệp nặng 50 MB")


def test_a_report_instead_of_a_plan_is_refused() -> None:
    report = (
        "ỦY BAN NHÂN DÂN\nXÃ SÔNG LAM\n\nSố: 12/BC-UBND\n\nBÁO CÁO\n"
        "Kết quả truyền thông thực hiện Nghị quyết số 57-NQ/TW năm 2026\n\n"
        "I. KẾT QUẢ THỰC HIỆN\n1. Trang thông tin điện tử\nĐã đăng 74 tin bài.\n"
        "II. PHƯƠNG HƯỚNG\nTiếp tục thực hiện.\n\nNơi nhận:\n- Lưu: VT.\n"
    )
    assert "báo cáo" in refused(report.encode()).lower()


def test_the_console_brings_in_and_confirms(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(SAMPLE)
    said: list[str] = []
    assert import_file(path, yes=True, say=said.append) == 0
    assert said[-1] == "\nĐã đưa 8 nhiệm vụ, 10 chỉ tiêu của KH-2026-1 vào thực hiện."
    assert "2 chỗ còn ngờ:" in said[0]


def test_the_plan_of_dong_kinh_becomes_work() -> None:
    plan = brought_in(shared("dong-kinh.txt"), "dong-kinh.txt")
    plan = confirmed(plan)
    assert (plan.tasks.count(), plan.solutions.count(), plan.targets.count()) == (8, 2, 9)
    assert (plan.number, plan.issued_on, plan.legalbasiss.count()) == ("", None, 7)
    assert plan.targets.first().indicators == ["A1", "A2"]  # type: ignore[union-attr]
    assert str(plan.tasks.get(number="1.4").cadence) == "3 bản tin mỗi tuần"


def test_the_plan_in_a_table_becomes_work() -> None:
    make.unit("Phòng Văn hóa - Xã hội")
    plan = confirmed(brought_in(shared("bang.txt"), "bang.txt"))
    assert [(task.number, task.due_on) for task in plan.tasks.all()] == [
        ("1", date(2026, 2, 28)), ("2", None), ("3", date(2026, 2, 15)), ("4", None),
    ]  # fmt: skip
    assert [unit.name for unit in plan.tasks.get(number="1").lead_units.all()] == [
        "Phòng Văn hóa - Xã hội"
    ]


def test_names_of_a_confirmed_plan_that_need_an_ear_are_proposed() -> None:
    text = SAMPLE.decode().replace("chủ trì: Phòng Văn hóa - Xã hội", "chủ trì: CLB Ea Súp")
    plan = confirmed(brought_in(text.encode()))
    found = SpokenWord.objects.get(word="CLB Ea Súp")
    assert (found.state, found.origin) == (SpokenState.PROPOSED, f"kế hoạch {plan.code}")
    assert spoken_words() == {}

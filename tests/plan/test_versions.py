"""A later version of a plan keeps the work done; its items pair with those before."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import make

from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.plan.campaigns import is_day_named
from lantoa.plan.models import Plan, PlanVersion, Task
from lantoa.plan.queries import task_rows
from lantoa.plan.services import (
    add_day,
    change_cadence,
    confirm_plan,
    import_plan,
    mark_revision,
    prepare_kit,
    revise_plan,
)
from lantoa.plan.versions import Item, pair
from lantoa.registry.terms import Role

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-song-lam.txt"


def test_items_pair_by_number_and_words_then_by_words_alone() -> None:
    old = [Item("1.1", "Phát thanh ba bản tin mỗi tuần"), Item("1.2", "Mở lớp tập huấn kỹ năng số"),
           Item("1.3", "In tờ gấp phát từng hộ")]  # fmt: skip
    new = [Item("1.1", "Phát thanh bốn bản tin mỗi tuần"), Item("1.2", "Thi gian hàng số"),
           Item("1.4", "Mở lớp tập huấn kỹ năng số cơ bản")]  # fmt: skip
    found = pair(old, new)
    assert (found.same, found.gone, found.new) == (((0, 0), (1, 2)), (2,), (1,))


def test_versions_without_anything_in_common_share_nothing() -> None:
    found = pair([Item("1", "Phát thanh")], [Item("1", "Trồng cây xanh ở trường")])
    assert (found.same, found.gone, found.new) == ((), (0,), (0,))


def at_work() -> Plan:
    plan = import_plan(content=SAMPLE.read_bytes(), name="ke-hoach.txt", by=None, now=make.NOW)
    return confirm_plan(plan=plan, by=None, now=make.NOW, today=make.TODAY)


def later(of: Plan, text: str) -> Plan:
    draft = import_plan(content=text.encode(), name="ban-moi.txt", by=None, now=make.at(10))
    return mark_revision(draft=draft, of=of, by=make.account(Role.PLAN_OFFICER))


def renumbered() -> str:
    """The sample with its task 1.2 dropped and those behind it moved up."""
    text = SAMPLE.read_text("utf-8")
    start, end = text.index("\n1.2. ") + 1, text.index("\n1.3. ") + 1
    text = text[:start] + text[end:]
    for number in (3, 4, 5, 6):
        text = text.replace(f"\n1.{number}. ", f"\n1.{number - 1}. ")
    return text.replace("27/KH-UBND", "35/KH-UBND")


@pytest.mark.django_db
def test_a_later_version_keeps_codes_and_cadence_of_tasks_that_stay() -> None:
    plan = at_work()
    third = plan.tasks.get(number="1.3")
    change_cadence(task=third, count=7, period="month", what="đồ họa",
                   kinds=["website.published"], by=make.account())  # fmt: skip
    words, code = third.text, third.code
    done = revise_plan(draft=later(plan, renumbered()), by=make.account(Role.PLAN_OFFICER),
                       now=make.at(11), today=make.TODAY)  # fmt: skip
    moved = done.plan.tasks.get(number="1.2", until_version__isnull=True)
    assert (done.kept, done.new, done.gone) == (7, 0, 1)
    assert (moved.text, moved.code, moved.cadence.count) == (words, code, 7)


@pytest.mark.django_db
def test_a_target_keeps_its_codes_and_gets_those_that_only_the_new_words_name() -> None:
    plan, aim = at_work(), "được cập nhật đều."
    target = plan.targets.get(indicators=["A2"])
    plan.targets.filter(indicators=["A1"]).update(indicators=[])  # a person said that it does not
    said_more = SAMPLE.read_text("utf-8").replace(aim, "được cập nhật đều, kịp thời biểu dương.")
    done = revise_plan(draft=later(plan, said_more), by=make.account(Role.PLAN_OFFICER),
                       now=make.at(11), today=make.TODAY)  # fmt: skip
    target.refresh_from_db()
    assert target.indicators == ["A2", "B2"]
    assert not done.plan.targets.filter(indicators=["A1"]).exists()


@pytest.mark.django_db
def test_a_task_that_the_new_version_lacks_ends_and_is_kept() -> None:
    plan = at_work()
    gone = plan.tasks.get(number="1.2")
    revise_plan(draft=later(plan, renumbered()), by=None, now=make.at(11), today=make.TODAY)
    gone.refresh_from_db()
    assert (gone.until_version, gone.closed_at) == (1, make.at(11))
    shown = [row.task.code for row in task_rows(plan, today=make.TODAY)]
    assert (gone.code in shown, len(shown)) == (False, 7)


@pytest.mark.django_db
def test_a_new_task_does_not_take_the_code_of_an_ended_one() -> None:
    plan = at_work()
    text = SAMPLE.read_text("utf-8")
    start, end = text.index("\n1.2. ") + 1, text.index("\n1.3. ") + 1
    task = (
        "1.2. Thi vẽ tranh về máy móc giúp nhà nông cho học sinh\n"
        "Đơn vị chủ trì: Phòng Văn hóa - Xã hội\nThời gian thực hiện: Thường xuyên.\n"
    )
    revise_plan(draft=later(plan, text[:start] + task + text[end:]), by=None, now=make.at(11),
                today=make.TODAY)  # fmt: skip
    codes = sorted(one.code for one in Task.objects.filter(plan=plan, number="1.2"))
    assert codes == [f"task:{plan.code}/1.2", f"task:{plan.code}/1.2(2)"]


@pytest.mark.django_db
def test_what_the_plan_said_before_is_kept_and_the_change_is_evidence() -> None:
    plan = at_work()
    before = plan.text
    revise_plan(draft=later(plan, renumbered()), by=None, now=make.at(11), today=make.TODAY)
    plan.refresh_from_db()
    kept = PlanVersion.objects.get(plan=plan)
    entry = Evidence.objects.get(kind="plan.revised")
    assert (kept.version, kept.text, plan.version, plan.number) == (1, before, 2, "35/KH-UBND")
    assert entry.payload["gone"] == 1
    assert Plan.objects.count() == 1


@pytest.mark.django_db
def test_a_draft_of_a_later_version_is_not_confirmed_as_a_plan_of_its_own() -> None:
    plan = at_work()
    draft = later(plan, renumbered())
    with pytest.raises(Refused, match="bản mới của một kế hoạch"):
        confirm_plan(plan=draft, by=None, now=make.NOW, today=make.TODAY)
    with pytest.raises(Refused, match="không phải bản mới"):
        revise_plan(draft=plan, by=None, now=make.NOW, today=make.TODAY)


@pytest.mark.django_db
def test_a_later_version_keeps_days_added_by_hand_and_kits_of_days_it_drops() -> None:
    plan, officer = at_work(), make.account(Role.PLAN_OFFICER)
    for month, day in ((3, 7), (4, 21)):
        add_day(plan=plan, month=month, day=day, name=f"Ngày {day}/{month}", by=officer,
                now=make.NOW)  # fmt: skip
    innovation = plan.observances.get(month=10, day=1)
    kit = prepare_kit(observance=innovation, by=officer, now=make.NOW, today=make.TODAY)
    text = renumbered().replace("(1/10)", "(21/4)").replace("Ngày hội Đổi mới sáng tạo quốc gia",
                                                             "Ngày Sách Việt Nam")  # fmt: skip
    revise_plan(draft=later(plan, text), by=officer, now=make.at(11), today=make.TODAY)
    kept = {f"{row.day}/{row.month}": row.added_by for row in plan.observances.all()}
    assert kept == {"18/5": None, "21/4": None, "10/10": None, "7/3": officer}
    kit.refresh_from_db()
    assert (is_day_named(kit), kit.items.count()) == (False, 12)


@pytest.mark.django_db
def test_the_second_of_two_clicks_is_told_that_the_draft_is_used() -> None:
    plan, by = at_work(), make.account(Role.PLAN_OFFICER)
    draft = later(plan, renumbered())
    revise_plan(draft=draft, by=by, now=make.at(11), today=make.TODAY)
    with pytest.raises(Refused, match="vừa được người khác dùng"):
        revise_plan(draft=draft, by=by, now=make.at(11), today=make.TODAY)

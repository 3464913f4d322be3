"""What the reader missed is added by hand to a draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import make

from lantoa.core.errors import Refused
from lantoa.plan.models import Plan
from lantoa.plan.services import add_item, confirm_plan, correct_reading, import_plan
from lantoa.registry.terms import Role

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-song-lam.txt"
pytestmark = pytest.mark.django_db


def draft() -> Plan:
    return import_plan(content=SAMPLE.read_bytes(), name="ke-hoach.txt", by=None, now=make.NOW)


def test_an_added_task_is_read_like_the_others_and_goes_live() -> None:
    plan, by = draft(), make.account(Role.PLAN_OFFICER)
    words = "Phát thanh bản tin về bảo vệ trẻ em trên mạng, mỗi tuần một lần"
    add_item(plan=plan, name="tasks", words=words, by=by, now=make.NOW)
    correct_reading(plan=plan, path="/tasks/8/lead", value="Trung tâm Dịch vụ tổng hợp", by=by,
                    now=make.NOW)  # fmt: skip
    confirm_plan(plan=plan, by=by, now=make.NOW, today=make.TODAY)
    task = plan.tasks.get(text=words)
    assert [unit.name for unit in task.lead_units.all()] == ["Trung tâm Dịch vụ tổng hợp"]
    assert plan.tasks.count() == 9


def test_an_added_target_keeps_what_a_person_types_into_it() -> None:
    plan, by = draft(), make.account(Role.PLAN_OFFICER)
    place = len(plan.reading["objectives"])
    add_item(plan=plan, name="objectives", words="90% hộ có ti vi số", by=by, now=make.NOW)
    for name, value in (("period", "2028"), ("value", "90"), ("unit", "%"), ("comparator", ">=")):
        correct_reading(plan=plan, path=f"/objectives/{place}/{name}", value=value, by=by,
                        now=make.NOW)  # fmt: skip
    confirm_plan(plan=plan, by=by, now=make.NOW, today=make.TODAY)
    target = plan.targets.get(text="90% hộ có ti vi số")
    assert (target.year, target.value, target.unit, target.comparator) == (2028, 90, "%", ">=")


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        ("tasks", "   ", "cần có chữ"),
        ("choices", "x", "Không có loại mục này"),
        ("annual_days", "ngày mồng mười", "tháng-ngày"),
    ],
)
def test_what_cannot_be_an_item_is_refused_and_nothing_changes(
    name: str, words: str, sentence: str
) -> None:
    plan = draft()
    before = dict(plan.reading)
    with pytest.raises(Refused, match=sentence):
        add_item(plan=plan, name=name, words=words, by=make.account(Role.PLAN_OFFICER),
                 now=make.NOW)  # fmt: skip
    plan.refresh_from_db()
    assert plan.reading == before

"""Phân công lại: units change, the ledger knows, and who has another part than before is told."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import make

from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.notices.models import Notice
from lantoa.plan.models import Task
from lantoa.plan.services import assign_task, close_task
from lantoa.registry.models import Unit
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
PAGE = "/ban-lam-viec/ke-hoach/KH-2026-1/nhiem-vu/1.1/"


def units() -> tuple[Unit, Unit, Unit]:
    return make.unit(), make.unit("Phòng Văn hóa - Xã hội"), make.unit("Công an xã")


def test_an_officer_gives_a_task_to_other_units_on_its_page() -> None:
    task, (old, new, helper) = make.task("1.1"), units()
    client = Client()
    client.force_login(make.account(Role.PLAN_OFFICER))
    shown = client.get(PAGE).content.decode()
    assert f'name="leads" value="{old.pk}" checked' in shown
    assert f'name="supporting" value="{helper.pk}">' in shown
    answer = client.post(f"{PAGE}phan-cong/", {
        "leads": [new.pk], "supporting": [new.pk, helper.pk], "why": "Trung tâm đã sáp nhập.",
    })  # fmt: skip
    assert answer.url == PAGE
    assert (list(task.lead_units.all()), list(task.supporting_units.all())) == ([new], [helper])
    entry = Evidence.objects.get(kind="task.assigned")
    assert entry.payload == {
        "leads": [new.name], "supporting": [helper.name], "why": "Trung tâm đã sáp nhập.",
    }  # fmt: skip
    assert dict(Notice.objects.values_list("to_unit__name", "text")) == {
        old.name: "Đơn vị không còn được giao nhiệm vụ 1.1 «Nhiệm vụ 1.1».",
        new.name: "Đơn vị chủ trì nhiệm vụ 1.1 «Nhiệm vụ 1.1».",
        helper.name: "Đơn vị phối hợp nhiệm vụ 1.1 «Nhiệm vụ 1.1».",
    }


def test_who_keeps_the_part_is_not_told() -> None:
    task, (old, new, _) = make.task("1.1"), units()
    assign_task(task=task, leads=[old, new], supporting=[], by=make.account(Role.PLAN_OFFICER),
                now=make.NOW, today=make.TODAY)  # fmt: skip
    assert [notice.to_unit for notice in Notice.objects.all()] == [new]


@pytest.mark.parametrize(
    ("role", "led_by", "ended", "said"),
    [
        (Role.EDITOR, 1, False, "không có quyền"),
        (Role.PLAN_OFFICER, None, False, "ít nhất một đơn vị chủ trì"),
        (Role.PLAN_OFFICER, 0, False, "đã phân công như vậy"),
        (Role.PLAN_OFFICER, 1, True, "đã kết thúc"),
    ],
)
def test_a_wrong_assignment_changes_nothing(
    role: Role, led_by: int | None, ended: bool, said: str
) -> None:
    task, known = make.task("1.1"), units()
    if ended:
        close_task(task=task, why="Tỉnh giao lại cho Sở thực hiện.", now=make.NOW,
                   by=make.account(Role.PLAN_OFFICER))  # fmt: skip
    leads = [] if led_by is None else [known[led_by]]
    with pytest.raises(Refused, match=said):
        assign_task(task=task, leads=leads, supporting=[], by=make.account(role), now=make.NOW,
                    today=make.TODAY)  # fmt: skip
    assert list(Task.objects.get(pk=task.pk).lead_units.all()) == [known[0]]
    assert Evidence.objects.filter(kind="task.assigned").count() == Notice.objects.count() == 0

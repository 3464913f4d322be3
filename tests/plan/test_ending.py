"""A plan ends for a written reason: nothing is nudged or counted, everything stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests import make

from lantoa.core.errors import Refused
from lantoa.indicators.queries import live_plans as counted_plans
from lantoa.ledger.models import Evidence
from lantoa.plan.models import Task
from lantoa.plan.queries import ending_of, live_plans
from lantoa.plan.services import close_plan, reopen_plan
from lantoa.plan.services.reminding import remind_all
from lantoa.plan.terms import PlanState, Timing
from lantoa.registry.terms import Role

WHY = "Đã có kế hoạch mới thay thế."
PLANS = "/ban-lam-viec/ke-hoach/"
BOARD = f"{PLANS}KH-2026-1/"

pytestmark = pytest.mark.django_db


def test_an_ended_plan_is_neither_nudged_nor_counted_and_keeps_its_tasks() -> None:
    task = make.task("1.1")
    Task.objects.filter(pk=task.pk).update(timing=Timing.BY_DAY, due_on=make.TODAY)
    officer = make.account(Role.PLAN_OFFICER)
    close_plan(plan=make.plan(), why=WHY, by=officer, now=make.NOW, today=make.TODAY)
    assert remind_all(now=make.NOW, today=make.TODAY) == 0
    assert (list(live_plans()), counted_plans()) == ([], [])
    assert Task.objects.filter(plan=make.plan()).count() == 2
    entry = Evidence.objects.get(kind="plan.closed")
    assert entry.subjects == ["plan:KH-2026-1"]
    assert entry.payload == {"why": WHY, "on": make.TODAY.isoformat()}
    reopen_plan(plan=make.plan(), by=officer, now=make.at(10))
    assert remind_all(now=make.at(10), today=make.TODAY) == 1


@pytest.mark.parametrize(
    ("role", "state", "why", "said"),
    [
        (Role.PLAN_OFFICER, PlanState.LIVE, "  xong ", "ghi rõ lý do"),
        (Role.PLAN_OFFICER, PlanState.DRAFT, WHY, "đang đọc"),
        (Role.PLAN_OFFICER, PlanState.CLOSED, WHY, "đã kết thúc"),
        (Role.EDITOR, PlanState.LIVE, WHY, "không có quyền"),
    ],
)
def test_who_what_and_why_are_asked(role: Role, state: PlanState, why: str, said: str) -> None:
    plan = make.plan(state=state)
    with pytest.raises(Refused, match=said):
        close_plan(plan=plan, why=why, by=make.account(role), now=make.NOW, today=make.TODAY)
    plan.refresh_from_db()
    assert (plan.state, Evidence.objects.count()) == (state, 0)


def test_a_live_plan_is_not_taken_up_again() -> None:
    with pytest.raises(Refused, match="đang thực hiện"):
        reopen_plan(plan=make.plan(), by=make.account(Role.PLAN_OFFICER), now=make.NOW)


def test_the_board_leads_through_a_page_that_says_what_follows() -> None:
    client, plan = Client(), make.plan()
    client.force_login(make.account(Role.PLAN_OFFICER))
    assert f'href="{BOARD}ket-thuc/"' in client.get(BOARD).content.decode()
    page = client.get(f"{BOARD}ket-thuc/").content.decode()
    assert "không còn được đôn đốc" in page and "Hồ sơ giữ nguyên" in page
    short = client.post(f"{BOARD}ket-thuc/", {"why": "xong"})
    assert (short.status_code, ">xong</textarea>" in short.content.decode()) == (422, True)
    assert client.post(f"{BOARD}ket-thuc/", {"why": WHY}).url == BOARD
    ended = client.get(BOARD).content.decode()
    assert WHY in ended and "Mở lại kế hoạch" in ended and "ket-thuc/" not in ended
    assert "đã kết thúc</small>" in client.get(f"{PLANS}danh-sach/").content.decode()
    client.post(f"{BOARD}mo-lai/")
    plan.refresh_from_db()
    assert (plan.state, ending_of(plan)) == (PlanState.LIVE, None)


def test_figures_of_an_ended_plan_stand_at_the_day_it_ended() -> None:
    client, plan = Client(), make.plan(year=2026)
    officer = make.account(Role.PLAN_OFFICER)
    client.force_login(officer)
    ended = make.NOW - timedelta(days=3)
    close_plan(plan=plan, why=WHY, by=officer, now=ended, today=ended.date())
    page = client.get(BOARD).content.decode()
    assert "đã kết thúc ngày 20/11/2026" in page and "20/11/2026, không nhập tay" in page

"""A later version on the desk: chosen, compared, put in place; items added; tasks ended."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests import make

from lantoa.plan.doubts import open_doubts
from lantoa.plan.models import Plan
from lantoa.plan.queries import known_units
from lantoa.plan.services import choose_unit, confirm_plan, import_plan, settle_doubt
from lantoa.registry.terms import Role

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-song-lam.txt"
pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    make.commune()
    client.force_login(make.account(Role.PLAN_OFFICER))
    return client


def at_work() -> Plan:
    plan = import_plan(content=SAMPLE.read_bytes(), name="ke-hoach.txt", by=None, now=make.NOW)
    return confirm_plan(plan=plan, by=None, now=make.NOW, today=make.TODAY)


def draft_of_change() -> Plan:
    text = SAMPLE.read_text("utf-8").replace("mỗi tuần", "mỗi tháng")
    start, end = text.index("\n1.2. ") + 1, text.index("\n1.3. ") + 1
    draft = import_plan(content=(text[:start] + text[end:]).encode(), name="moi.txt", by=None,
                        now=make.at(10))  # fmt: skip
    by = make.account(Role.PLAN_OFFICER)
    for doubt in open_doubts(draft.reading, known_units()):
        if doubt.unit_text:
            choose_unit(plan=draft, name=doubt.unit_text, choice="new", by=by, now=make.NOW)
        else:
            settle_doubt(plan=draft, key=doubt.key, by=by, now=make.NOW)
    return draft


def test_a_draft_becomes_a_later_version_and_takes_the_place(officer: Client) -> None:
    plan, draft = at_work(), draft_of_change()
    marked = officer.post(reverse("plan-mark-revision", args=[draft.code]), {"cua": plan.code})
    assert marked["Location"] == reverse("plan-comparison", args=[draft.code])
    page = officer.get(marked["Location"]).content.decode()
    assert "Thay bản cũ: giữ 7, thêm 0, kết thúc 1 nhiệm vụ" in page
    assert "<del>" in page
    officer.post(reverse("plan-replace", args=[draft.code]))
    plan.refresh_from_db()
    assert (plan.version, Plan.objects.count()) == (2, 1)
    earlier = officer.get(reverse("plan-version", args=[plan.code, 1])).content.decode()
    assert "Bản 1 so với bản sau" in earlier
    assert "Bản trước" in officer.get(reverse("plan", args=[plan.code])).content.decode()


def test_a_version_that_never_was_is_not_found(officer: Client) -> None:
    plan = at_work()
    assert officer.get(reverse("plan-version", args=[plan.code, 3])).status_code == 404


def test_an_item_is_added_on_the_reading_screen(officer: Client) -> None:
    draft = import_plan(content=SAMPLE.read_bytes(), name="a.txt", by=None, now=make.NOW)
    words = "Thi <b>viết</b> về máy móc giúp nhà nông"
    answer = officer.post(
        reverse("plan-add-item", args=[draft.code]), {"loai": "tasks", "noi-dung": words},
        headers={"HX-Request": "true"},
    )  # fmt: skip
    page = answer.content.decode()
    assert "9 trên 9" in page
    assert "Thi &lt;b&gt;viết&lt;/b&gt;" in page
    refused = officer.post(reverse("plan-add-item", args=[draft.code]), {"loai": "tasks"},
                           headers={"HX-Request": "true"})  # fmt: skip
    assert refused.status_code == 422


def test_a_task_is_ended_with_a_reason_and_taken_up_again(officer: Client) -> None:
    task = make.task("1.1")
    args = [task.plan.code, task.slug]
    assert officer.post(reverse("plan-close", args=args), {"why": ""}).status_code == 422
    officer.post(reverse("plan-close", args=args), {"why": "Giao lại cho cấp trên làm."})
    page = officer.get(reverse("plan-task", args=args)).content.decode()
    assert re.search(r"Đã kết thúc lúc .*Giao lại cho cấp trên làm", page)
    officer.post(reverse("plan-reopen", args=args))
    task.refresh_from_db()
    assert task.closed_at is None


def test_who_may_not_change_plans_neither_marks_nor_ends(client: Client) -> None:
    make.commune()
    client.force_login(make.account(Role.INSPECTOR))
    task = make.task("1.1")
    for address in (
        reverse("plan-close", args=[task.plan.code, "1.1"]),
        reverse("plan-mark-revision", args=[task.plan.code]),
        reverse("plan-replace", args=[task.plan.code]),
        reverse("plan-add-item", args=[task.plan.code]),
    ):
        assert client.post(address).status_code == 403

"""Choosing tasks: under the names of their plans when there are several."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import make

from lantoa.desk.articles.forms import FilterForm
from lantoa.desk.plans.choosing import task_label
from lantoa.plan.models import Task
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
HEAD = 'class="lt-choices__head">'


def editor_page() -> str:
    client = Client()
    client.force_login(make.account(Role.EDITOR))
    return client.get(reverse("write-article")).content.decode()


def test_tasks_of_one_plan_need_no_heading() -> None:
    make.plan()
    assert HEAD not in editor_page()


def test_tasks_of_two_plans_stand_under_their_plans() -> None:
    make.plan(number="57/KH-UBND")
    make.plan(code="KH-2026-2", number="60/KH-UBND")
    page = editor_page()
    assert page.count(HEAD) == 2
    assert f"{HEAD}Kế hoạch 57/KH-UBND<" in page
    shown = str(FilterForm()["nhiem_vu"])
    assert '<optgroup label="Kế hoạch 60/KH-UBND">' in shown


def test_a_long_task_is_cut_after_a_word() -> None:
    label = task_label(Task(number="1.4", text="tuyên truyền " * 30))
    assert label.endswith(" tuyên…") or label.endswith(" truyền…")
    assert len(label) > 90

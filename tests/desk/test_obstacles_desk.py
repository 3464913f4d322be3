"""Obstacles on the desk: reported on a phone, laid, decided, listed, printed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests import make

from lantoa.plan.models import Obstacle
from lantoa.plan.terms import ObstacleState
from lantoa.registry.models import Account, Officer, Roster
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def contact() -> Account:
    make.commune()
    officer = Officer.objects.create(name="Cán bộ đầu mối")
    Roster.objects.create(unit=make.unit(), officer=officer, joined_on=date(2025, 1, 1))
    return make.account(Role.UNIT_CONTACT, officer=officer)


def test_from_report_to_decision(client: Client) -> None:
    task = make.task("1.4")
    client.force_login(contact())
    client.post(
        reverse("report-obstacle"),
        {"unit": make.unit().pk, "task": task.pk, "text": "Loa <i>hỏng</i>", "wish": ""},
    )
    row = Obstacle.objects.get()
    client.force_login(make.account(Role.PLAN_OFFICER))
    assert "Xem và trình" in client.get(reverse("today")).content.decode()
    client.post(reverse("forward-obstacle", args=[row.pk]), {"opinion": "Nên sửa sớm"})
    client.force_login(make.account(Role.LEADER))
    page = client.get(reverse("obstacle", args=[row.pk])).content.decode()
    assert "Loa &lt;i&gt;hỏng&lt;/i&gt;" in page
    half = client.post(reverse("decide-obstacle", args=[row.pk]), {"decision": "Sửa"})
    assert half.status_code == 422
    client.post(
        reverse("decide-obstacle", args=[row.pk]),
        {"decision": "Sửa loa", "unit": make.unit().pk, "due_on": "2030-01-05"},
    )
    row.refresh_from_db()
    assert (row.state, row.decision) == (ObstacleState.DECIDED, "Sửa loa")
    month = f"{row.raised_at:%Y-%m}"
    printed = client.get(reverse("obstacles-printed"), {"thang": month}).content.decode()
    assert "Sửa loa" in printed


def test_a_person_without_a_unit_is_told_what_to_do(client: Client) -> None:
    make.commune()
    client.force_login(make.account(Role.UNIT_CONTACT))
    page = client.get(reverse("report-obstacle")).content.decode()
    assert "chưa gắn với đơn vị nào" in page


def test_another_units_obstacle_is_not_shown(client: Client) -> None:
    client.force_login(contact())
    client.post(
        reverse("report-obstacle"),
        {"unit": make.unit().pk, "task": make.task("1.4").pk, "text": "Loa hỏng"},
    )
    stranger = make.account(Role.UNIT_CONTACT)
    client.force_login(stranger)
    assert client.get(reverse("obstacle", args=[Obstacle.objects.get().pk])).status_code == 403
    assert "Loa hỏng" not in client.get(reverse("obstacles")).content.decode()


def test_the_printed_month_holds_nothing_of_other_units(client: Client) -> None:
    client.force_login(contact())
    task = make.task("1.4")
    client.post(reverse("report-obstacle"),
                {"unit": make.unit().pk, "task": task.pk, "text": "Loa hỏng"})  # fmt: skip
    month = {"thang": f"{Obstacle.objects.get().raised_at:%Y-%m}"}
    assert "Loa hỏng" in client.get(reverse("obstacles-printed"), month).content.decode()
    client.force_login(make.account(Role.UNIT_CONTACT))
    assert "Loa hỏng" not in client.get(reverse("obstacles-printed"), month).content.decode()


def test_a_refused_decision_keeps_what_was_written(client: Client) -> None:
    client.force_login(contact())
    given = {"unit": make.unit().pk, "task": make.task("1.4").pk, "text": "Loa hỏng"}
    client.post(reverse("report-obstacle"), given)
    client.force_login(make.account(Role.LEADER))
    answer = client.post(
        reverse("decide-obstacle", args=[Obstacle.objects.get().pk]),
        {"decision": "Thay bộ khuếch đại", "unit": make.unit().pk, "due_on": "2020-01-05"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "đã qua" in page and "Thay bộ khuếch đại" in page

"""Quy định duyệt and Ủy quyền duyệt on their screens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.make import account

from lantoa.approval.authority import route_of
from lantoa.approval.models import Delegation
from lantoa.approval.terms import Route
from lantoa.core import clock
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_rules_are_shown_and_changed() -> None:
    client = signed_in(account(Role.LEADER))
    shown = client.get(reverse("approval-routes")).content.decode()
    assert "Báo cáo gửi cấp trên" in shown
    assert "Tin bài: thông báo" in shown
    client.post(reverse("approval-routes"), {"article:story": "one", "bịa": "one"})
    assert (route_of("article:story"), route_of("article:news")) == (Route.ONE, Route.ONE)
    assert client.post(reverse("approval-routes"), {"report": "x"}).status_code == 422


def test_leader_hands_over_and_takes_back() -> None:
    leader, head = account(Role.LEADER), account(Role.HEAD)
    client, today = signed_in(leader), clock.today()
    typed = {
        "deputy": head.pk, "since": today.isoformat(), "basis": "12/UQ-UBND",
        "until": (today + timedelta(days=3)).isoformat(),
    }  # fmt: skip
    assert client.post(reverse("delegations"), typed).status_code == 302
    made = Delegation.objects.get()
    assert (made.giver, made.deputy, made.basis) == (leader, head, "12/UQ-UBND")
    assert "Đang có hiệu lực" in client.get(reverse("delegations")).content.decode()
    end = reverse("end-delegation", args=[made.pk])
    assert signed_in(account(Role.LEADER)).post(end).status_code == 422
    assert client.post(end).status_code == 302
    assert "Đã thôi" in client.get(reverse("delegations")).content.decode()


@pytest.mark.parametrize("changed", [
    {"deputy": "0"}, {"deputy": "a"}, {"since": ""}, {"until": "31/12"}, {"until": "2020-01-01"},
])  # fmt: skip
def test_what_cannot_be_is_refused_in_words(changed: dict[str, str]) -> None:
    head, today = account(Role.HEAD), clock.today().isoformat()
    typed = {"deputy": str(head.pk), "since": today, "until": today} | changed
    answer = signed_in(account(Role.LEADER)).post(reverse("delegations"), typed)
    assert answer.status_code == 422
    assert "Chưa ghi gì" in answer.content.decode()
    assert Delegation.objects.count() == 0

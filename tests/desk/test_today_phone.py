"""The leader's page on a phone: the whole plan, no shell, nothing that must be fetched later."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests import make

from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"


def opened(account: Account, path: str = "", agent: str = PHONE) -> str:
    client = Client(headers={"user-agent": agent})
    client.force_login(account)
    answer: Any = client.get(f"/ban-lam-viec/{path}")
    return str(answer.content.decode())


def with_plan() -> None:
    plan = make.plan()
    plan.targets.create(period="2026", year=2026, text="Có kế hoạch", indicators=["A1"], position=1)
    plan.reportdutys.create(before="12-10", every="year", to="Sở Khoa học và Công nghệ")


def test_a_leader_finds_the_whole_plan_on_the_phone_without_the_shell() -> None:
    with_plan()
    page = opened(make.account(Role.LEADER))
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    for part in ("Chờ duyệt", "2 nhiệm vụ", "A1", "Chưa ban hành", "Gửi Sở Khoa học và Công nghệ"):
        assert part in words
    assert "wagtailadmin" not in page and "<script" not in page
    assert len(page.encode()) < 40_000


def test_the_full_desk_is_one_link_away_and_a_computer_gets_it_at_once() -> None:
    leader = make.account(Role.LEADER)
    assert 'href="?day-du=1"' in opened(leader)
    assert "wagtailadmin" in opened(leader, "?day-du=1")
    assert "wagtailadmin" in opened(leader, agent="Mozilla/5.0 (X11; Linux x86_64) Chrome/120")


def test_who_does_not_decide_keeps_the_desk_on_the_phone() -> None:
    assert "wagtailadmin" in opened(make.account(Role.EDITOR))


def test_of_two_plans_the_phone_shows_the_newest_alone() -> None:
    with_plan()
    other = make.plan(code="KH-2025-9")
    other.targets.create(period="2026", year=2026, text="Chỉ tiêu cũ", position=1)
    assert "Chỉ tiêu cũ" not in opened(make.account(Role.LEADER))


def test_the_plan_is_printed_with_the_words_that_it_says_on_the_screen() -> None:
    with_plan()
    page = opened(make.account(Role.LEADER), "ke-hoach/KH-2026-1/in/")
    assert "2 nhiệm vụ" in page and "A1" in page

"""The menu lights up the area that a screen belongs to."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests import make
from tests.desk.crawl.walking import DESK, patterns

from lantoa.desk.shell.menu import ENTRIES
from lantoa.registry.terms import Role

# Screens of no area: sign-in, the own account, the search, parts of other screens.
OWN = {
    "", "account", "con-day", "dang-nhap", "den-phat", "doi-mat-khau", "duong-dan-duyet",
    "hom-nay", "khoa-man-hinh", "khoa-truy-cap", "lan-dau", "login", "logout", "lop-xac-thuc",
    "tai-khoan-cua-toi", "tim", "viec-cua-don-vi", "xac-thuc", "am-thanh", "san-pham",
}  # fmt: skip


def lines_of(page: str) -> dict[str, str]:
    """Name → address of every line of the menu that a page carries."""
    data = page.partition('id="wagtail-sidebar-props" type="application/json">')[2]
    modules: Any = json.loads(data.partition("</script>")[0])["modules"]
    rows = next(one for one in modules if "MainMenu" in one["_type"])["_args"][0]
    return {row["_args"][0]["name"]: row["_args"][0]["url"] for row in rows}


@pytest.mark.django_db
def test_a_screen_of_an_area_marks_its_line() -> None:
    client = Client()
    client.force_login(make.account(Role.PLAN_OFFICER))
    page = client.get(f"{DESK}vuong-mac/").content.decode()
    assert lines_of(page)["plan-board-here"] == f"{DESK}vuong-mac/"
    assert "plan-board-here" not in lines_of(client.get(f"{DESK}tin-bai/").content.decode())


@pytest.mark.django_db
def test_every_screen_of_ours_belongs_to_one_line() -> None:
    from django.urls import reverse

    roots = {reverse(entry.url_name).removeprefix(DESK).partition("/")[0] for entry in ENTRIES}
    also = [part for entry in ENTRIES for part in entry.also]
    assert len(also) == len(set(also)) and not roots & set(also)
    ours = {
        address.removeprefix(DESK).partition("/")[0]
        for name, address in patterns().items()
        if not name.startswith("wagtail")
    }
    assert ours - roots - set(also) - OWN == set()


@pytest.mark.django_db
def test_who_writes_no_articles_finds_the_way_to_send_a_story_in_the_menu() -> None:
    named = {}
    for role in (Role.LEADER, Role.HEAD, Role.CLERK, Role.EDITOR, Role.INSPECTOR):
        client = Client()
        client.force_login(make.account(role))
        named[role] = "send-story" in lines_of(
            client.get(f"{DESK}tai-khoan-cua-toi/").content.decode()
        )
    assert named == {
        Role.LEADER: True, Role.HEAD: True, Role.CLERK: True, Role.EDITOR: False,
        Role.INSPECTOR: False,
    }  # fmt: skip

"""The plan runs itself: an office's file, a task that falls behind, its nudge, what stands in the
unit's way, and the leader's decision, as people do it at their screens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import make
from tests.journeys.browser import PHONE, Person, open_browser
from tests.journeys.planning import blank_sample, settle_doubts
from tests.threads import in_thread

from lantoa.core import clock
from lantoa.plan.models import Obstacle
from lantoa.plan.services.reminding import remind_all
from lantoa.registry.models import Account, Officer, Roster
from lantoa.registry.terms import Role

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.journey,
]
NUMBER = "57/KH-UBND"
TROUBLE = "Hai cụm loa ở Bến Đò hỏng bộ khuếch đại từ ngày mưa lớn."


@pytest.fixture
def sessions() -> dict[str, str]:
    """Before the browser: its driver runs a loop in which the database refuses to work."""
    make.commune()
    officer = Officer.objects.create(name="Cán bộ đầu mối")
    Roster.objects.create(unit=make.unit(), officer=officer, joined_on=date(2025, 1, 1))
    people = {
        "officer": make.account(Role.PLAN_OFFICER), "leader": make.account(Role.LEADER),
        "contact": make.account(Role.UNIT_CONTACT, officer=officer),
    }  # fmt: skip
    return {name: session_of(person) for name, person in people.items()}


def session_of(person: Account) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


@pytest.fixture
def browser(sessions: dict[str, str]) -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


def test_from_upload_to_decision(
    live_server: Any, sessions: dict[str, str], browser: Any, tmp_path: Path
) -> None:
    officer, leader, contact = (
        Person.signed_in(browser, live_server.url, sessions[name])
        for name in ("officer", "leader", "contact")
    )
    code = bring(officer, blank_sample(tmp_path))
    assert is_behind(officer, code, "1.4")

    sent = in_thread(lambda: remind_all(now=clock.now(), today=clock.today()))
    assert sent > 0
    assert in_thread(lambda: remind_all(now=clock.now(), today=clock.today())) == 0
    page = officer.go("don-doc/")
    assert "Nhiệm vụ 1.4" in page.inner_text("main")
    page.get_by_text("Lời nhắn để dán vào Zalo").first.click()
    assert page.locator(".lt-message").first.inner_text().startswith("Kính gửi")

    report(contact)
    officer.go("vuong-mac/")
    officer.follow(re.compile("Hai cụm loa"))
    officer.page.get_by_label("Ý kiến của cán bộ kế hoạch").fill("Nên sửa trong tháng.")
    officer.follow("Trình lãnh đạo")
    officer.page.get_by_text("Đã trình lãnh đạo").wait_for()
    decide(leader)

    contact.go("vuong-mac/")
    contact.follow(re.compile("Hai cụm loa"))
    contact.page.get_by_text("Sửa hai cụm loa.").wait_for()
    row = in_thread(lambda: Obstacle.objects.get())
    assert (row.decision, row.opinion) == ("Sửa hai cụm loa.", "Nên sửa trong tháng.")
    for person in (officer, leader, contact):
        assert person.complaints == []
    assert contact.is_as_wide_as_screen()


def bring(officer: Person, file: Path) -> str:
    """The file is read, settled, confirmed and given last month's number and day: its code."""
    officer.go("ke-hoach/dua-vao/")
    officer.page.set_input_files("[name=file]", str(file))
    officer.follow("Đọc kế hoạch")
    officer.page.locator("#reading").wait_for()
    settle_doubts(officer)
    officer.follow(re.compile("vào thực hiện"))
    assert re.search(r"/ke-hoach/[^/]+/$", officer.page.url), officer.page.url
    code: str = officer.page.url.rstrip("/").rsplit("/", 1)[1]
    page = officer.go(f"ke-hoach/{code}/ban-hanh/")
    page.get_by_label("Số, ký hiệu do văn thư cấp").fill(NUMBER)
    issued_on = clock.today() - timedelta(days=45)
    page.get_by_label("Ngày trên văn bản").fill(issued_on.isoformat())
    officer.follow("Ghi ban hành")
    page.get_by_text("Đã ghi ban hành").wait_for()
    return code


def is_behind(officer: Person, code: str, number: str) -> bool:
    """Nothing was recorded for weeks: the task's own screen says so."""
    said = officer.go(f"ke-hoach/{code}/nhiem-vu/{number}/").inner_text("main")
    return bool(re.search("chậm|chưa có gì", said, re.IGNORECASE))


def report(contact: Person) -> None:
    """On a phone, from the unit's nudge to what stands in its way."""
    contact.page.set_viewport_size(PHONE)
    assert "Nhiệm vụ 1.4" in contact.go("").inner_text("main")
    page = contact.go("vuong-mac/bao/")
    task = page.get_by_label("Nhiệm vụ đang vướng")
    value = task.locator("option").filter(has_text=re.compile(r"^\s*1\.4")).first
    task.select_option(value.get_attribute("value"))
    page.get_by_label("Khó khăn, vướng mắc").fill(TROUBLE)
    contact.follow("Gửi cán bộ kế hoạch")
    page.get_by_text("Đã gửi tới cán bộ kế hoạch").wait_for()


def decide(leader: Person) -> None:
    """What, who, by when; on a phone."""
    leader.page.set_viewport_size(PHONE)
    leader.go("vuong-mac/")
    leader.follow(re.compile("Hai cụm loa"))
    leader.page.get_by_label("Làm gì").fill("Sửa hai cụm loa.")
    leader.page.get_by_label("Giao đơn vị").select_option(index=1)
    leader.page.get_by_label("Trước ngày").fill((clock.today() + timedelta(days=9)).isoformat())
    leader.follow("Ghi quyết định và báo cho đơn vị")
    leader.page.get_by_text("Đã ghi quyết định").wait_for()

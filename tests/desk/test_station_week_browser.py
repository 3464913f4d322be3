"""Lịch phát sóng in a real browser: an airing moved by keys and by dragging, told before kept."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from tests.browsing import open_browser, open_page
from tests.desk.crawl.serving import cookies_of, served
from tests.make import account, cluster, commune
from tests.station.make import zone_with_slot

from lantoa.channels.station.models import SlotChange
from lantoa.core import clock
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)


def test_airing_is_moved_by_keys_and_by_dragging_and_undone() -> None:
    commune()
    chief = account(Role.STATION_OPERATOR)
    day = clock.today() + timedelta(days=7)
    slot = zone_with_slot([cluster()], at=time(17), now=clock.now(), by=chief).slots.get()
    key = f"{slot.pk}@{datetime.combine(day, slot.at):%Y-%m-%dT%H:%M}"
    column = f'[data-day="{day.isoformat()}"]'
    with served() as url:
        cookies = cookies_of(chief, url)
        with open_browser() as browser:
            page = open_page(browser, url, viewport={"width": 1366, "height": 900})
            page.context.add_cookies(cookies)
            _try(page, slot.zone_id, day, key, column)
    assert SlotChange.objects.count() == 0


def _try(page: Any, zone: int, day: date, key: str, column: str) -> None:
    address = f"/ban-lam-viec/truyen-thanh/lich/?khu-vuc={zone}&ngay={day.isoformat()}"
    page.goto(address, wait_until="domcontentloaded")
    block = page.locator(f'[data-key="{key}"]')
    block.focus()
    for press in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(press)
    page.get_by_text("không vướng gì").wait_for()
    page.get_by_role("button", name="Chỉ ngày này").click()
    page.get_by_role("button", name="Hoàn tác").wait_for()
    moved = page.locator(f'{column} .lt-sblock[data-at="17:10"]')
    moved.wait_for()
    night = page.locator(f"{column} .lt-sstrip--closed").last
    moved.drag_to(night, target_position={"x": 30, "y": 20})
    page.get_by_text("khung giờ không phát 21:00–05:00").wait_for()
    page.keyboard.press("Escape")
    moved.wait_for()

    page.get_by_role("button", name="Hoàn tác").click()
    page.get_by_text("Đã hoàn tác.").wait_for()
    page.locator(f'{column} .lt-sblock[data-at="17:00"]').wait_for()
    assert page.complaints == []

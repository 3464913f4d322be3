"""Lịch tuần in a real browser: a card is dragged to another day, and moved by keys alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.browsing import follow
from tests.journeys.browser import Person, open_browser
from tests.make import account, plan
from tests.threads import in_thread

from lantoa.core import clock
from lantoa.newsroom.models import PlannedItem

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_card_is_dragged_and_moved_by_keys_and_comes_back(live_server: Any) -> None:
    plan()
    who = account()
    today = clock.today()
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    item = PlannedItem.objects.create(
        day=monday, headline="Tiêm vắc-xin cho trâu bò", made_by=who, made_at=clock.now()
    )
    client = Client()
    client.force_login(who)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def day() -> int:
        return int(in_thread(lambda: (PlannedItem.objects.get(pk=item.pk).day - monday).days))

    with open_browser() as browser:
        person = Person.signed_in(browser, live_server.url, session)
        page = person.go(f"tin-bai/lich-tuan/?tuan={monday.isoformat()}")
        card = page.locator(".lt-wcard", has_text="Tiêm vắc-xin")
        wednesday = page.locator(f'[data-day="{(monday + timedelta(days=2)).isoformat()}"]')
        follow(page, lambda: card.drag_to(wednesday))
        assert (day(), wednesday.locator(".lt-wcard").count()) == (2, 1)
        card.locator("a").first.focus()
        follow(page, lambda: page.keyboard.press("Alt+ArrowRight"))
        assert day() == 3
        follow(page, page.get_by_role("button", name="Hoàn tác").click)
        assert day() == 2
        assert person.complaints == []

"""Somebody before a screen of the walk's world, in a real browser.

`LANTOA_SHOTS=<folder>` keeps a picture of every screen that somebody stood before.
"""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path
from typing import Any

import pytest
from tests import browsing
from tests.desk.crawl.serving import OFFICE, PHONE, cookies_of
from tests.desk.crawl.walking import DESK
from tests.threads import in_thread

from lantoa.registry.models import Account
from lantoa.registry.terms import Role

BOTH = pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
SHOTS = os.environ.get("LANTOA_SHOTS")


class Player:
    """Somebody before a screen. Every screen is as wide as the glass, and no script breaks."""

    def __init__(self, browser: Any, url: str, role: Role, size: dict[str, int]) -> None:
        self.role, self.width = role, size["width"]
        self.page = browsing.open_page(browser, url, viewport=size, reduced_motion="reduce")
        self.context = self.page.context
        self.context.add_cookies(
            in_thread(lambda: cookies_of(Account.objects.filter(role=role).order_by("pk")[0], url))
        )
        self._count = itertools.count()

    def go(self, path: str = "") -> Any:
        answer = self.page.goto(f"{DESK}{path}")
        assert answer is not None and answer.ok, (path, answer and answer.status)
        self.look()
        return self.page

    def press(self, name: str | re.Pattern[str]) -> None:
        """A button or link by its words; the next screen is looked at."""
        page = self.page
        button = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name))
        self.follow(button.first)

    def follow(self, what: Any) -> None:
        """A button or link; the next screen is looked at."""
        browsing.follow(self.page, what.click)
        self.look()

    def look(self) -> None:
        """Keeps the screen, and holds what must hold on all of them."""
        is_as_wide = browsing.is_as_wide_as_screen(self.page)
        if SHOTS:
            name = f"{self.role}-{self.width}-{next(self._count):02}.png"
            self.page.screenshot(path=Path(SHOTS) / name, full_page=True)
        assert (self.page.url, is_as_wide) == (self.page.url, True)
        assert self.page.complaints == []

    def reads(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

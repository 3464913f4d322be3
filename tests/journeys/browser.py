"""People who sit before a real browser at the desk."""

from __future__ import annotations

import re
from typing import Any

from tests import browsing
from tests.browsing import open_browser, open_page

__all__ = ["OFFICE", "PHONE", "Person", "open_browser"]
OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}


class Person:
    """One person at a screen of their own."""

    def __init__(self, browser: Any, url: str) -> None:
        self.url = url
        self.page = open_page(browser, url, viewport=OFFICE)
        self.context = self.page.context
        self.complaints: list[str] = self.page.complaints

    @classmethod
    def signing_in(cls, browser: Any, url: str, account: str, password: str) -> Person:
        """By name and password, where a demonstration asks for nothing more."""
        person = cls(browser, url)
        person.page.goto("/ban-lam-viec/login/")
        person.page.fill("[name=username]", account)
        person.page.fill("[name=password]", password)
        browsing.follow(person.page, lambda: person.page.press("[name=password]", "Enter"))
        assert person.page.url == f"{url}/ban-lam-viec/"
        return person

    @classmethod
    def signed_in(cls, browser: Any, url: str, session: str) -> Person:
        """By the cookie of a session that passed both factors."""
        person = cls(browser, url)
        person.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
        return person

    def go(self, path: str) -> Any:
        """Opens a screen of the desk, `path` under its address."""
        answer = self.page.goto(f"/ban-lam-viec/{path}")
        assert answer is not None and answer.ok, (path, answer and answer.status)
        return self.page

    def press(self, name: str | re.Pattern[str]) -> None:
        """A button by its words that stays on this screen."""
        self.named(name).click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """A button or link by its words that leads to another screen, whole when this ends."""
        browsing.follow(self.page, self.named(name).click)

    def named(self, name: str | re.Pattern[str]) -> Any:
        """The first button or link of these words."""
        page = self.page
        return page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first

    def saves(self, words: str) -> None:
        """Until the editor has saved by itself all that was typed, these words among it."""
        browsing.until_saved(self.page, words)

    def send(self, path: str, **fields: str) -> Any:
        """What a form of the open screen would send, without its button: the answer."""
        token = self.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        return self.page.request.post(
            f"/ban-lam-viec/{path}", form={**fields, "csrfmiddlewaretoken": token},
            headers={"Referer": f"{self.url}/ban-lam-viec/"},
        )  # fmt: skip

    def is_as_wide_as_screen(self) -> bool:
        """Nothing reaches out of the screen sideways."""
        return browsing.is_as_wide_as_screen(self.page)

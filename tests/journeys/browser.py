"""A real browser, and people who sign in at the desk with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.journeys.running import need

OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 20_000  # milliseconds: two cores carry everything


@contextmanager
def open_browser() -> Iterator[Any]:
    """Chromium by playwright."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    need(program, "chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        need(False, "playwright")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


class Person:
    """One person at a screen of their own."""

    def __init__(self, browser: Any, url: str) -> None:
        self.url = url
        self.context = browser.new_context(viewport=OFFICE, locale="vi-VN", base_url=url)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @classmethod
    def signing_in(cls, browser: Any, url: str, account: str, password: str) -> Person:
        """By name and password, where a demonstration asks for nothing more."""
        person = cls(browser, url)
        person.page.goto("/ban-lam-viec/login/")
        person.page.fill("[name=username]", account)
        person.page.fill("[name=password]", password)
        person.page.press("[name=password]", "Enter")
        person.page.wait_for_url("**/ban-lam-viec/")
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

    def press(self, name: str) -> None:
        """A button or link by its words."""
        page = self.page
        button = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name))
        button.first.click()

    def send(self, path: str, **fields: str) -> Any:
        """What a form of the open screen would send, without its button: the answer."""
        token = self.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        return self.page.request.post(
            f"/ban-lam-viec/{path}", form={**fields, "csrfmiddlewaretoken": token},
            headers={"Referer": f"{self.url}/ban-lam-viec/"},
        )  # fmt: skip

    def is_as_wide_as_screen(self) -> bool:
        """Nothing reaches out of the screen sideways."""
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        return bool(wide <= self.page.viewport_size["width"])

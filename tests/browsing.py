"""A real browser. What it shows is waited for, by what must be there; never by seconds.

Two rules keep these tests from failing by chance. Whatever leads to another document goes through
`follow`, which comes back when that document stands there whole: a click comes back sooner, and
what is read then is the old document, a half of the new one, or nothing. And whatever a script
brings is waited for by `until`, or by playwright's own waiting for an element.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
# The checker is no part of the project: a folder with node_modules/axe-core holds it.
AXE = (
    Path(os.environ.get("LANTOA_AXE") or Path(__file__).parent / "node_modules")
    / "axe-core" / "axe.min.js"
)  # fmt: skip
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 240_000  # milliseconds; a limit that no test comes near, however busy the machine is
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
# Loaded, with the parts that load themselves; what asks again and again is not waited for.
WHOLE = """document.readyState === "complete"
  && !document.querySelector(".htmx-request[hx-trigger^=load], .htmx-settling[hx-trigger^=load]")"""
# The editor's fields hand what was typed to the form a moment after; then, would somebody who
# leaves now lose a word?
SAVED = """[...new FormData(document.getElementById("lt-write")).values()]
  .some(value => String(value).includes({}))
  && dispatchEvent(new Event("beforeunload", {{ cancelable: true }}))"""


def need(present: object, what: str) -> None:
    """Skips by name, but fails where everything has to be there."""
    if not present and os.environ.get("LANTOA_CI") == "1":
        pytest.fail(f"{what} is not here")
    if not present:
        pytest.skip(f"{what} is not here")


@contextmanager
def open_browser() -> Iterator[Any]:
    """Chromium by playwright."""
    need(CHROMIUM, "chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        need(False, "playwright")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET, timeout=PATIENCE)
        try:
            yield browser
        finally:
            browser.close()


def open_page(browser: Any, url: str, **options: Any) -> Any:
    """A page of a browser profile of its own. What its scripts complain of stands in
    `page.complaints`."""
    context = browser.new_context(base_url=url, locale="vi-VN", **options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


@contextmanager
def profile(folder: Path, url: str, who: str = "") -> Iterator[Any]:
    """A browser with a profile on the disk, which outlives it; `who`: a session."""
    need(CHROMIUM, "chromium")
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as player:
        context = player.chromium.launch_persistent_context(
            str(folder), executable_path=CHROMIUM, args=QUIET, timeout=PATIENCE, base_url=url,
            locale="vi-VN",
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        if who:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": who, "url": url}])
        try:
            yield context.pages[0]
        finally:
            with suppress(Error):  # it was killed
                context.close()


def follow(page: Any, act: Callable[[], object]) -> None:
    """Acts, and comes back when another document stands there, whole."""
    page.evaluate("document.isLeft = true")
    act()
    until(page, f"!document.isLeft && {WHOLE}")


def until(page: Any, holds: str) -> None:
    """Waits for an expression, or the promise of one. Playwright's own waiting needs what the
    pages' policy forbids."""
    end = time.monotonic() + PATIENCE / 1000
    while not _holds(page, holds):
        assert time.monotonic() < end, f"{holds}: {page.url} {page.inner_text('body')[:600]}"
        page.wait_for_timeout(50)


def until_saved(page: Any, words: str) -> None:
    """Until the editor of an article has saved by itself all that was typed, these words among
    it."""
    until(page, SAVED.format(json.dumps(words)))


def _holds(page: Any, holds: str) -> bool:
    from playwright.sync_api import Error

    try:
        return bool(page.evaluate(f"(async () => Boolean(await ({holds})))()"))
    except Error as error:
        if "Execution context was destroyed" in error.message:  # one document goes, another comes
            return False
        raise


def is_as_wide_as_screen(page: Any) -> bool:
    """Nothing reaches out of the screen sideways."""
    width = page.viewport_size["width"]
    until_fits(page, width)
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


def until_fits(page: Any, width: int) -> None:
    """Until the page is whole, with its letters, and laid out for a screen of this width."""
    until(page, f"document.fonts.ready.then(() => innerWidth === {width} && {WHOLE})")


def violations(page: Any) -> list[Any]:
    """What axe finds on the whole page. The checker is put in by hand: where the page's policy
    forbids that, the profile has to be opened with `bypass_csp`."""
    need(AXE.is_file(), "axe-core")
    until(page, WHOLE)
    page.evaluate(AXE.read_text("utf-8"))
    return list(page.evaluate("rules => axe.run(document, rules)", RULES)["violations"])

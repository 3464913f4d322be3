"""Every screen in a real browser at both sizes: open to all, no wider than the glass, and in the
words of the catalogues also where scripts write."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from tests.browsing import AXE, RULES, need, open_browser, open_page, until_fits
from tests.desk.crawl.hook import known_ids
from tests.desk.crawl.serving import OFFICE, PHONE, cookies_of, served
from tests.desk.crawl.walking import Page, Walk, accounts
from tests.desk.crawl.words import foreign

from lantoa.registry.models import Account

# Every screen in `.ci/run`; beside the desk's work every fifth, in a fixed order.
EVERY = 1 if os.environ.get("LANTOA_CI") == "1" else 5
CHECK = """async (rules) => (await axe.run(document, rules)).violations
  .map(one => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 160)])"""
WIDTH = "document.documentElement.scrollWidth"
# Everything that is read or heard once the scripts have written. `data-plain`: Vietnamese in plain
# letters, for machines that have no others.
TEXTS = """() => { const found = [];
  const skip = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'CODE', 'NOSCRIPT']);
  const walk = (root) => { for (const node of root.childNodes) {
    if (node.nodeType === 3 && node.data.trim()) found.push(node.data.trim());
    if (node.nodeType === 1 && !skip.has(node.tagName) && !node.hasAttribute('data-plain')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        if (node.getAttribute(name)) found.push(node.getAttribute(name));
      walk(node); } } };
  walk(document); return [...new Set(found)]; }"""
# Notes what the scripts ask of their catalogue.
LISTEN = """
;(() => { window.askedWords = new Set();
  for (const name of ['gettext', 'ngettext', 'pgettext', 'npgettext']) {
    const real = django[name].bind(django);
    django[name] = (...words) => {
      const context = name.startsWith('p') || name.startsWith('np') ? words[0] + '\\u0004' : '';
      askedWords.add(context + words[context ? 1 : 0]); return real(...words); };
    window[name] = django[name]; } })();"""


class Found:
    """What the browser noticed, screen by screen."""

    def __init__(self) -> None:
        self.violations: list[tuple[str, int, Any]] = []
        self.wide: list[tuple[str, int, int]] = []
        self.english: set[tuple[str, str, str]] = set()
        self.asked: set[str] = set()
        self.errors: list[tuple[str, str]] = []
        self.screens: list[str] = []


@pytest.fixture(scope="module")
def found(walk: Walk) -> Iterator[Found]:
    need(AXE.is_file(), "axe-core")
    result = Found()
    by_role: dict[Any, list[Page]] = defaultdict(list)
    for screen in walk.screens()[::EVERY]:
        by_role[screen.role].append(screen)
    people = {account.role: account for account in accounts()}
    with served() as url:
        cookies = {role: cookies_of(people.get(role), url) for role in by_role}
        with open_browser() as browser:
            for role, screens in by_role.items():
                _look(browser, url, cookies[role], screens, result)
    yield result


def _look(browser: Any, url: str, cookies: list[Any], screens: list[Page], found: Found) -> None:
    # The checker is put into the page by hand, which the desk's own policy forbids.
    page = open_page(browser, url, viewport=OFFICE, bypass_csp=True, reduced_motion="reduce")
    context = page.context
    context.add_cookies(cookies)
    context.route("**/jsi18n/", _listening)
    now = [""]
    page.on("pageerror", lambda error: found.errors.append((now[0], str(error))))
    for screen in screens:
        now[0] = screen.path
        _examine(page, screen.path, found)
    context.close()


def _listening(route: Any) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text() + LISTEN)


def _examine(page: Any, path: str, found: Found) -> None:
    page.set_viewport_size(OFFICE)
    page.goto(path, wait_until="load")
    page.evaluate(AXE.read_text("utf-8"))
    found.screens.append(path)
    for size in (OFFICE, PHONE):
        page.set_viewport_size(size)
        until_fits(page, size["width"])
        for item in page.evaluate(CHECK, RULES):
            found.violations.append((path, size["width"], item))
        wide = page.evaluate(WIDTH)
        if wide > size["width"]:
            found.wide.append((path, size["width"], wide))
    for text in page.evaluate(TEXTS):
        found.english |= {(path, word, text[:80]) for word in foreign(text)}
    found.asked |= set(json.loads(page.evaluate("JSON.stringify([...(window.askedWords || [])])")))


def test_no_screen_shuts_anybody_out(found: Found) -> None:
    assert found.violations == []


def test_no_screen_is_wider_than_the_glass(found: Found) -> None:
    assert found.wide == []


def test_scripts_ask_only_for_words_of_the_catalogue(found: Found) -> None:
    assert found.asked - known_ids("djangojs") == set()


def test_no_word_on_a_running_screen_is_english(found: Found) -> None:
    names = set(Account.objects.values_list("username", flat=True))
    assert {one for one in found.english if one[1] not in names} == set()


def test_no_script_breaks(found: Found) -> None:
    assert found.errors == []


def test_every_screen_was_looked_at(found: Found, walk: Walk) -> None:
    assert sorted(found.screens) == sorted(screen.path for screen in walk.screens()[::EVERY])

"""The pages in a real browser: accessible, quiet, nothing wider than the phone."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lantoa.channels.base.addresses import article_path
from lantoa.plan.models import Observance
from tests import make
from tests.website.world import live_article

CHROMIUM = shutil.which("chromium") or ""
# The checker is no part of the project: a folder with node_modules/axe-core holds it.
AXE = (
    Path(os.environ.get("LANTOA_AXE") or Path(__file__).parents[1] / "node_modules")
    / "axe-core" / "axe.min.js"
)  # fmt: skip
SIZES = ((1366, 768), (360, 740))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


@pytest.fixture
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        missing("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def missing(what: str) -> None:
    if os.environ.get("LANTOA_CI") == "1":
        pytest.fail(f"{what} is not here")
    pytest.skip(f"{what} is not here")


@pytest.fixture
def paths() -> list[str]:
    commune = make.commune()
    commune.phone, commune.email = "0200 000 0000", "ubnd@songlam.example"
    commune.save()
    make.hamlet()
    Observance.objects.create(plan=make.plan(), month=10, day=10, name="Ngày Chuyển đổi số")
    article = article_path(live_article(source="Trung tâm Dịch vụ tổng hợp"))
    return ["/", article, f"{article}?xem=lon", "/?xem=lon", "/nghi-quyet-57/", "/thon/ben-do/",
            "/tim/?q=ho+so", "/nghe-lai/", "/gioi-thieu/", "/tro-nang/", "/thon/"]  # fmt: skip


# Data comes before the browser: its driver runs a loop in which the database refuses to work.
@pytest.mark.django_db(transaction=True)
def test_no_page_shuts_anybody_out(paths: list[str], live_server: Any, browser: Any) -> None:
    if not AXE.is_file():
        missing("axe-core")
    for scheme, (width, height) in itertools.product(("light", "dark"), SIZES):
        # The checker is put into the page by hand, which the pages' own policy forbids.
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
        )
        page = context.new_page()
        for path in paths:
            page.goto(live_server.url + path)
            page.evaluate(AXE.read_text())
            found = page.evaluate(f"axe.run(document, {RULES})")["violations"]
            assert [(scheme, path, item["id"], item["nodes"][0]["html"]) for item in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.django_db(transaction=True)
def test_pages_keep_their_own_policy_and_the_player_answers(
    paths: list[str], live_server: Any, browser: Any
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in paths:
        page.goto(live_server.url + path)
    page.goto(live_server.url + paths[1])
    assert page.get_by_role("button", name="Nghe bài này").is_visible()
    assert not page.locator("audio").is_visible()
    page.get_by_role("button", name="Chậm hơn").click()
    assert page.evaluate("document.querySelector('audio').playbackRate") == 0.8
    assert said == []


@pytest.mark.django_db(transaction=True)
def test_without_script_the_plain_player_is_there(
    paths: list[str], live_server: Any, browser: Any
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + paths[1])
    assert page.locator("audio[controls]").is_visible()
    assert not page.locator(".disc").is_visible()

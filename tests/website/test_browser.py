"""The pages in a real browser: accessible, quiet, nothing wider than the phone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from lantoa.channels.base.addresses import article_path
from lantoa.plan.models import Observance
from tests import make
from tests.browsing import WHOLE, is_as_wide_as_screen, open_browser, open_page, until, violations
from tests.website.world import live_article

SIZES = ((1366, 768), (360, 740))


@pytest.fixture
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def paths() -> list[str]:
    commune = make.commune()
    commune.phone, commune.email = "0200 000 0000", "ubnd@songlam.example"
    commune.save()
    make.hamlet()
    Observance.objects.create(plan=make.plan(), month=10, day=10, name="Ngày Chuyển đổi số")
    story = live_article(with_forms=True, source="Trung tâm Dịch vụ tổng hợp")
    article = article_path(story)
    return ["/", article, f"{article}?xem=lon", "/?xem=lon", "/nghi-quyet-57/", "/thon/ben-do/",
            "/tim/?q=ho+so", "/nghe-lai/", "/gioi-thieu/", "/tro-nang/", "/thon/"]  # fmt: skip


# Data comes before the browser: its driver runs a loop in which the database refuses to work.
@pytest.mark.django_db(transaction=True)
def test_no_page_shuts_anybody_out(paths: list[str], live_server: Any, browser: Any) -> None:
    for scheme, (width, height) in itertools.product(("light", "dark"), SIZES):
        # The checker is put into the page by hand, which the pages' own policy forbids.
        page = open_page(
            browser, live_server.url, viewport={"width": width, "height": height},
            color_scheme=scheme, bypass_csp=True,
        )  # fmt: skip
        for path in paths:
            page.goto(path)
            found = violations(page)
            assert [(scheme, path, item["id"], item["nodes"][0]["html"]) for item in found] == []
            assert is_as_wide_as_screen(page), path


@pytest.mark.django_db(transaction=True)
def test_pages_keep_their_own_policy_and_the_player_answers(
    paths: list[str], live_server: Any, browser: Any
) -> None:
    page = open_page(browser, live_server.url)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in (*paths, paths[1]):
        page.goto(path)
        until(page, WHOLE)
    assert page.get_by_role("button", name="Nghe bài này").is_visible()
    assert not page.locator("audio").is_visible()
    page.get_by_role("button", name="Chậm hơn").click()
    assert page.evaluate("document.querySelector('audio').playbackRate") == 0.8
    assert said == []


@pytest.mark.django_db(transaction=True)
def test_without_script_the_plain_player_is_there(
    paths: list[str], live_server: Any, browser: Any
) -> None:
    page = open_page(browser, live_server.url, java_script_enabled=False)
    page.goto(paths[1])
    assert page.locator("audio[controls]").is_visible()
    assert not page.locator(".disc").is_visible()

"""Whatever dies while somebody types, at most five seconds of typing are lost. The real editor, a
real browser, processes that are really killed."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.browsing import follow, profile, until_saved
from tests.journeys.running import bytes_of
from tests.make import account, article
from tests.serving_alone import Server, served_alone
from tests.threads import in_thread

from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import plain_text
from lantoa.registry.models import Account

pytestmark = pytest.mark.django_db(transaction=True)
MOST_LOST = 5.0
NUMBERED = re.compile(r"chữ(\d+)")
BOX = ".lt-body [role=textbox]"


def kill_browser(folder: Path) -> None:
    """SIGKILL for every process of this profile, and of no other."""
    mark = f"--user-data-dir={folder}".encode()
    found = [
        int(one.name)
        for one in Path("/proc").iterdir()
        if one.name.isdigit() and mark in bytes_of(one / "cmdline").split(b"\0")
    ]
    assert found
    for pid in found:
        with suppress(ProcessLookupError):  # it ended with the one before it
            os.kill(pid, signal.SIGKILL)
    for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
        (folder / name).unlink(missing_ok=True)


class Typist:
    """Types numbered words into the paragraph, and remembers when each stood there."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.times: dict[int, float] = {}
        page.goto(address)
        page.locator(BOX).first.click()
        page.keyboard.press("Control+End")

    def types(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            number = len(self.times) + 1
            self.page.keyboard.type(f" chữ{number}", delay=25)
            self.times[number] = time.monotonic()

    def lost(self, text: str, at: float) -> float:
        """How old the oldest word was that is missing, when it happened."""
        missing = set(self.times) - {int(one) for one in NUMBERED.findall(text)}
        return max((at - self.times[number] for number in missing), default=0.0)


def session_of(person: Account) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def scene() -> Iterator[tuple[Server, str, Article]]:
    """Before the browser: its driver runs a loop in which the database refuses to work."""
    person = account()
    story = article(person)
    with served_alone() as server:
        yield server, session_of(person), story


def stored_text(pk: int) -> str:
    return str(in_thread(lambda: plain_text(Article.objects.get(pk=pk).newest)))


def test_a_killed_browser_loses_at_most_five_seconds(
    scene: tuple[Server, str, Article], tmp_path: Path
) -> None:
    server, who, story = scene
    with profile(tmp_path, server.url, who) as page:
        typist = Typist(page, f"/ban-lam-viec/tin-bai/{story.pk}/")
        typist.types(6)
        kill_browser(tmp_path)
        died = time.monotonic()
    assert len(typist.times) > 20
    assert typist.lost(stored_text(story.pk), died) <= MOST_LOST
    with profile(tmp_path, server.url, who) as page:
        page.goto(f"/ban-lam-viec/tin-bai/{story.pk}/")
        shown = page.locator(BOX).first.inner_text()
    assert typist.lost(shown, died) <= MOST_LOST


@pytest.mark.slow
def test_a_killed_browser_leaves_a_new_draft_behind(
    scene: tuple[Server, str, Article], tmp_path: Path
) -> None:
    server, who, story = scene
    with profile(tmp_path, server.url, who) as page:
        typist = Typist(page, "/ban-lam-viec/tin-bai/viet/")
        typist.types(6)
        kill_browser(tmp_path)
        died = time.monotonic()
    (new,) = Article.objects.exclude(pk=story.pk)
    assert typist.lost(stored_text(new.pk), died) <= MOST_LOST


def test_a_killed_server_loses_nothing_that_stands_on_the_screen(
    scene: tuple[Server, str, Article], tmp_path: Path
) -> None:
    server, who, story = scene
    with profile(tmp_path, server.url, who) as page:
        typist = Typist(page, f"/ban-lam-viec/tin-bai/{story.pk}/")
        typist.types(3)
        server.kill()
        died = time.monotonic()
        assert typist.lost(stored_text(story.pk), died) <= MOST_LOST
        typist.types(3)
        page.get_by_text("Chưa lưu được: mất liên lạc với máy chủ").wait_for()
        server.start()
        until_saved(page, f"chữ{len(typist.times)}")
    assert typist.lost(stored_text(story.pk), time.monotonic()) == 0


@pytest.mark.slow
def test_what_no_server_took_is_found_again_in_the_browser(
    scene: tuple[Server, str, Article], tmp_path: Path
) -> None:
    """The server dies and stays dead; the browser is closed; both come again."""
    server, who, story = scene
    with profile(tmp_path, server.url, who) as page:
        typist = Typist(page, f"/ban-lam-viec/tin-bai/{story.pk}/")
        typist.types(1)
        server.kill()
        typist.types(2)
        closed = time.monotonic()
    server.start()
    with profile(tmp_path, server.url, who) as page:
        page.goto(f"/ban-lam-viec/tin-bai/{story.pk}/")
        follow(page, page.get_by_role("button", name="Lấy lại lời đã gõ").click)
    assert typist.lost(stored_text(story.pk), closed) <= MOST_LOST

"""Pages of the phone in a real browser: slow line, no line, nobody shut out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.urls import reverse
from tests.browsing import (
    follow,
    is_as_wide_as_screen,
    open_browser,
    open_page,
    until,
    violations,
)
from tests.make import account, article, commune, hamlet
from tests.media.test_photos import with_place

from lantoa.approval.links import make_link, token_of
from lantoa.approval.models import Approval
from lantoa.approval.pins import set_pin
from lantoa.core import clock
from lantoa.newsroom.ideas.invites import invite_token, make_invite
from lantoa.newsroom.models import Idea
from lantoa.newsroom.services import submit_article
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}
# Slow 3G as browsers' tools define it: 400 kbit/s, 400 ms.
SLOW = {"offline": False, "downloadThroughput": 50_000, "uploadThroughput": 50_000, "latency": 400}


@contextmanager
def phone(url: str, *, scheme: str = "light", bypass_csp: bool = False) -> Iterator[Any]:
    with open_browser() as browser:
        yield open_page(
            browser, url, viewport=PHONE, color_scheme=scheme, bypass_csp=bypass_csp, has_touch=True
        )


def faults(page: Any) -> list[str]:
    return [one["id"] for one in violations(page)]


def invite_path() -> str:
    commune()
    made = make_invite(
        name="Tổ số Bến Đò", hamlet=hamlet(), days=30, most_uses=5, by=account(), now=clock.now()
    )
    return reverse("invite-story", args=[invite_token(made)])


def link_path() -> str:
    now = clock.now()
    commune()
    story = article(now=now, for_loudspeaker=False)
    request = submit_article(article=story, by=story.created_by, now=now)
    leader = account(Role.LEADER)
    set_pin(account=leader, pin="402917", again="402917", now=now)
    link = make_link(request=request, approver=leader, by=story.created_by, now=now)
    return reverse("link", args=[token_of(link)])


def test_story_written_without_a_line_is_sent_once_when_it_is_back(live_server: Any) -> None:
    path = invite_path()
    with phone(live_server.url) as page:
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
        page.goto(path)
        until(page, "navigator.serviceWorker.ready.then(() => true)")
        until(page, "caches.open('gui-tin').then(s => s.keys()).then(k => k.length > 4)")
        line.send("Network.emulateNetworkConditions", {**SLOW, "latency": 0, "offline": False,
                  "downloadThroughput": -1, "uploadThroughput": -1})  # fmt: skip
        line.detach()
        page.context.set_offline(True)
        page.fill("#headline", "Tổ số hướng dẫn 24 người")
        page.fill("#text", "Các cụ mang điện thoại đến.")
        page.set_input_files(
            "#photo", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": with_place()}
        )
        page.wait_for_selector("#photos figure")
        until(page, "Shelf.draft().then(one => one.text && one.photos.length === 1)")
        until(page, "document.getElementById('kept').textContent.includes('Đã giữ')")
        page.reload()
        until(page, "document.getElementById('headline').value.startsWith('Tổ số')")
        page.check("#informed")
        page.click("#send")
        until(page, "document.getElementById('waiting').textContent.includes('1 tin được giữ')")
        assert page.input_value("#headline") == ""
        page.context.set_offline(False)
        until(page, "document.getElementById('sent').textContent.startsWith('Đã gửi')")
        page.reload()
        until(page, "Shelf.waiting().then(left => left.length === 0)")
        assert page.is_hidden("#queue")
        assert page.complaints == []
    idea = Idea.objects.get()
    assert (idea.headline, idea.people_informed) == ("Tổ số hướng dẫn 24 người", True)
    kept = idea.files.get().file.read()
    assert b"Exif" not in kept


def test_refused_story_comes_back_to_its_fields(live_server: Any) -> None:
    path = invite_path()
    with phone(live_server.url) as page:
        page.goto(path)
        page.fill("#headline", "Chuyện")
        page.fill("#text", "Kể")
        page.set_input_files(
            "#voice-file", {"name": "a.webm", "mimeType": "audio/webm", "buffer": b"khong phai"}
        )
        page.click("#send")
        page.wait_for_selector("#told:not([hidden])")
        assert page.input_value("#headline") == "Chuyện"
    assert Idea.objects.count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_pages_shut_nobody_out(live_server: Any, scheme: str) -> None:
    story, link = invite_path(), link_path()
    with phone(live_server.url, scheme=scheme, bypass_csp=True) as page:
        for path in (story, link):
            page.goto(path)
            assert (faults(page), is_as_wide_as_screen(page)) == ([], True)
        follow(page, lambda: page.click("text=Mở nội dung cần duyệt"))
        page.wait_for_selector("#pin")
        assert (faults(page), is_as_wide_as_screen(page)) == ([], True)
        small = page.evaluate(
            "[...document.querySelectorAll('button, summary, label.lt-reason, #pin')]"
            ".filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)"
        )
        assert small == []


def test_leader_opens_reads_and_approves_by_pin(live_server: Any) -> None:
    path = link_path()
    with phone(live_server.url) as page:
        page.goto(path)
        follow(page, lambda: page.click("text=Mở nội dung cần duyệt"))
        page.click("summary:has-text('Trang web')")
        frame = page.frame_locator("iframe").first
        frame.locator("h1").wait_for()
        page.fill("#pin", "402917")
        follow(page, lambda: page.click("text=Duyệt: đăng trang web"))
        page.wait_for_selector("text=Đã ghi quyết định: duyệt")
        assert page.complaints == []
    decision = Approval.objects.get()
    assert (decision.via, decision.seen) == ("link", ["web"])

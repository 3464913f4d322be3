"""Kept pages: until something is published, and never for whoever is signed in."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterable
from typing import Any

import pytest

from lantoa.channels.base import public_generation
from lantoa.channels.website import cache
from lantoa.channels.website.cache import PageCache


class Pages:
    """An application that counts how often it is asked."""

    def __init__(self, body: bytes = b"<p>trang</p>", **headers: str) -> None:
        self.count = 0
        self.body = body
        self.headers = {"Content-Type": "text/html; charset=utf-8", **headers}
        self.status = "200 OK"

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        self.count += 1
        start_response(self.status, list(self.headers.items()))
        return [self.body]


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(autouse=True)
def own_generation(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def ask(
    application: PageCache, path: str = "/", **environ: str
) -> tuple[str, dict[str, str], bytes]:
    seen: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        seen.update(status=status, headers=dict(headers))

    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "xa.vn", **environ}
    body = b"".join(application(asked, start))
    return seen["status"], seen["headers"], body


def test_a_page_is_made_once_for_all() -> None:
    pages = Pages()
    front = PageCache(pages, seconds=Clock())
    answers = [ask(front) for _ in range(3)]
    assert pages.count == 1
    assert {(status, body) for status, _, body in answers} == {("200 OK", b"<p>trang</p>")}


def test_a_page_is_kept_by_its_whole_address() -> None:
    pages = Pages()
    front = PageCache(pages, seconds=Clock())
    for environ in ({}, {"QUERY_STRING": "xem=lon"}, {"HTTP_HOST": "khac.vn"}):
        ask(front, **environ)
    ask(front, "/tin-bai/")
    assert pages.count == 4


@pytest.mark.parametrize(
    "environ",
    [{"HTTP_COOKIE": "sessionid=1"}, {"HTTP_AUTHORIZATION": "x"}, {"REQUEST_METHOD": "POST"}],
)
def test_whoever_is_signed_in_or_writes_is_never_answered_from_here(
    environ: dict[str, str],
) -> None:
    pages = Pages()
    front = PageCache(pages, seconds=Clock())
    ask(front)
    ask(front, **environ)
    ask(front, **environ)
    assert pages.count == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"Set-Cookie": "a=1"}, {"Vary": "Cookie"}, {"Cache-Control": "private, no-store"},
        {"Content-Type": "audio/mpeg"},
    ],
)  # fmt: skip
def test_what_is_not_for_everybody_is_not_kept(headers: dict[str, str]) -> None:
    pages = Pages(**headers)
    front = PageCache(pages, seconds=Clock())
    ask(front)
    ask(front)
    assert pages.count == 2


def test_a_failure_is_not_kept() -> None:
    pages = Pages()
    pages.status = "404 Not Found"
    front = PageCache(pages, seconds=Clock())
    assert ask(front)[0] == "404 Not Found"
    pages.status = "200 OK"
    assert ask(front)[0] == "200 OK"


def test_a_new_generation_makes_kept_pages_stale_in_every_process() -> None:
    pages = Pages()
    first, second = PageCache(pages, seconds=Clock()), PageCache(pages, seconds=Clock())
    ask(first)
    ask(second)
    public_generation._write()
    ask(first)
    ask(second)
    ask(second)
    assert pages.count == 4


def test_a_page_grows_old() -> None:
    pages, clock = Pages(), Clock()
    front = PageCache(pages, seconds=clock)
    ask(front)
    clock.seconds = cache.MAX_AGE
    ask(front)
    assert pages.count == 1
    clock.seconds += 1
    ask(front)
    assert pages.count == 2


def test_a_reader_who_has_the_page_gets_no_second_copy() -> None:
    front = PageCache(Pages(), seconds=Clock())
    etag = ask(front)[1]["ETag"]
    status, headers, body = ask(front, HTTP_IF_NONE_MATCH=etag)
    assert (status, body, headers["ETag"]) == ("304 Not Modified", b"", etag)


def test_a_page_is_packed_for_whoever_can_unpack() -> None:
    front = PageCache(Pages(b"<p>trang</p>" * 100), seconds=Clock())
    _, headers, body = ask(front, HTTP_ACCEPT_ENCODING="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == b"<p>trang</p>" * 100
    assert int(headers["Content-Length"]) == len(body) < 200
    assert ask(front)[2] == b"<p>trang</p>" * 100


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_BYTES", 20_000)
    front = PageCache(Pages(b"x" * 1000), seconds=Clock())
    for number in range(100):
        ask(front, QUERY_STRING=f"q={number}")
    assert front._bytes <= 20_000
    assert front._bytes == sum(copy.size for copy in front._copies.values())
    assert 0 < len(front._copies) < 10


def test_many_at_once_leave_the_count_of_bytes_right() -> None:
    front = PageCache(Pages(b"x" * 1000), seconds=Clock())
    threads = [
        threading.Thread(target=lambda: [ask(front, QUERY_STRING=str(n)) for n in range(50)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert front._bytes == sum(copy.size for copy in front._copies.values())
    assert len(front._copies) == 50

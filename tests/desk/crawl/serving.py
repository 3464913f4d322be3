"""The desk of the walk's world behind a real address, and a browser signed in as anybody."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from tests.desk.crawl.walking import signed_in

from lantoa.registry.models import Account

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
TESTS = Path(__file__).resolve().parents[2]
# The checker is no part of the project: a folder with node_modules/axe-core holds it.
AXE = Path(os.environ.get("LANTOA_AXE") or TESTS / "node_modules") / "axe-core" / "axe.min.js"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
OFFICE, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


class _Closing(WSGIHandler):
    """Every request ends with its thread's connection closed: the thread is gone after it."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        answer = super().__call__(environ, start_response)
        closed = answer.close

        def close() -> None:
            closed()
            connections.close_all()

        answer.close = close
        return answer


@contextmanager
def served() -> Iterator[str]:
    """The address of the running desk."""
    from wsgiref.simple_server import make_server

    server = make_server(
        "127.0.0.1", 0, StaticFilesHandler(_Closing()), server_class=_Server,
        handler_class=_Silent,
    )  # fmt: skip
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def need(present: object, what: str) -> None:
    if not present and os.environ.get("LANTOA_CI") == "1":
        pytest.fail(f"{what} is not here")
    if not present:
        pytest.skip(f"{what} is not here")


@contextmanager
def browsing() -> Iterator[Any]:
    need(CHROMIUM, "chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def cookies_of(account: Account | None, url: str) -> list[Any]:
    """The session of somebody signed in, for a browser."""
    if account is None:
        return []
    jar = signed_in(account).cookies
    return [{"name": settings.SESSION_COOKIE_NAME, "url": url,
             "value": jar[settings.SESSION_COOKIE_NAME].value}]  # fmt: skip

"""The desk of the walk's world behind a real address, and the cookies of anybody signed in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from tests.desk.crawl.walking import signed_in

from lantoa.registry.models import Account

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


def cookies_of(account: Account | None, url: str) -> list[Any]:
    """The session of somebody signed in, for a browser."""
    if account is None:
        return []
    jar = signed_in(account).cookies
    return [{"name": settings.SESSION_COOKIE_NAME, "url": url,
             "value": jar[settings.SESSION_COOKIE_NAME].value}]  # fmt: skip

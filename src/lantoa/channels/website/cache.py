"""Copies of public pages in front of Django, in the memory of each process.

A copy lives until the generation changes (something was published or withdrawn, in whatever
process) and never longer than `MAX_AGE`, because of what is on air. Whoever sends a cookie is
signed in somewhere and is never answered from here.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lantoa.channels.base import public_generation

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_AGE = 30.0
MAX_BYTES = 16 * 1024 * 1024
LARGEST_PAGE = 1024 * 1024
NEVER = ("/ban-lam-viec/", "/bo-thu/", "/static/", "/tep/", "/am-thanh/", "/san-pham/")
TEXTS = ("text/", "application/xml", "application/rss+xml")
# What a reader's browser may keep without asking again, in seconds.
BROWSER = "public, max-age=10"

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Copy:
    """One page as it was answered."""

    headers: Headers
    body: bytes
    packed: bytes
    etag: str
    generation: str
    made: float

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed) + 1024


class PageCache:
    """A WSGI application around another one."""

    def __init__(
        self, application: WSGIApplication, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._application = application
        self._seconds = seconds
        self._copies: OrderedDict[str, Copy] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not _may_be_kept(environ):
            return self._application(environ, start_response)
        key, generation = _key(environ), public_generation.current()
        copy = self._fresh(key, generation)
        if copy is None:
            status, headers, body = _run(self._application, environ)
            if not _is_keepable(status, headers, body):
                start_response(status, headers)
                return [body]
            copy = _copy(headers, body, generation, self._seconds())
            self._keep(key, copy)
        return _answer(copy, environ, start_response)

    def _fresh(self, key: str, generation: str) -> Copy | None:
        with self._lock:
            copy = self._copies.get(key)
            if copy is None:
                return None
            if copy.generation != generation or self._seconds() - copy.made > MAX_AGE:
                self._bytes -= self._copies.pop(key).size
                return None
            self._copies.move_to_end(key)
            return copy

    def _keep(self, key: str, copy: Copy) -> None:
        with self._lock:
            old = self._copies.pop(key, None)
            self._bytes += copy.size - (old.size if old else 0)
            self._copies[key] = copy
            while self._bytes > MAX_BYTES:
                self._bytes -= self._copies.popitem(last=False)[1].size


def _may_be_kept(environ: WSGIEnvironment) -> bool:
    return (
        environ["REQUEST_METHOD"] == "GET"
        and not environ.get("HTTP_COOKIE")
        and not environ.get("HTTP_AUTHORIZATION")
        and not environ.get("PATH_INFO", "").startswith(NEVER)
    )


def _key(environ: WSGIEnvironment) -> str:
    """Scheme and name belong to it: feeds hold whole addresses."""
    parts = (
        environ.get("wsgi.url_scheme", ""), environ.get("HTTP_X_FORWARDED_PROTO", ""),
        environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
    )  # fmt: skip
    return "\n".join(parts)


def _run(application: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, Headers, bytes]:
    """The whole answer of an application."""
    answer: dict[str, Any] = {}

    def start(status: str, headers: Headers, _: Any = None) -> Callable[[bytes], object]:
        answer["status"], answer["headers"] = status, headers
        return lambda data: None

    pieces = application(environ, start)
    try:
        body = b"".join(pieces)
    finally:
        close = getattr(pieces, "close", None)
        if close:
            close()
    return answer["status"], answer["headers"], body


def _is_keepable(status: str, headers: Headers, body: bytes) -> bool:
    """A whole public text that is the same for everybody."""
    named = {name.lower(): value for name, value in headers}
    return (
        status.startswith("200")
        and len(body) <= LARGEST_PAGE
        and named.get("content-type", "").startswith(TEXTS)
        and "set-cookie" not in named
        and "cookie" not in named.get("vary", "").lower()
        and "private" not in named.get("cache-control", "")
        and "no-store" not in named.get("cache-control", "")
    )


def _copy(headers: Headers, body: bytes, generation: str, made: float) -> Copy:
    dropped = {"content-length", "etag", "cache-control", "vary"}
    kept = [(name, value) for name, value in headers if name.lower() not in dropped]
    kept += [("Cache-Control", BROWSER), ("Vary", "Accept-Encoding, Cookie")]
    return Copy(
        headers=kept, body=body, packed=gzip.compress(body, 6, mtime=0),
        etag=hashlib.sha256(body).hexdigest()[:32], generation=generation, made=made,
    )  # fmt: skip


def _answer(copy: Copy, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    etag = f'"{copy.etag}{"-gzip" if packed else ""}"'
    headers = [*copy.headers, ("ETag", etag)]
    if etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", _without_content(headers))
        return []
    body = copy.packed if packed else copy.body
    headers.append(("Content-Length", str(len(body))))
    if packed:
        headers.append(("Content-Encoding", "gzip"))
    start_response("200 OK", headers)
    return [body]


def _without_content(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name.lower() != "content-type"]

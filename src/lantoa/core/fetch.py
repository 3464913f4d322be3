"""HTTP to the outside: in time, up to a size, never into the local network unless it is allowed.

The address is looked up once and the connection goes to the very address that was checked, so
that a name cannot point outside for the check and inside for the connection.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from lantoa.core.errors import Refused

if TYPE_CHECKING:
    import httpx

LARGEST = 10_000_000
SECONDS = 20.0
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)


class FetchFailed(Refused):
    """Nothing usable came back. The sentence can be shown to an officer."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, whatever its status. `url`: where it came from in the end; header names are
    lower-case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    largest: int = LARGEST,
    seconds: float = SECONDS,
    private: bool = False,
    public: bool = True,
) -> Fetched:
    """Asks once and reads the answer whole. `largest` in bytes, `seconds` for everything
    together, redirects (of GET and HEAD only) included. `private`: an address of the local
    network may be asked; `public`: one of the open internet. Raises FetchFailed."""
    deadline = time.monotonic() + seconds
    given = dict(headers or {})
    for _ in range(MOST_REDIRECTS + 1):
        pinned = _checked(url, private=private, public=public)
        answer = _ask(url, pinned, method, given, body, largest, deadline)
        target = answer.headers.get("location", "")
        if answer.status not in REDIRECTS or not target or method not in ("GET", "HEAD"):
            return answer
        following = urljoin(url, target)
        if _origin(following) != _origin(url):
            given = {}  # whatever it was, it was meant for the first host
        url = following
    raise FetchFailed(f"Địa chỉ {url} chuyển hướng quá nhiều lần nên không lấy được nội dung.")


def is_public(address: str) -> bool:
    """Does this IP address lie in the open internet?"""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return found.is_global and not found.is_multicast


def _ask(
    url: str,
    checked: tuple[str, str],
    method: str,
    headers: Mapping[str, str],
    body: bytes | None,
    largest: int,
    deadline: float,
) -> Fetched:
    import httpx

    host, pinned = checked
    sent = {"Accept-Encoding": "identity", **headers, "Host": host}
    name = urlsplit(url).hostname or ""
    # A proxy of the environment would look the name up again.
    try:
        with (
            httpx.Client(trust_env=False, timeout=max(0.1, deadline - time.monotonic())) as client,
            client.stream(
                method, pinned, headers=sent, content=body, extensions={"sni_hostname": name}
            ) as answer,
        ):
            data = _read(answer, url, largest, deadline)
            return Fetched(url, answer.status_code, dict(answer.headers), data)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchFailed(
            f"Không lấy được nội dung từ {url}: máy chủ ấy không trả lời đúng. Hãy thử lại sau."
        ) from error


def _read(answer: httpx.Response, url: str, largest: int, deadline: float) -> bytes:
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise FetchFailed(f"Máy chủ của {url} trả nội dung nén mà không được yêu cầu; đã bỏ qua.")
    parts, size = [], 0
    for part in answer.iter_raw(16_384):
        size += len(part)
        if size > largest:
            raise FetchFailed(f"Nội dung ở {url} lớn hơn {largest} byte nên không lấy về.")
        if time.monotonic() > deadline:
            raise FetchFailed(f"Máy chủ của {url} trả lời quá chậm nên đã dừng. Hãy thử lại sau.")
        parts.append(part)
    return b"".join(parts)


def _checked(url: str, *, private: bool, public: bool) -> tuple[str, str]:
    """The Host header, and the URL with the name replaced by an address that was checked."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchFailed(f"Địa chỉ «{url}» không đúng dạng.") from error
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise FetchFailed(f"Địa chỉ «{url}» không đúng dạng http:// hoặc https://.")
    addresses = _addresses(host, port or (443 if parts.scheme == "https" else 80))
    if not private and not all(is_public(address) for address in addresses):
        raise FetchFailed(f"Địa chỉ {url} nằm trong mạng nội bộ nên không được phép lấy.")
    if not public and any(is_public(address) for address in addresses):
        raise FetchFailed(f"Địa chỉ {url} nằm ngoài mạng nội bộ nên chưa gửi gì.")
    address = addresses[0]
    place = f"[{address}]" if ":" in address else address
    pinned = parts._replace(netloc=f"{place}:{port}" if port else place, fragment="")
    return parts.netloc.rpartition("@")[2], pinned.geturl()


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(
            f"Không tìm thấy máy chủ «{host}». Hãy kiểm tra địa chỉ và đường truyền."
        ) from error
    return [str(address[0]) for *_, address in found]


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc

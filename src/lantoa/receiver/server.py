"""HTTP to the station's server, with the standard library: the receiver has no HTTP package."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from lantoa.core.errors import Refused

TIMEOUT_SECONDS = 20.0


class Unreachable(Exception):
    """No answer from the server."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server is. `ca`: PEM of its own authority, "" for the system's."""

    secure: bool
    host: str
    port: int
    prefix: str
    ca: str = ""

    @classmethod
    def read(cls, url: str, *, ca: str = "") -> Server:
        """From a URL as people type it. Raises Refused."""
        parts = urlsplit(url if "://" in url else f"https://{url}")
        try:
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port = None, None
        if parts.scheme not in ("http", "https") or not host or parts.query or parts.username:
            raise Refused(
                f"Địa chỉ máy chủ «{url}» không đúng dạng; chưa ghi gì vào bộ thu. "
                "Hãy nhập dạng https://tên-máy-chủ."
            )
        secure = parts.scheme == "https"
        return cls(secure, host, port or (443 if secure else 80), parts.path.rstrip("/"), ca)

    @property
    def url(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{name}:{self.port}{self.prefix}"

    @contextmanager
    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        body: bytes | None = None,
        timeout: float = TIMEOUT_SECONDS,
    ) -> Iterator[http.client.HTTPResponse]:
        """One request, its answer still to be read. Redirects are not followed: what the
        station signed names its own server. Raises Unreachable."""
        connection = self._connection(timeout)
        try:
            connection.request(method, self.prefix + path, body=body, headers=dict(headers))
            yield connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(str(error)) from error
        finally:
            connection.close()

    def _connection(self, timeout: float) -> http.client.HTTPConnection:
        if not self.secure:
            return http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        context = ssl.create_default_context()
        if self.ca:
            context.load_verify_locations(cadata=self.ca)
        return http.client.HTTPSConnection(self.host, self.port, timeout=timeout, context=context)

"""One connection to a mail server, with an end to the whole of it.

A time-out of the socket starts again with every byte: a server that says one every few seconds
would hold the job for ever. Here the connection is cut from outside when its time is up.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from types import TracebackType
from typing import BinaryIO


class Watch:
    """Cuts what it holds when `limit` seconds are over. Begins with the `with` block."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.is_over = False
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(limit, self._cut)
        self._timer.daemon = True

    def hold(self, sock: socket.socket) -> None:
        """Keeps a second handle of a connection: TLS takes the first one over."""
        with self._lock:
            self._held.append(sock.dup())
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        self.is_over = True
        with self._lock:
            for sock in self._held:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # it ended by itself

    def __enter__(self) -> Watch:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._timer.cancel()
        with self._lock:
            for sock in self._held:
                sock.close()
            self._held.clear()


class WholeLines:
    """What a server says, line by line; a line that broke off was not said: the first digits of
    a reply are no reply."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readline(self, most: int = -1) -> bytes:
        line = self._file.readline(most)
        return line if line.endswith(b"\n") or 0 < most <= len(line) else b""

    def close(self) -> None:
        self._file.close()


class Line(smtplib.SMTP):
    """A line to a server whose connection a watch may cut, from its first byte on."""

    def __init__(self, watch: Watch, *, tls: ssl.SSLContext | None, timeout: float) -> None:
        self._watch, self._tls = watch, tls
        super().__init__(timeout=timeout)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = WholeLines(self.sock.makefile("rb"))
        return super().getreply()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        sock = socket.create_connection((host, port), timeout)
        self._watch.hold(sock)
        return self._tls.wrap_socket(sock, server_hostname=host) if self._tls else sock

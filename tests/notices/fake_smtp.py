"""A mail server at the edge: speaks RFC 5321 and misbehaves as it is told.

`tests/notices/test_smtp.py` has the twin: the same letter to a real server that
`LANTOA_TEST_SMTP=host:port` names.
"""

from __future__ import annotations

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Manners:
    """How the server behaves: a reply for a verb, `drop` to hang up, `slow` to sit still for as
    long as the server runs."""

    replies: dict[str, str] = field(default_factory=dict)
    letters: list[bytes] = field(default_factory=list)
    port: int = 0
    over: threading.Event = field(default_factory=threading.Event)


class _Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        with contextlib.suppress(OSError):
            if self._say("greet", "220 may-thu.example ESMTP"):
                self._talk()

    def _say(self, verb: str, usual: str) -> bool:
        manners: Manners = self.server.manners  # type: ignore[attr-defined]
        reply = manners.replies.get(verb, usual)
        if reply == "drop":
            return False
        if reply == "slow":
            manners.over.wait()
            return False
        self.wfile.write(reply.encode() + b"\r\n")
        return True

    def _talk(self) -> None:
        while raw := self.rfile.readline(2000):
            verb = raw.decode("ascii", "replace").strip().upper()
            if verb.startswith("EHLO"):
                going = self._say("ehlo", "250-may-thu.example\r\n250 8BITMIME")
            elif verb.startswith("HELO"):
                going = self._say("helo", "250 may-thu.example")
            elif verb.startswith("MAIL FROM:"):
                going = self._say("mail", "250 2.1.0 OK")
            elif verb.startswith("RCPT TO:"):
                going = self._say("rcpt", "250 2.1.5 OK")
            elif verb == "DATA":
                going = self._data()
            elif verb == "QUIT":
                self._say("quit", "221 2.0.0 Bye")
                return
            else:
                going = self._say("other", "502 5.5.2 Command not recognized")
            if not going:
                return

    def _data(self) -> bool:
        manners: Manners = self.server.manners  # type: ignore[attr-defined]
        if not self._say("data", "354 End data with <CR><LF>.<CR><LF>"):
            return False
        if "data" in manners.replies:
            return True
        lines = []
        while (line := self.rfile.readline(2000)) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if manners.replies.get("dot", "250").startswith(("250", "drop", "slow")):
            manners.letters.append(b"".join(lines))
        return self._say("dot", "250 2.0.0 Queued")


@contextlib.contextmanager
def mail_server(**replies: str) -> Iterator[Manners]:
    """Runs on a free port of this machine until the block ends."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Line)
    server.daemon_threads, server.block_on_close = True, False
    server.manners = Manners(replies, port=server.server_address[1])  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.manners  # type: ignore[attr-defined]
    finally:
        server.manners.over.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()

"""Enrolment, sounds and a live stream over HTTP, with the faults that a trial wants."""

from __future__ import annotations

import contextlib
import http
import http.server
import re
import socket
import threading
import time
from collections.abc import Callable

from lantoa.core import canonical
from lantoa.receiver.messages import SOUND_PATH
from lantoa.receiver.messages.enrolment import PATH

STREAM = "/tiep-am"
PIECE = 1024
# A live stream is so far ahead of the clock, as servers of streams are.
AHEAD_SECONDS = 2.0


class SoundServer:
    """`bytes_a_second`: how fast sounds go out, 0 for as fast as can be; `is_frozen`: it takes
    calls and answers none; `stream`: what `/tiep-am` sends again and again until `cut_stream`."""

    def __init__(self, host: str, port: int, enrol: Callable[[bytes], bytes]) -> None:
        self.host, self.port, self.enrol = host, port, enrol
        self.sounds: dict[str, bytes] = {}
        self.asked = 0
        self.bytes_a_second = 0
        self.is_frozen = False
        self.stream, self.stream_rate = b"", 1
        self._streams: list[socket.socket] = []
        self._server: http.server.ThreadingHTTPServer | None = None
        self.open()

    def open(self) -> None:
        """Listens (again)."""
        handler = type("Handler", (_Handler,), {"side": self})
        self._server = http.server.ThreadingHTTPServer((self.host, self.port), handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """Listens no more."""
        if self._server is not None:
            self.cut_stream()
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def add(self, sound: bytes) -> str:
        """Can be fetched from now on; answers its name."""
        digest = canonical.digest(sound)
        self.sounds[digest] = sound
        return digest

    def cut_stream(self) -> None:
        """Whoever listens to the stream is hung up on."""
        self.stream = b""
        for line in self._streams:
            _hang_up(line)
        self._streams.clear()

    def note_stream(self, line: socket.socket) -> None:
        self._streams.append(line)


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


class _Handler(http.server.BaseHTTPRequestHandler):
    side: SoundServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_enrolment = self.path == PATH
        self._answers(200 if is_enrolment else 404, self.side.enrol(body) if is_enrolment else b"")

    def do_GET(self) -> None:
        self.side.asked += 1
        while self.side.is_frozen:
            time.sleep(0.1)
        if self.path == STREAM:
            self._streams()
            return
        data = self.side.sounds.get(self.path.removeprefix(SOUND_PATH))
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        first = int(found[1]) if found else 0
        self._answers(404 if data is None else 206 if found else 200, data or b"", first)

    def _answers(self, status: int, data: bytes, first: int = 0) -> None:
        self.send_response(status)
        if status == http.HTTPStatus.PARTIAL_CONTENT:
            self.send_header("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - first))
        self.end_headers()
        self._sends(data[first:])

    def _sends(self, data: bytes) -> None:
        if not self.side.bytes_a_second:
            self.wfile.write(data)
            return
        for at in range(0, len(data), PIECE):
            self.wfile.write(data[at : at + PIECE])
            time.sleep(PIECE / self.side.bytes_a_second)

    def _streams(self) -> None:
        if not self.side.stream:
            self._answers(404, b"")
            return
        self.send_response(200)
        self.end_headers()
        self.side.note_stream(self.connection)
        sent, begun = 0, time.monotonic()
        with contextlib.suppress(OSError, ValueError):
            while self.side.stream:
                self.wfile.write(self.side.stream[sent : sent + PIECE])
                sent += PIECE
                ahead = sent / self.side.stream_rate - AHEAD_SECONDS
                time.sleep(max(0.0, ahead - (time.monotonic() - begun)))

    def log_message(self, *words: object) -> None:
        pass

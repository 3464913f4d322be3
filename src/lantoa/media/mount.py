"""Feeds an Icecast mount: `python -m lantoa.media.mount`, the address in LANTOA_MOUNT (not in the
list of processes, where everybody could read its password): http(s)://USER:PASSWORD@HOST:PORT/NAME.

Reads raw mono PCM, signed 16 bit little-endian at 48,000 a second, from stdin as it comes, and
sends MP3 without a pause: where nothing comes it is silence, so that listeners stay connected. One
line «ready» on stdout once the server has taken us. SIGUSR1: silence now.
Exit 0: stdin was closed. Exit 1: the server does not take us or let go of us, one sentence on
stderr. Icecast's own source protocol (PUT, as of
2.4): https://icecast.org/docs/icecast-2.4.1/."""

from __future__ import annotations

import base64
import os
import select
import signal
import socket
import ssl
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from lantoa.core.errors import Refused, Unreadable
from lantoa.media.sound import RATE

ADDRESS = "LANTOA_MOUNT"
CHUNK_SECONDS = 0.04
CHUNK = round(RATE * CHUNK_SECONDS) * 2
# Sound that comes faster than it is heard waits here; the receiver is a quarter of a second ahead.
MOST_WAITING = RATE * 2 * 4
BIT_RATE = 96_000
OPEN_SECONDS, SEND_SECONDS = 8.0, 5.0
LARGEST_HEAD = 8_192
USAGE = "Địa chỉ Icecast có dạng http://source:MẬT_KHẨU@MÁY:8000/TÊN.mp3. Chưa nối."
WHY = {
    401: "Icecast không nhận mật khẩu nguồn phát. Kiểm tra tên, mật khẩu của mount.",
    403: "Icecast không cho phát lên mount này: đang có nguồn khác phát, hoặc mount bị cấm.",
    404: "Icecast không có mount này.",
}  # fmt: skip
LOST = "Mất kết nối với Icecast; bộ thu tự nối lại."


@dataclass(frozen=True, slots=True)
class Mount:
    """Where the sound goes."""

    host: str
    port: int
    name: str
    user: str
    password: str
    is_secure: bool

    @classmethod
    def read(cls, text: str) -> Mount:
        """Raises Refused."""
        parts = urlsplit(text)
        try:
            port = parts.port
        except ValueError as error:
            raise Refused(USAGE) from error
        is_named = bool(parts.hostname and parts.password and len(parts.path) > 1)
        if parts.scheme not in ("http", "https") or not is_named or not parts.path.isascii():
            raise Refused(USAGE)
        is_secure = parts.scheme == "https"
        return cls(
            str(parts.hostname), port or (443 if is_secure else 8000), parts.path,
            unquote(parts.username or "source"), unquote(str(parts.password)), is_secure,
        )  # fmt: skip


def opened(mount: Mount) -> socket.socket:
    """A connection on which sound may be sent. Raises Refused in words."""
    try:
        line = socket.create_connection((mount.host, mount.port), OPEN_SECONDS)
        if mount.is_secure:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=mount.host)
        line.sendall(_asking(mount))
        status = _status(line)
    except OSError as error:
        raise Refused(f"Không nối được Icecast ở {mount.host}:{mount.port} ({error}).") from error
    if status not in (100, 200):
        line.close()
        raise Refused(WHY.get(status, f"Icecast từ chối nguồn phát (mã {status})."))
    line.settimeout(SEND_SECONDS)
    return line


def _asking(mount: Mount) -> bytes:
    secret = base64.b64encode(f"{mount.user}:{mount.password}".encode()).decode("ascii")
    lines = (
        f"PUT {mount.name} HTTP/1.1", f"Host: {mount.host}:{mount.port}",
        f"Authorization: Basic {secret}", "User-Agent: lantoa", "Content-Type: audio/mpeg",
        "Ice-Public: 0", "Expect: 100-continue",
    )  # fmt: skip
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _status(line: socket.socket) -> int:
    head = b""
    while b"\r\n\r\n" not in head and len(head) < LARGEST_HEAD:
        data = line.recv(1024)
        if not data:
            break
        head += data
    words = head.split(b"\r\n", 1)[0].split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


class Hush:
    """Set by SIGUSR1: what came and was not sent yet is dropped, the connection stays."""

    is_asked = False

    def listen(self) -> None:
        signal.signal(signal.SIGUSR1, self._hear)

    def _hear(self, *_: object) -> None:
        self.is_asked = True


def chunks(source: int, hush: Hush) -> Iterator[bytes]:
    """Forty milliseconds after forty milliseconds, silence where none came; ends with stdin."""
    waiting, is_open, due = bytearray(), True, time.monotonic()
    while is_open or waiting:
        if hush.is_asked:
            hush.is_asked = False
            waiting.clear()
            while select.select([source], [], [], 0)[0] and os.read(source, 65_536):
                continue
        left = due - time.monotonic()
        ready = is_open and len(waiting) < MOST_WAITING
        if ready and select.select([source], [], [], max(0.0, left))[0]:
            data = os.read(source, 65_536)
            waiting += data
            is_open = bool(data)
            if is_open and time.monotonic() < due:
                continue
        elif left > 0:
            time.sleep(left)
        due = max(due + CHUNK_SECONDS, time.monotonic() - 1.0)
        part = bytes(waiting[:CHUNK])
        del waiting[:CHUNK]
        yield part.ljust(CHUNK, b"\x00")


class Encoder:
    """PCM in, MP3 out, one after the other."""

    def __init__(self) -> None:
        import av

        self._codec: Any = av.CodecContext.create("libmp3lame", "w")
        self._codec.sample_rate, self._codec.layout = RATE, "mono"
        self._codec.format, self._codec.bit_rate = "s16p", BIT_RATE
        self._codec.open()
        self._fifo = av.AudioFifo()
        self._at = 0

    def bytes_of(self, pcm: bytes) -> bytes:
        """What of it is whole by now."""
        import av
        import numpy as np

        frame = av.AudioFrame.from_ndarray(
            np.frombuffer(pcm, "<i2").reshape(1, -1), format="s16p", layout="mono"
        )
        frame.sample_rate, frame.pts = RATE, self._at
        self._at += frame.samples
        self._fifo.write(frame)
        found = b""
        for whole in self._fifo.read_many(self._codec.frame_size or 1152):
            found += b"".join(bytes(packet) for packet in self._codec.encode(whole))
        return found


def feed(mount: Mount, source: int) -> None:
    """Until stdin closes. Raises Refused or Unreadable."""
    encoder, hush = Encoder(), Hush()
    hush.listen()
    line = opened(mount)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        with line:
            for pcm in chunks(source, hush):
                data = encoder.bytes_of(pcm)
                if data:
                    line.sendall(data)
    except OSError as error:
        raise Unreadable(LOST) from error


def main() -> int:
    try:
        feed(Mount.read(os.environ.get(ADDRESS, "")), sys.stdin.fileno())
    except (Refused, Unreadable) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

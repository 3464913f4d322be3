"""Plays a stream of a higher-level station: `python -m lantoa.media.relay URL [--gain DB]`.

Writes raw mono PCM, signed 16 bit little-endian at 48,000 a second, to stdout until the stream
ends. A receiver runs this as a child, as it does with files: whatever the other side sends stays
out of the process that holds the keys. Exit 0: the stream or the pipe was closed. Exit 1: it
cannot be opened or broke off, one sentence on stderr."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

from lantoa.core.errors import Refused, Unreadable
from lantoa.media.reading import filtered, plain, samples_of
from lantoa.media.sound import RATE

USAGE = "cách dùng: python -m lantoa.media.relay ĐỊA-CHỈ [--gain DB] [--start 0]"
# Streams name their own pieces (HLS); only the net is read, never a file of this machine.
PROTOCOLS = "http,https,tcp,tls,crypto,httpproxy"
OPEN_SECONDS, READ_SECONDS = 8.0, 8.0
NOT_THERE = "Không mở được đường truyền tiếp âm; xem lại địa chỉ hoặc đường mạng."


def options(words: list[str]) -> tuple[str, float]:
    """The address and the gain. `--start` is taken and ignored: a stream has no beginning."""
    if len(words) % 2 != 1 or urlsplit(words[0]).scheme not in ("http", "https"):
        raise Refused(USAGE)
    given = dict(zip(words[1::2], words[2::2], strict=True))
    if set(given) - {"--gain", "--start"}:
        raise Refused(USAGE)
    try:
        return words[0], float(given.get("--gain", "0"))
    except ValueError as error:
        raise Refused(USAGE) from error


def relay(url: str, *, gain: float) -> None:
    """Decodes to stdout as it comes. Raises `Unreadable`."""
    import av

    out = sys.stdout.buffer
    shape = [("volume", f"{gain}dB"), *plain("s16", RATE)]
    try:
        with av.open(
            url, options={"protocol_whitelist": PROTOCOLS}, timeout=(OPEN_SECONDS, READ_SECONDS)
        ) as container:
            if not container.streams.audio:
                raise Unreadable(NOT_THERE)
            for frame in filtered(container.decode(container.streams.audio[0]), shape):
                out.write(samples_of(frame))
                out.flush()
    except (av.error.FFmpegError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise Unreadable(NOT_THERE) from error


def main(words: list[str]) -> int:
    try:
        url, gain = options(words)
        relay(url, gain=gain)
    except BrokenPipeError:
        sys.stdout = None
    except (Refused, Unreadable) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

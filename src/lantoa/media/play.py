"""Plays a file into a pipe: `python -m lantoa.media.play FILE [--rate HZ] [--gain DB] [--start S]`.

Writes raw mono PCM, signed 16 bit little-endian, to stdout as fast as it is taken, so the one who
reads sets the pace. A receiver runs this as a child: the decoder's memory, and its crash on a bad
file, stay out of the process that holds the keys and the clock. SIGTERM ends it at once (nothing
is written but the pipe). Exit 0: played to its end or to a closed pipe. Exit 1: the file will not
decode (so far), one sentence on stderr."""

from __future__ import annotations

import sys
from pathlib import Path

from lantoa.core.errors import Refused, Unreadable
from lantoa.media.reading import decoded, filtered, plain, samples_of
from lantoa.media.sound import RATE

USAGE = "cách dùng: python -m lantoa.media.play TỆP [--rate HZ] [--gain DB] [--start GIÂY]"

LIMITS = {"--rate": (8_000, 192_000), "--gain": (-120, 60), "--start": (0, 86_400)}


def options(words: list[str]) -> tuple[Path, dict[str, float]]:
    """argparse would cost a tenth of the time to the first sound."""
    given: dict[str, float] = {"--rate": RATE, "--gain": 0.0, "--start": 0.0}
    if len(words) % 2 != 1:
        raise Refused(USAGE)
    for name, value in zip(words[1::2], words[2::2], strict=True):
        if name not in given:
            raise Refused(USAGE)
        try:
            given[name] = float(value)
        except ValueError as error:
            raise Refused(USAGE) from error
    for name, (least, most) in LIMITS.items():
        if not least <= given[name] <= most:
            raise Refused(USAGE)
    return Path(words[0]), given


def play(path: Path, *, rate: int, gain: float, start: float) -> None:
    """Decodes to stdout, frame by frame. Raises `Unreadable`."""
    shape = [("volume", f"{gain}dB"), *plain("s16", rate)]
    out = sys.stdout.buffer
    for frame in filtered(decoded(path, start=start), shape):
        out.write(samples_of(frame))
        out.flush()


def main(words: list[str]) -> int:
    try:
        path, given = options(words)
        rate = int(given["--rate"])
        play(path, rate=rate, gain=given["--gain"], start=given["--start"])
    except BrokenPipeError:
        # Whoever listened has gone; keep Python from complaining when it closes stdout.
        sys.stdout = None
    except (Refused, Unreadable) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

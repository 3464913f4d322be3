"""Stands in for lantoa.media.play: the "sound file" is raw PCM already.

A file that begins with `CRASH` ends the decoder at once, as a sound that will not decode does;
one that begins with `BREAK` ends it in mid-sound, `HANG!` leaves it waiting there.
"""

import contextlib
import signal
import sys
from pathlib import Path

path, _, gain, _, start = sys.argv[1:]
with Path(path).open("rb") as file, contextlib.suppress(BrokenPipeError):
    head = file.read(5)
    if head == b"CRASH":
        sys.exit(1)
    file.seek(round(float(start) * 48_000) * 2)
    while data := file.read(4096):
        sys.stdout.buffer.write(data)
if head == b"BREAK":
    sys.exit(1)
if head == b"HANG!":
    sys.stdout.buffer.flush()
    signal.pause()

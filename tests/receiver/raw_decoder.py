"""Stands in for lantoa.media.play: the "sound file" is raw PCM already.

A file that begins with `CRASH` ends the decoder at once, as a sound that will not decode does.
"""

import contextlib
import sys
from pathlib import Path

path, _, gain, _, start = sys.argv[1:]
with Path(path).open("rb") as file, contextlib.suppress(BrokenPipeError):
    if file.read(5) == b"CRASH":
        sys.exit(1)
    file.seek(round(float(start) * 48_000) * 2)
    while data := file.read(4096):
        sys.stdout.buffer.write(data)

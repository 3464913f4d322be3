"""What the sinks share that feed a child process through its input."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Callable

from lantoa.receiver.sinks import SinkFailed

STUCK_SECONDS = 3.0


def write_all(pcm: bytes, pipe: Callable[[], int], *, stuck: str) -> None:
    """All samples into the non-blocking pipe, asked for anew each time: the child may die
    meanwhile. Raises SinkFailed, with `stuck` where nothing is taken for some seconds."""
    left = memoryview(pcm)
    deadline = time.monotonic() + STUCK_SECONDS
    while left:
        try:
            left = left[os.write(pipe(), left) :]
        except BlockingIOError:
            patience = deadline - time.monotonic()
            if patience <= 0 or not select.select([], [pipe()], [], patience)[1]:
                raise SinkFailed(stuck) from None
        except OSError as error:
            raise SinkFailed(str(error)) from error


def kill(child: subprocess.Popen[bytes]) -> None:
    """Ends the child at once, and its pipe with it."""
    child.kill()
    child.wait()
    if child.stdin is not None:
        child.stdin.close()

"""Pipes sound into a player command, started for each broadcast.

For example `command:aplay -q -t raw -f S16_LE -r 48000 -c 1`. A fresh process a broadcast means
that a stuck loudspeaker can always be silenced by ending it, and that nothing rests in memory.
"""

from __future__ import annotations

import os
import shlex
import subprocess

from lantoa.receiver.sinks import SinkFailed
from lantoa.receiver.sinks.pipe import kill, write_all

FINISH_SECONDS = 4.0


class CommandSink:
    """One child process while something sounds."""

    lead_seconds = 0.25
    tick_seconds = 0.0

    def __init__(self, command: str) -> None:
        self._words = shlex.split(command)
        self._child: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        self.cut()
        try:
            self._child = subprocess.Popen(
                self._words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, bufsize=0
            )
        except OSError as error:
            raise SinkFailed(str(error)) from error
        os.set_blocking(self._pipe(), False)

    def write(self, pcm: bytes) -> None:
        write_all(pcm, self._pipe, stuck="the player takes no sound")

    def finish(self) -> None:
        child, self._child = self._child, None
        if child is None or child.stdin is None:
            return
        child.stdin.close()
        try:
            code = child.wait(FINISH_SECONDS)
        except subprocess.TimeoutExpired:
            # The sound is out by now; a player that does not end is not let go on.
            kill(child)
            return
        if code != 0:
            raise SinkFailed(f"exit code {code}")

    def cut(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            kill(child)

    def tick(self) -> None:
        pass

    def _pipe(self) -> int:
        if self._child is None or self._child.stdin is None:
            raise SinkFailed("not begun")
        return self._child.stdin.fileno()

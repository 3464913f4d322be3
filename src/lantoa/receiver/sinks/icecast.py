"""An Icecast mount as a station's output: a child encodes and sends without a pause, and is
started again when the server lets go of it. `media.mount` knows the protocol and the encoder."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

from lantoa.receiver.sinks import SinkFailed
from lantoa.receiver.sinks.pipe import STUCK_SECONDS, kill, write_all

log = logging.getLogger("lantoa.receiver")

PROGRAM = (sys.executable, "-m", "lantoa.media.mount")
ADDRESS = "LANTOA_MOUNT"
LONGEST_PAUSE = 60.0


class IcecastSink:
    """One child for as long as the receiver runs. A broadcast that begins while there is no
    connection fails as a broken loudspeaker does, and says so in its proof."""

    lead_seconds = 0.25
    tick_seconds = 1.0

    def __init__(self, address: str, *, program: Sequence[str] = PROGRAM) -> None:
        self._address, self._program = address, list(program)
        self._child: subprocess.Popen[bytes] | None = None
        self._is_ready = threading.Event()
        self._failures, self._not_before = 0, 0.0

    def begin(self) -> None:
        self.tick()
        if not self._is_ready.wait(STUCK_SECONDS):
            raise SinkFailed("chưa nối được Icecast")

    def write(self, pcm: bytes) -> None:
        write_all(pcm, self._pipe, stuck="Icecast không nhận âm thanh")

    def finish(self) -> None:
        """What was written is on its way; the child goes on with silence."""

    def cut(self) -> None:
        """What was not sent yet must not sound; the connection stays for what comes next."""
        child = self._child
        if child is not None and child.poll() is None and self._is_ready.is_set():
            child.send_signal(signal.SIGUSR1)

    def tick(self) -> None:
        child = self._child
        if child is not None and child.poll() is None:
            return
        now = time.monotonic()
        if child is not None:
            self._end()
            self._failures += 1
            self._not_before = now + min(2.0 ** min(self._failures, 9), LONGEST_PAUSE)
        if now >= self._not_before:
            self._start()

    def _start(self) -> None:
        environment = {**os.environ, ADDRESS: self._address}
        try:
            child = subprocess.Popen(
                self._program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
                env=environment,
            )  # fmt: skip
        except OSError as error:
            raise SinkFailed(str(error)) from error
        self._child = child
        self._is_ready = threading.Event()
        assert child.stdin is not None
        os.set_blocking(child.stdin.fileno(), False)
        threading.Thread(
            target=self._listen, args=(child, self._is_ready), name="icecast", daemon=True
        ).start()

    def _listen(self, child: subprocess.Popen[bytes], is_ready: threading.Event) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == b"ready":
                log.info("đã nối mount Icecast")
                is_ready.set()
                self._failures = 0
        is_ready.clear()

    def close(self) -> None:
        """Hangs up. A receiver that dies does so too: the child goes when its input is closed."""
        self._end()

    def _end(self) -> None:
        child, self._child = self._child, None
        self._is_ready.clear()
        if child is not None:
            kill(child)

    def _pipe(self) -> int:
        child = self._child
        if child is None or child.stdin is None or child.poll() is not None:
            raise SinkFailed("mất kết nối với Icecast")
        return child.stdin.fileno()

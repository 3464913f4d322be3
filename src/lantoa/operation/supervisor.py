"""One supervisor over all parts: starts them, restarts what dies, ends them together.

A part that dies is started again after 1, 2, 4 … at most 30 seconds; one that stayed up for a
minute starts afresh. Each part runs in its own process group and is ended with SIGTERM, after
ten seconds with SIGKILL, so that Ctrl-C leaves nothing behind.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from lantoa.operation.parts import Part

LONGEST_WAIT = 30.0
STEADY_AFTER = 60.0
GRACE = 10.0
PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """On Linux a child gets SIGTERM when the supervisor is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A part and its process, if it runs."""

    part: Part
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    wait: float = 1.0
    start_after: float = 0.0
    restarts: int = 0


@dataclass
class Supervisor:
    """Keeps parts alive until `stop` is called or a signal arrives.

    `log_folder` receives one log a part; `say` gets one Vietnamese line when a part is started
    again; `clock` is monotonic seconds.
    """

    parts: Sequence[Part]
    log_folder: Path
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    children: list[Child] = field(init=False)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.children = [Child(part) for part in self.parts]

    def install_signals(self) -> None:
        """Ctrl-C and SIGTERM end every part."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """Asks the loop to end."""
        self._stopping.set()

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Starts everything, calls `ready` once, watches until stopped, then ends every part."""
        self.log_folder.mkdir(parents=True, exist_ok=True)
        try:
            self.watch_once()
            ready()
            while not self._stopping.wait(0.3):
                self.watch_once()
        finally:
            self.end_all()

    def watch_once(self) -> None:
        """One look at every part."""
        now = self.clock()
        for child in self.children:
            if child.process is None:
                if now >= child.start_after:
                    self._start(child, now)
            elif child.process.poll() is not None:
                self._note_death(child, now)

    def _start(self, child: Child, now: float) -> None:
        log = self.log_folder / f"{child.part.name}.log"
        _keep_small(log)
        with log.open("ab") as file:
            child.process = subprocess.Popen(
                child.part.command, stdout=file, stderr=file, stdin=subprocess.DEVNULL,
                start_new_session=True, preexec_fn=_die_with_parent,
            )  # fmt: skip
        child.started_at = now
        (self.log_folder / f"{child.part.name}.pid").write_text(str(child.process.pid))

    def _note_death(self, child: Child, now: float) -> None:
        code = None
        if child.process is not None:
            code = child.process.returncode
            # What it left behind: a web server that is killed outright leaves its workers, each
            # with a whole program in memory, and they go on answering.
            _signal_group(child.process.pid, signal.SIGKILL)
        child.process = None
        if now - child.started_at > STEADY_AFTER:
            child.wait = 1.0
        child.start_after = now + child.wait
        child.restarts += 1
        self.say(
            f"Phần «{child.part.title}» đã dừng (mã {code}); tự chạy lại sau "
            f"{int(child.wait)} giây. Dữ liệu đã ghi vẫn còn."
        )
        child.wait = min(child.wait * 2, LONGEST_WAIT)

    def end_all(self) -> None:
        """SIGTERM to every group, the last started first, then SIGKILL to what is left."""
        alive = [child.process for child in reversed(self.children) if child.process]
        for process in alive:
            _signal_group(process.pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for process in alive:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal_group(process.pid, signal.SIGKILL)
                process.wait()
        for child in self.children:
            (self.log_folder / f"{child.part.name}.pid").unlink(missing_ok=True)


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return


def _keep_small(log: Path, most: int = 5 * 1024 * 1024) -> None:
    """A log over 5 MB becomes the one before, so that logs never fill the disk."""
    if log.exists() and log.stat().st_size > most:
        log.replace(log.with_suffix(".log.1"))

"""The demo commune as a person runs it: real processes in a folder, and perhaps a database, of
their own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from tests.ports import free_port

from lantoa.core.home import CLONE

PASSWORD = re.compile(r"^Mật khẩu chung.*: (\S+)$", re.MULTILINE)
# Limits that no test comes near, however busy the machine is.
UP_WITHIN, ENDS_WITHIN, WITHIN = 3600.0, 600.0, 1200.0
Found = TypeVar("Found")


def wait_for(look: Callable[[], Found | None], what: str, seconds: float = WITHIN) -> Found:
    """Looks until something is there."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"{what}: not there after {seconds:.0f} s")


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """The environment that names it. On PostgreSQL a fresh one that is dropped afterwards; on
    SQLite it lies in the commune's folder."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield {}
        return
    import psycopg

    name = f"journey_{os.getpid()}"
    address = urlsplit(server)._replace(path="/postgres").geturl()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield {"DATABASE_URL": urlsplit(server)._replace(path=f"/{name}").geturl()}
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


class RunningDemo:
    """`lantoa demo` with a few stories, on free ports; `more` names options of the program."""

    def __init__(
        self, folder: Path, database: dict[str, str], *, stories: int, **more: str
    ) -> None:
        self.home = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **os.environ, **database, **more, "LANTOA_HOME": str(folder), "PORT": str(self.port),
            "LANTOA_BROKER": "", "LANTOA_BROKER_PORT": str(free_port()),
            "LANTOA_BROKER_TLS_PORT": str(free_port()),
        }  # fmt: skip
        self._said = folder / "said.txt"
        folder.mkdir(parents=True, exist_ok=True)
        words = ["demo", "--port", str(self.port), "--stories", str(stories)]
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                self._command(*words), cwd=CLONE, env=self._environment, stdout=said,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    @property
    def said(self) -> str:
        """Everything that the command printed so far."""
        return self._said.read_text("utf-8")

    def wait_until_up(self) -> str:
        """The password of all accounts, as the welcome prints it."""

        def told() -> re.Match[str] | None:
            assert self._process.poll() is None, self.said
            return PASSWORD.search(self.said)

        return wait_for(told, "the welcome", UP_WITHIN)[1]

    def lantoa(self, *words: str, ends_with: int = 0) -> str:
        """One command beside the running program: what it printed."""
        done = subprocess.run(
            self._command(*words), cwd=CLONE, env=self._environment, capture_output=True,
            text=True, timeout=WITHIN, check=False,
        )  # fmt: skip
        assert done.returncode == ends_with, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def pid_of(self, part: str) -> int:
        """The process id of one part, as the supervisor noted it; 0 while it does not run."""
        note = self.home / "logs" / f"{part}.pid"
        try:
            pid = int(note.read_text())
        except (OSError, ValueError):
            return 0
        return pid if is_running(pid) else 0

    def parts(self) -> list[str]:
        """The parts that run."""
        names = [note.stem for note in self.home.glob("logs/*.pid")]
        return [name for name in names if self.pid_of(name)]

    def kill(self, part: str) -> int:
        """SIGKILL for one part, by its process id; answers that id."""
        pid = self.pid_of(part)
        os.kill(pid, signal.SIGKILL)
        return pid

    def wait_until_restarted(self, part: str, killed: int) -> None:
        """Until the supervisor runs the part in another process."""
        wait_for(lambda: self.pid_of(part) not in (0, killed), f"{part} again")

    def processes(self) -> list[int]:
        """Every process that was started for this commune, grandchildren included."""
        mark = f"LANTOA_HOME={self.home}\0".encode()
        return [
            int(folder.name)
            for folder in Path("/proc").iterdir()
            if folder.name.isdigit() and mark in bytes_of(folder / "environ")
        ]

    def end(self) -> int:
        """SIGTERM, as Ctrl-C does: the exit code."""
        self._process.terminate()
        return self._process.wait(ENDS_WITHIN)

    def end_if_running(self) -> None:
        """For a test that failed half-way."""
        if self._process.poll() is None:
            self.end()

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "lantoa.cli", *words]


def bytes_of(path: Path) -> bytes:
    """A file that may vanish, or belong to somebody else."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def is_running(pid: int) -> bool:
    """Whether a process of this id lives (one that ended and waits to be reaped does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False

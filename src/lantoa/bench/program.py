"""The whole program, running on a folder of its own for as long as a measurement lasts."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.core.home import home

UP_WITHIN = 120
DATABASE = "lantoa.sqlite3"


@dataclass(frozen=True)
class Running:
    """`kind` says what data it runs on, in words."""

    pid: int
    port: int
    kind: str


@contextmanager
def running() -> Iterator[Running]:
    """`lantoa run` on a copy of the demo commune where one is built, else on a fresh folder."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name:
        folder = Path(name) / "xa"
        kind = _furnish(folder)
        port = free_port()
        environment = {
            **os.environ, "LANTOA_HOME": str(folder), "PORT": str(port), "LANTOA_BROKER": "",
            "LANTOA_BROKER_PORT": str(free_port()),
            "LANTOA_BROKER_TLS_PORT": str(free_port()), "DATABASE_URL": "", "LANTOA_WORKERS": "1",
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-m", "lantoa.cli", "run"], env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}/", process)
            yield Running(process.pid, port, kind)
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """SIGTERM to the process, and its own time to end its parts."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until the address answers. Raises Refused when it never does."""
    deadline = time.monotonic() + UP_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise Refused(
        f"Chương trình chưa lên sau {UP_WITHIN} giây nên chưa đo được. Không có gì thay đổi. "
        "Chạy «lantoa doctor» rồi đo lại."
    )


def free_port() -> int:
    """A port of this machine that nobody holds at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _furnish(folder: Path) -> str:
    folder.mkdir()
    built = home()
    if not (built / "demo-built").exists() or not (built / DATABASE).exists():
        return "xã mới lập, chưa có dữ liệu"
    left_out = shutil.ignore_patterns(
        "logs", "sound", "static", "receiver", "receivers", ".sao-luu-*", f"{DATABASE}*"
    )
    shutil.copytree(built, folder, ignore=left_out, dirs_exist_ok=True)
    with (
        closing(sqlite3.connect(built / DATABASE)) as live,
        closing(sqlite3.connect(folder / DATABASE)) as copy,
    ):
        live.backup(copy)
    return "xã minh họa"

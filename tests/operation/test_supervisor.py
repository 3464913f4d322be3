"""The supervisor restarts what dies and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lantoa.operation.parts import Part
from lantoa.operation.supervisor import Supervisor

SLEEP = (sys.executable, "-c", "import time; time.sleep(3600)")


def wait_for(condition: Callable[[], object], seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_dead_part_is_started_again_and_named(tmp_path: Path) -> None:
    said: list[str] = []
    moments = iter([float(number) for number in range(0, 1000, 5)])
    supervisor = Supervisor(
        [Part("one", "phần thử", SLEEP)], tmp_path, said.append, clock=lambda: next(moments)
    )
    supervisor.watch_once()
    first = supervisor.children[0].process
    assert first is not None
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    supervisor.watch_once()
    supervisor.watch_once()
    second = supervisor.children[0].process
    supervisor.end_all()
    assert second is not None
    assert second.pid != first.pid
    assert said == [
        "Phần «phần thử» đã dừng (mã -9); tự chạy lại sau 1 giây. Dữ liệu đã ghi vẫn còn."
    ]


def test_what_a_killed_part_leaves_behind_is_ended_before_it_is_started_again(
    tmp_path: Path,
) -> None:
    """As a web server that is killed outright leaves its workers."""
    told = tmp_path / "child"
    words = (
        "import pathlib, subprocess, sys, time\n"
        f"child = subprocess.Popen({SLEEP!r})\n"
        f"pathlib.Path({str(told)!r}).write_text(str(child.pid))\n"
        "time.sleep(3600)"
    )
    parent = (sys.executable, "-c", words)
    supervisor = Supervisor([Part("web", "trang web", parent)], tmp_path, lambda words: None)
    supervisor.watch_once()
    process = supervisor.children[0].process
    assert process is not None
    wait_for(lambda: told.exists() and told.read_text())
    left = int(told.read_text())
    process.kill()
    process.wait()
    assert is_alive(left)
    supervisor.watch_once()
    wait_for(lambda: is_gone(left))
    supervisor.end_all()


def is_gone(pid: int) -> bool:
    """Ended; whoever has taken it over may not have buried it yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_stubborn_part_ends_with_the_rest(tmp_path: Path) -> None:
    deaf = (
        sys.executable,
        "-c",
        "import signal as s, time; s.signal(15, s.SIG_IGN); print(1, flush=True); time.sleep(3600)",
    )
    supervisor = Supervisor(
        [Part("deaf", "phần điếc", deaf), Part("one", "phần thử", SLEEP)], tmp_path, print
    )
    supervisor.watch_once()
    pids = [child.process.pid for child in supervisor.children if child.process]
    wait_for(lambda: (tmp_path / "deaf.log").read_text())
    supervisor.end_all()
    assert [is_alive(pid) for pid in pids] == [False, False]


def test_sigterm_ends_every_part(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from lantoa.operation.parts import Part;"
        "from lantoa.operation.supervisor import Supervisor;"
        f"s = Supervisor([Part('one', 'thử', {SLEEP!r})], Path({str(tmp_path)!r}), print);"
        "s.install_signals(); s.run(lambda: print('up', flush=True))"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    pid = int((tmp_path / "one.pid").read_text())
    process.terminate()
    assert process.wait(300) == 0
    assert not is_alive(pid)

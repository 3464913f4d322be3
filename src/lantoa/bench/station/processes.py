"""Parts of the program on a folder of the trial's own, started and killed one by one."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from lantoa.bench.program import free_port
from lantoa.bench.station.side import wait_for_port
from lantoa.channels.station.broker import mosquitto
from lantoa.core.errors import Refused

INSIDE, MOSQUITTO = "amqtt", "mosquitto"
GRACE = 10


def mosquitto_program() -> str | None:
    """Where mosquitto is, None where there is none."""
    return shutil.which("mosquitto") or shutil.which("/usr/sbin/mosquitto")


@dataclass
class Parts:
    """`kind`: which broker; the commune's folder is `folder / "xa"`. `running`: by name."""

    folder: Path
    kind: str = INSIDE
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home = self.folder / "xa"
        self.home.mkdir(parents=True)
        self.broker, self.tls, self.web = free_port(), free_port(), free_port()
        self.environment = {
            **os.environ, "LANTOA_HOME": str(self.home), "DATABASE_URL": "",
            "PORT": str(self.web), "LANTOA_BROKER_PORT": str(self.broker),
            "LANTOA_BROKER_TLS_PORT": str(self.tls), "LANTOA_WORKERS": "1",
            "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
        }  # fmt: skip
        self.turns_to(self.kind)

    def turns_to(self, kind: str) -> None:
        """What is started from now on goes by this broker."""
        self.kind = kind
        named = f"mqtt://127.0.0.1:{self.broker}" if kind == MOSQUITTO else ""
        self.environment["LANTOA_BROKER"] = named

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.web}"

    def asks(self, *words: str) -> str:
        """Runs a module to its end and answers what it printed. Raises Refused."""
        done = subprocess.run(
            [sys.executable, "-m", *words], env=self.environment, capture_output=True, text=True
        )
        if done.returncode != 0:
            raise Refused(
                f"Chưa dựng được xã để đo ({done.stderr.strip().splitlines()[-1:]}). Chưa đo gì; "
                "dữ liệu của xã không đổi."
            )
        return done.stdout

    def starts(self, name: str, *words: str) -> None:
        """A module as a process; its log lies beside the commune's folder."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", *words], env=self.environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def talks(self, end: ExitStack, *words: str) -> subprocess.Popen[str]:
        """A module that is asked and answers, line by line; it has said that it is ready."""
        log = self.folder / f"{words[0]}.log"
        with log.open("ab") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", *words], env=self.environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
            )  # fmt: skip
        end.callback(process.wait)
        end.callback(process.kill)
        assert process.stdout is not None
        while (line := process.stdout.readline()).strip() != "ready":
            if not line:
                raise OSError(log.read_text("utf-8", errors="replace")[-2000:])
        return process

    def starts_broker(self) -> None:
        """The one that `kind` says, with what the station has written for it."""
        self.running["broker"] = run_broker(self.kind, self.home, self.broker, self.tls)

    def starts_station(self) -> None:
        """The loop."""
        self.starts("station", "lantoa.channels.station.loop")

    def starts_web(self, *, waits: bool = True) -> None:
        """As `lantoa run` starts it; `waits`: returns when it listens."""
        self.starts(
            "web", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
            str(self.web), "--workers", "1", "--blocking-threads", "4", "--backpressure", "64",
            "--no-ws", "--log-level", "warning", "lantoa.config.wsgi:application",
        )  # fmt: skip
        if waits:
            wait_for_port("127.0.0.1", self.web)

    def starts_jobs(self) -> None:
        """Background jobs and the tick."""
        self.starts("jobs", "lantoa.operation.worker")

    def kills(self, name: str) -> None:
        """SIGKILL to the process itself, then to what it left behind, as the supervisor does."""
        process = self.running.pop(name)
        process.kill()
        process.wait()
        _sweep(process)

    def ends(self) -> None:
        """All of them."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _sweep(process)
        self.running.clear()


def _sweep(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def run_broker(kind: str, home: Path, plain: int, tls: int) -> subprocess.Popen[bytes]:
    """Returns when it listens. `home`: the commune's folder, its users written before."""
    if kind == MOSQUITTO:
        place = home / mosquitto.FOLDER
        settings = place / "run.conf"
        settings.write_text((place / mosquitto.SETTINGS).read_text() + "user root\n")
        words = [mosquitto_program() or MOSQUITTO, "-c", str(settings)]
    else:
        words = [sys.executable, "-m", "lantoa.channels.station.broker", "--home", str(home)]
        words += ["--bind", f"127.0.0.1:{plain}", "--tls-bind", f"127.0.0.1:{tls}"]
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    wait_for_port("127.0.0.1", plain)
    return process


def twin_broker(parts: Parts) -> tuple[subprocess.Popen[bytes], int]:
    """Another broker of the same kind with the same users and rules, to which no station talks;
    and its port."""
    twin, plain, tls = parts.folder / "twin", free_port(), free_port()
    shutil.rmtree(twin, ignore_errors=True)
    for name in ("keys", "broker"):
        shutil.copytree(parts.home / name, twin / name)
    settings = twin / mosquitto.FOLDER / mosquitto.SETTINGS
    if parts.kind == MOSQUITTO:
        (settings.parent / mosquitto.PID).unlink(missing_ok=True)
        text = settings.read_text().replace(str(parts.home), str(twin))
        text = text.replace(f"listener {parts.broker} ", f"listener {plain} ")
        settings.write_text(text.replace(f"listener {parts.tls} ", f"listener {tls} "))
    return run_broker(parts.kind, twin, plain, tls), plain

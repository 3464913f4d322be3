"""The whole thread with real processes: approved sound → order → receiver → proof → ledger.

Broker, station, web server and two receivers run as in production. The broker is killed on the
way and started again, and one receiver is killed while it sounds.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.station.test_broker import free_port, wait_for_port

LANTOA = ("-c", "import sys; from lantoa.cli import main; sys.exit(main())")
BEGINS_AFTER = 30
PATIENCE = 90.0


class Commune:
    """A commune's folder and the processes that run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "commune"
        self.home.mkdir()
        self.broker_port, self.web_port = free_port(), free_port()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = {
            **os.environ, "LANTOA_HOME": str(self.home), "PORT": str(self.web_port),
            "LANTOA_BROKER": "", "LANTOA_BROKER_PORT": str(self.broker_port), "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "lantoa.config.settings",
        }  # fmt: skip

    def asks(self, *words: str) -> str:
        """Runs a program to its end and answers what it printed."""
        done = subprocess.run(
            [sys.executable, *words], env=self.environment, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        return done.stdout

    def starts(self, name: str, *words: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, *words], env=self.environment, stdout=log, stderr=log
            )

    def starts_broker(self) -> None:
        bind = f"127.0.0.1:{self.broker_port}"
        words = ("--home", str(self.home), "--bind", bind)
        self.starts("broker", "-m", "lantoa.channels.station.broker", *words)
        wait_for_port(self.broker_port)

    def starts_receiver(self, number: int) -> None:
        place = self.folder / f"receiver{number}"
        words = ("run", "--home", str(place), "--sink", f"file:{place}/out")
        self.starts(f"receiver{number}", *LANTOA, "receiver", *words)

    def kills(self, name: str) -> None:
        """SIGKILL, by its process id."""
        os.kill(self.running[name].pid, signal.SIGKILL)
        self.running.pop(name).wait(10)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(f"file:{self.home}/lantoa.sqlite3?mode=ro", uri=True) as database:
            return database.execute(query).fetchall()

    def heard(self, number: int) -> str:
        path = self.folder / f"receiver{number}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def ends(self) -> None:
        for process in self.running.values():
            os.kill(process.pid, signal.SIGTERM)
        for process in self.running.values():
            process.wait(20)


@contextmanager
def commune(folder: Path) -> Iterator[Commune]:
    made = Commune(folder)
    try:
        yield made
    finally:
        made.ends()


def until(true: Callable[[], bool], patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def brought_up(place: Commune, *, articles: int) -> float:
    """Everything runs, both receivers are enrolled, the articles are in the slot. Answers when
    the slot begins, in seconds since 1970."""
    codes = json.loads(place.asks("-m", "tests.station.world", "build", str(articles)))
    place.starts_broker()
    place.starts("station", "-m", "lantoa.channels.station.loop")
    server = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(place.web_port))
    place.starts("web", "-m", "granian", *server, "lantoa.config.wsgi:application")
    wait_for_port(place.web_port)
    for number, code in enumerate(codes, start=1):
        home = str(place.folder / f"receiver{number}")
        url = f"http://127.0.0.1:{place.web_port}"
        place.asks(*LANTOA, "receiver", "enrol", code, "--home", home, "--server", url)
        place.starts_receiver(number)
    return float(place.asks("-m", "tests.station.world", "deliver", str(BEGINS_AFTER)))


@pytest.mark.slow
def test_approved_sound_airs_and_is_proven_though_broker_and_receiver_are_killed(
    tmp_path: Path,
) -> None:
    with commune(tmp_path) as place:
        starts_at = brought_up(place, articles=2)
        until(lambda: place.rows("SELECT count(*) FROM station_order")[0] == (4,))
        place.kills("broker")
        time.sleep(1)
        place.starts_broker()
        until(lambda: time.time() > starts_at - 0.5, BEGINS_AFTER)
        until(lambda: "đang phát b/1" in place.heard(2), 10)
        place.kills("receiver2")
        place.starts_receiver(2)
        until(lambda: place.rows(PROVEN)[0][0] == 4)
        assert place.rows("SELECT DISTINCT state FROM station_broadcast") == [("played",)]
        assert place.rows(DELIVERIES) == [("delivered", 2)]
        assert place.rows(STARTS) == [(True,)]
        assert "nguyên vẹn" in place.asks(*LANTOA, "ledger", "verify")


PROVEN = "SELECT count(*) FROM ledger_evidence WHERE kind = 'broadcast.played' AND proof = 'P2'"
DELIVERIES = (
    "SELECT state, count(*) FROM channels_base_delivery WHERE channel = 'station' GROUP BY state"
)
# The receiver that was not killed began within 0.2 seconds of its second.
STARTS = (
    "SELECT max(abs(julianday(played_at) - julianday(starts_at))) * 86400 < 0.2 "
    "FROM station_broadcast WHERE receiver_id = 1"
)

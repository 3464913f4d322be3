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
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from lantoa.core.clock import ZONE
from lantoa.receiver.sinks.file import NAME
from tests.ports import free_port
from tests.station.test_broker import PATIENCE, wait_for_port

LANTOA = ("-c", "import sys; from lantoa.cli import main; sys.exit(main())")
# Time for a busy machine to order, to fetch, and to start a broker anew.
BEGINS_AFTER = 60


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
            "LANTOA_BROKER_TLS_PORT": str(free_port()),
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
        wait_for_port(self.broker_port, self.running["broker"])

    def starts_receiver(self, number: int) -> None:
        place = self.folder / f"receiver{number}"
        words = ("run", "--home", str(place), "--sink", f"file:{place}/out")
        self.starts(f"receiver{number}", *LANTOA, "receiver", *words)

    def kills(self, name: str) -> None:
        """SIGKILL, by its process id."""
        os.kill(self.running[name].pid, signal.SIGKILL)
        self.running.pop(name).wait(PATIENCE)

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
            process.wait(PATIENCE)


@contextmanager
def commune(folder: Path) -> Iterator[Commune]:
    made = Commune(folder)
    try:
        yield made
    finally:
        made.ends()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def brought_up(place: Commune, *, articles: int, more: tuple[str, ...] = ()) -> float:
    """Everything runs, both receivers are enrolled, the articles are in the slot. Answers when
    the slot begins, in seconds since 1970."""
    codes = json.loads(place.asks("-m", "tests.station.world", "build", str(articles), *more))
    place.starts_broker()
    place.starts("station", "-m", "lantoa.channels.station.loop")
    server = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(place.web_port))
    place.starts("web", "-m", "granian", *server, "lantoa.config.wsgi:application")
    wait_for_port(place.web_port, place.running["web"])
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
        until(lambda: time.time() > starts_at - 0.5)
        until(lambda: "đang phát b/1" in place.heard(2))
        place.kills("receiver2")
        place.starts_receiver(2)
        until(lambda: place.rows(PROVEN)[0][0] == 4)
        assert place.rows("SELECT DISTINCT state FROM station_broadcast") == [("played",)]
        assert place.rows(DELIVERIES) == [("delivered", 2)]
        assert place.rows(STARTS) == [(True,)]
        assert "nguyên vẹn" in place.asks(*LANTOA, "ledger", "verify")


@pytest.mark.slow
def test_opening_is_heard_before_the_first_item_and_closing_after_the_last(tmp_path: Path) -> None:
    with commune(tmp_path) as place:
        starts_at = brought_up(place, articles=2, more=("kit",))
        until(lambda: place.rows("SELECT count(*) FROM station_order")[0] == (8,))
        until(lambda: place.rows(PROVEN)[0][0] == 4)
        until(lambda: place.rows(KIT_PLAYED) == [("closing", 2), ("opening", 2)])
        loud = loud_moments(place.folder / "receiver1" / "out")
        planned = place.rows(PLANNED)
        assert [what for what, _, _ in planned] == ["opening", "b/1", "b/2", "closing"]
        assert planned[0][1] == starts_at
        inside = np.zeros(len(loud), dtype=bool)
        for _, begin, seconds in planned:
            within = (loud > begin - 0.3) & (loud < begin + seconds + 0.2)
            assert abs(loud[within].min() - begin) < 0.3
            inside |= within
        assert loud[~inside].size == 0  # and nothing else sounded, not between them either
        # Every article has its own seconds, no more: whole ones, never rounded up.
        for article, seconds in place.rows(MINUTES):
            [(milliseconds,)] = place.rows(LENGTH.format(article.partition(":")[2]))
            assert seconds == milliseconds // 1000
        assert "nguyên vẹn" in place.asks(*LANTOA, "ledger", "verify")


def loud_moments(folder: Path) -> NDArray[np.float64]:
    """When there was sound on this receiver, sample by sample, in seconds since 1970."""
    found: list[NDArray[np.float64]] = []
    for path in sorted(folder.glob("*.wav")):
        begins = datetime.strptime(path.name, NAME).replace(tzinfo=ZONE).timestamp()
        with wave.open(str(path)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        found.append(begins + np.flatnonzero(np.abs(samples.astype(int)) > LOUD) / RATE)
    return np.concatenate(found)


KIT_PLAYED = (
    "SELECT side, count(*) FROM station_kitairing WHERE state = 'played' GROUP BY side ORDER BY 1"
)
PLANNED = """
SELECT what, begin, seconds FROM (
    SELECT side AS what, unixepoch(starts_at) AS begin, seconds FROM station_kitairing
    WHERE receiver_id = 1
    UNION ALL SELECT 'b/' || id, unixepoch(starts_at), seconds FROM station_bulletin
) ORDER BY begin
"""
MINUTES = """
SELECT subject.value, json_extract(payload, '$.seconds')
FROM ledger_evidence, json_each(subjects) AS subject
WHERE kind = 'broadcast.played' AND subject.value LIKE 'article:%'
"""
LENGTH = """
SELECT CASE WHEN bulletin.is_inner THEN inner_milliseconds ELSE milliseconds END
FROM station_bulletin AS bulletin JOIN newsroom_rendition AS sound ON sound.id = rendition_id
WHERE bulletin.article_id = {}
"""
LOUD, RATE = 60, 48_000
PROVEN = "SELECT count(*) FROM ledger_evidence WHERE kind = 'broadcast.played' AND proof = 'P2'"
DELIVERIES = (
    "SELECT state, count(*) FROM channels_base_delivery WHERE channel = 'station' GROUP BY state"
)
# The receiver that was not killed began within 0.2 seconds of its second.
STARTS = (
    "SELECT max(abs(julianday(played_at) - julianday(starts_at))) * 86400 < 0.2 "
    "FROM station_broadcast WHERE receiver_id = 1"
)

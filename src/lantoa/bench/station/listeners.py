"""Receivers in one process, by the same code as the program up to the decoder:
`python -m lantoa.bench.station.listeners FOLDER BROKER_PORT WEB_PORT` connects every receiver of
the folder, prints `ready`, and for every sound that one of them has whole and checked
`{"name", "broadcast", "at"}` (seconds since 1970). They beat, prove and take receipts."""

from __future__ import annotations

import http.client
import json
import resource
import selectors
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lantoa.bench.station import mqtt
from lantoa.bench.station.crowd import AT_ONCE, Client, Login
from lantoa.core.canonical import digest
from lantoa.core.clock import now
from lantoa.receiver import topics
from lantoa.receiver.rehearsal import Planned, Rehearsal

BEAT_SECONDS, AT_WORK = 30.0, 24
TRY_AGAIN, TRIES = 0.3, 20
# A line and its end are two writes.
SAYING = threading.Lock()


@dataclass
class Listener:
    """One receiver and its line."""

    client: Client
    rehearsal: Rehearsal
    beat_at: float
    seq: int = 1
    ident: int = 10
    heard: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def says(self, topic: str, payload: bytes) -> None:
        with self.lock:
            self.ident = self.ident % 60_000 + 1
            self.client.line.sendall(mqtt.publish(topic, payload, self.ident))

    def beats(self) -> None:
        self.seq += 1
        login = self.client.login
        beat = self.rehearsal.beat(self.seq, now=now())
        self.says(topics.beat(login.commune, login.name), beat)

    def hears(self, message: mqtt.Published) -> list[Planned]:
        """An order is judged, in the turn in which it came; a receipt deletes what was proven.
        Answers what is to be fetched at once."""
        if message.topic.endswith("/receipts"):
            self.rehearsal.take_receipt(message.payload)
            return []
        self.rehearsal.take_order(message.payload, now=now())
        urgent = [item for item in self.rehearsal.planned() if item.is_emergency]
        fresh = [item for item in urgent if item.broadcast not in self.heard]
        self.heard.update(item.broadcast for item in fresh)
        return fresh

    def fetches(self, item: Planned, web: int) -> None:
        for _ in range(TRIES):
            if digest(self._asks(item.path, web)) == item.sha256:
                told = {"name": self.rehearsal.name, "broadcast": item.broadcast}
                with SAYING:
                    print(json.dumps({**told, "at": time.time()}), flush=True)
                return
            time.sleep(TRY_AGAIN)

    def _asks(self, path: str, web: int) -> bytes:
        line = http.client.HTTPConnection("127.0.0.1", web, timeout=20)
        try:
            line.request(
                "GET",
                path,
                headers={"Authorization": self.rehearsal.authorization(path, now=now())},
            )
            return line.getresponse().read()
        except OSError:
            return b""
        finally:
            line.close()

    def proves(self, at: datetime, seconds: float) -> None:
        """Everything that would have ended by now."""
        login = self.client.login
        for envelope in self.rehearsal.play_all(seconds=lambda _: seconds, now=at):
            self.says(topics.proofs(login.commune, login.name), envelope)


def main(folder: Path, broker: int, web: int) -> None:
    """Until it is killed."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    homes = sorted(folder.iterdir())
    begun = time.monotonic()
    everybody = [
        _listener(home, broker, begun + BEAT_SECONDS * number / len(homes))
        for number, home in enumerate(homes)
    ]
    selector = selectors.DefaultSelector()
    for first in range(0, len(everybody), AT_ONCE):
        _gathers(everybody[first : first + AT_ONCE], selector)
    print("ready", flush=True)
    with ThreadPoolExecutor(AT_WORK) as pool:
        while True:
            for key, _ in selector.select(0.1):
                for message in key.data.client.takes():
                    for item in key.data.hears(message):
                        pool.submit(key.data.fetches, item, web)
            _beats_due(everybody)


def _listener(home: Path, broker: int, beat_at: float) -> Listener:
    rehearsal = Rehearsal(home)
    client = Client(broker, Login.read(home), tuple(rehearsal.groups))
    return Listener(client, rehearsal, beat_at)


def _gathers(some: list[Listener], selector: selectors.BaseSelector) -> None:
    for one in some:
        one.client.opens()
        selector.register(one.client.line, selectors.EVENT_READ, one)
    while not all(one.client.is_ready for one in some):
        for key, _ in selector.select(1.0):
            key.data.client.takes()


def _beats_due(everybody: list[Listener]) -> None:
    passed = time.monotonic()
    for one in everybody:
        if passed >= one.beat_at:
            one.beat_at = passed + BEAT_SECONDS
            one.beats()
            one.proves(now(), seconds=2.0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

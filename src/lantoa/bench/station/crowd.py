"""One load client that holds a line for every receiver of a folder:
`python -m lantoa.bench.station.crowd FOLDER PORT…` connects each receiver to the broker at each
port and prints `ready`, then for every message that all lines of a port have heard
`{"port", "digest", "last"}` (`last`: the monotonic clock of this machine, in seconds)."""

from __future__ import annotations

import json
import resource
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from lantoa.bench.station import mqtt
from lantoa.core.canonical import digest
from lantoa.receiver import topics

GROUP = "all"
AT_ONCE = 20
"""Lines that are opened before the first is waited for: a broker's door holds no thousand."""


@dataclass
class Login:
    """What a receiver was told at enrolment."""

    commune: str
    name: str
    password: str

    @classmethod
    def read(cls, home: Path) -> Login:
        answer = json.loads((home / "receiver.json").read_text("utf-8"))["answer"]
        return cls(answer["commune"], answer["receiver"], answer["broker"]["password"])


@dataclass
class Client:
    """One line. `groups`: whose orders it hears beside its own; `is_ready` once the broker has
    taken its subscription."""

    port: int
    login: Login
    groups: tuple[str, ...] = (GROUP,)
    reader: mqtt.Reader = field(default_factory=mqtt.Reader)
    is_ready: bool = False

    def opens(self) -> None:
        self.line = socket.create_connection(("127.0.0.1", self.port), 60)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        name = self.login.name
        self.line.sendall(mqtt.connect(name, name, self.login.password))

    def takes(self) -> list[mqtt.Published]:
        """Reads what has come; answers the messages."""
        data = self.line.recv(262_144)
        if not data:
            raise OSError(f"the broker at {self.port} hung up on {self.login.name}")
        heard = []
        for packet in self.reader.feed(data):
            if packet.kind == mqtt.CONNACK:
                self.line.sendall(mqtt.subscribe(1, self._wanted()))
            elif packet.kind == mqtt.SUBACK:
                self.is_ready = True
            elif packet.kind == mqtt.PUBLISH:
                message = mqtt.Published.read(packet)
                if message.ident:
                    self.line.sendall(mqtt.puback(message.ident))
                heard.append(message)
        return heard

    def _wanted(self) -> list[str]:
        commune, name = self.login.commune, self.login.name
        whose = [topics.to_receiver(name), *map(topics.to_group, self.groups)]
        return [topics.receipts(commune, name), *(topics.orders(commune, to) for to in whose)]


class Crowd:
    """All lines, and who has heard what."""

    def __init__(self, logins: list[Login], ports: list[int]) -> None:
        self.size = len(logins)
        self.clients = [Client(port, login) for port in ports for login in logins]
        self._selector = selectors.DefaultSelector()
        self._heard: dict[tuple[int, bytes], int] = {}

    def gathers(self) -> None:
        """Every line is open and listens."""
        for first in range(0, len(self.clients), AT_ONCE):
            some = self.clients[first : first + AT_ONCE]
            for client in some:
                client.opens()
                self._selector.register(client.line, selectors.EVENT_READ, client)
            while not all(client.is_ready for client in some):
                self.listens()

    def listens(self) -> None:
        """Takes whatever has come, and tells what everybody has heard."""
        for key, _ in self._selector.select(1.0):
            client: Client = key.data
            for message in client.takes():
                if f"/{topics.to_group(GROUP)}/" in message.topic:
                    self._notes(client.port, message.payload)

    def _notes(self, port: int, payload: bytes) -> None:
        count = self._heard.get((port, payload), 0) + 1
        self._heard[port, payload] = count
        if count == self.size:
            last = time.monotonic()
            print(json.dumps({"port": port, "digest": digest(payload), "last": last}), flush=True)


def main(folder: Path, ports: list[int]) -> None:
    """Until it is killed."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    logins = [Login.read(home) for home in sorted(folder.iterdir())]
    crowd = Crowd(logins, ports)
    crowd.gathers()
    print("ready", flush=True)
    while True:
        crowd.listens()


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(port) for port in sys.argv[2:]])

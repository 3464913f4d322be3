"""The station as a receiver meets it, held in hand: keys, orders, sounds, a broker that may be
killed. For trials in which the station's side must fail at a chosen second."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from lantoa.bench.program import free_port
from lantoa.bench.station.publisher import Publisher
from lantoa.bench.station.sound_server import SoundServer
from lantoa.channels.station.broker import mosquitto
from lantoa.channels.station.broker.users import STATION_SECRET, USERS_FILE
from lantoa.core import canonical
from lantoa.core.certificates import authority_pem
from lantoa.core.clock import now
from lantoa.core.errors import Refused
from lantoa.core.keys import PublicKey, SigningKey, write_private
from lantoa.receiver import messages, topics

UP_WITHIN = 60.0
# What was interrupted may end so much later.
SLACK = timedelta(seconds=15)


@dataclass
class Side:
    """`host`: where receivers find it; the broker inside listens there over TLS."""

    folder: Path
    host: str = "127.0.0.1"
    commune: str = field(default_factory=lambda: f"xa-{secrets.token_hex(5)}")
    key: SigningKey = field(default_factory=SigningKey.new)
    receivers: dict[str, str] = field(default_factory=dict)
    broker: subprocess.Popen[bytes] | None = None
    n: int = 0

    def __post_init__(self) -> None:
        self.home = self.folder / "station"
        self.home.mkdir()
        self.plain, self.tls = free_port(), free_port()
        self._password = secrets.token_urlsafe(32)
        authority_pem(self.home)
        write_private(self.home / STATION_SECRET, self._password.encode())
        self._write_users()
        self.web = SoundServer(self.host, free_port(), self._enrolled)
        self.start_broker()

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.web.port}"

    def start_broker(self) -> None:
        """Returns when it listens."""
        words = ["-m", "lantoa.channels.station.broker", "--home", str(self.home)]
        words += ["--bind", f"127.0.0.1:{self.plain}", "--tls-bind", f"{self.host}:{self.tls}"]
        self.broker = subprocess.Popen(
            [sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for_port("127.0.0.1", self.plain)
        wait_for_port(self.host, self.tls)

    def signal_broker(self, number: signal.Signals) -> None:
        """SIGKILL: it is gone; SIGSTOP: it answers nothing, as on a cut line; SIGCONT."""
        assert self.broker is not None
        os.kill(self.broker.pid, number)
        if number == signal.SIGKILL:
            self.broker.wait()

    def orders(
        self, receiver: str, body: messages.Body, *, valid_for: timedelta = timedelta(hours=1)
    ) -> None:
        """Signs the order and hands it to the broker."""
        self.n += 1
        at, to = now(), topics.to_receiver(receiver)
        order = messages.Order(self.key.public.id, to, self.n, at, at, at + valid_for, body)
        line = Publisher(
            self.plain, client=f"{self.commune}-station", user="station", password=self._password
        )
        line.says(topics.orders(self.commune, to), messages.seal(order, self.key))
        line.close()

    def play(self, sound: bytes, *, starts_at: datetime, seconds: int) -> messages.Play:
        """The order's body; the sound can be fetched from now on."""
        digest = self.web.add(sound)
        return messages.Play(
            broadcast=f"b/{secrets.randbelow(10**9)}", starts_at=starts_at, seconds=seconds,
            sha256=digest, size=len(sound), mime="audio/wav", path=messages.SOUND_PATH + digest,
            priority=messages.Priority.ORDINARY, gain_db=0,
            hard_end_at=starts_at + timedelta(seconds=seconds) + SLACK,
        )  # fmt: skip

    def close(self) -> None:
        """Ends the broker and the web server."""
        if self.broker is not None and self.broker.poll() is None:
            self.signal_broker(signal.SIGKILL)
        self.web.close()

    def _enrolled(self, body: bytes) -> bytes:
        request = messages.EnrolmentRequest.decode(body)
        name, password = f"{self.commune}-bt{len(self.receivers) + 1}", secrets.token_urlsafe(32)
        self.receivers[name] = mosquitto.hashed(password)
        self._write_users()
        broker = messages.Broker(
            "", self.tls, True, name, password, authority_pem(self.home)
        )  # fmt: skip
        answer = messages.EnrolmentAnswer(
            receiver=name, receiver_key=PublicKey.from_text(request.public_key).id,
            commune=self.commune, name="Cụm loa đo", station_keys=(self.key.public.text,),
            broker=broker, quiet_from="", quiet_until="", at=now(),
        )  # fmt: skip
        return messages.seal(answer, self.key)

    def _write_users(self) -> None:
        path = self.home / USERS_FILE
        path.parent.mkdir(exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps({"commune": self.commune, "users": self.receivers}))
        fresh.replace(path)


def wait_for_port(host: str, port: int) -> None:
    """Until somebody listens there. Raises Refused."""
    deadline = time.monotonic() + UP_WITHIN
    while time.monotonic() < deadline:
        with socket.socket() as door:
            if door.connect_ex((host, port)) == 0:
                return
        time.sleep(0.05)
    raise Refused(
        f"Một phần của phép đo chưa lên sau {UP_WITHIN:.0f} giây nên chưa đo được. "
        "Không có gì thay đổi. Đo lại khi máy rảnh hơn."
    )


def digest_of(sound: bytes) -> str:
    """How a sound is named."""
    return canonical.digest(sound)

"""The broker inside, as a process: who enters, what they may read and write."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import pytest
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from lantoa.channels.station.broker.users import matches
from lantoa.core.certificates import authority_pem, context_for
from lantoa.registry.services import password_hash
from tests.ports import free_port

COMMUNE = "xa-0123456789"
ONE, TWO, STATION = f"{COMMUNE}-bt1", f"{COMMUNE}-bt2", f"{COMMUNE}-station"
OWN_BEAT, FOREIGN_BEAT = f"lantoa/{COMMUNE}/r/{ONE}/beat", f"lantoa/{COMMUNE}/r/{TWO}/beat"
ORDERS, FOREIGN_ORDERS = f"lantoa/{COMMUNE}/r/{ONE}/orders", f"lantoa/{COMMUNE}/r/{TWO}/orders"
PATIENCE = 300.0  # seconds; a limit that no test comes near, however busy the machine is


def wait_for_port(port: int, process: subprocess.Popen[Any]) -> None:
    """Until this process listens there."""
    while process.poll() is None:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"it ended with {process.returncode} before it listened")


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int, Path]]:
    """The broker's plain port, its TLS port, the commune's folder."""
    home = tmp_path_factory.mktemp("home")
    (home / "keys").mkdir()
    (home / "broker").mkdir()
    (home / "keys" / "broker-station").write_text("s3cret")
    users = {ONE: password_hash("one"), TWO: password_hash("two")}
    (home / "broker" / "users.json").write_text(json.dumps({"commune": COMMUNE, "users": users}))
    plain, tls = free_port(), free_port()
    words = ["-m", "lantoa.channels.station.broker", "--home", str(home)]
    words += ["--bind", f"127.0.0.1:{plain}", "--tls-bind", f"127.0.0.1:{tls}"]
    process = subprocess.Popen([sys.executable, *words])
    try:
        wait_for_port(tls, process)
        wait_for_port(plain, process)
        yield plain, tls, home
    finally:
        os.kill(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


@pytest.fixture
def port(doors: tuple[int, int, Path]) -> int:
    return doors[0]


class Peer:
    """One client with what came to it."""

    def __init__(
        self, port: int, name: str, password: str | None, *, username: str = "", will: str = "",
        retained_will: bool = False, tls: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        self.came: SimpleQueue[tuple[str, bytes]] = SimpleQueue()
        self.answers: SimpleQueue[Any] = SimpleQueue()
        self._client: Any = Client(CallbackAPIVersion.VERSION2, client_id=name, clean_session=False)
        if password is not None:
            self._client.username_pw_set(username or name, password)
        if will:
            self._client.will_set(will, b"last words", qos=1, retain=retained_will)
        if tls is not None:
            self._client.tls_set_context(tls)
        self._client.on_connect = lambda *values: self.answers.put(values[3])
        self._client.on_subscribe = lambda *values: self.answers.put(values[3][0])
        self._client.on_publish = lambda *values: self.answers.put("published")
        self._client.on_message = lambda client, data, message: self.came.put(
            (message.topic, bytes(message.payload))
        )
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        self.let_in = not self.answers.get(timeout=PATIENCE).is_failure

    def listens(self, topic: str) -> bool:
        self._client.subscribe(topic, 1)
        return not self.answers.get(timeout=PATIENCE).is_failure

    def says(self, topic: str, words: bytes, *, retain: bool = False) -> None:
        self._client.publish(topic, words, qos=1, retain=retain)
        assert self.answers.get(timeout=PATIENCE) == "published"

    def heard(self) -> tuple[str, bytes]:
        return self.came.get(timeout=PATIENCE)

    def leave(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def die(self) -> None:
        """The line breaks without a good-bye."""
        self._client.socket().shutdown(socket.SHUT_RDWR)
        self._client.loop_stop()


@pytest.mark.parametrize(
    ("name", "username", "password"),
    [
        (ONE, ONE, "wrong"), (ONE, ONE, None), (ONE, TWO, "two"), (STATION, ONE, "one"),
        (ONE, "station", "s3cret"), ("xa-other-station", "station", "s3cret"),
    ],
)  # fmt: skip
def test_stranger_is_not_let_in(port: int, name: str, username: str, password: str | None) -> None:
    peer = Peer(port, name, password, username=username)
    peer.leave()
    assert not peer.let_in


def test_receiver_hears_its_own_orders_and_nobody_elses(port: int) -> None:
    station, one = Peer(port, STATION, "s3cret", username="station"), Peer(port, ONE, "one")
    assert one.listens(ORDERS)
    assert not one.listens(FOREIGN_ORDERS)
    assert not one.listens("#")
    assert not one.listens(f"lantoa/{COMMUNE}/r/+/orders")
    station.says(FOREIGN_ORDERS, b"for two")
    station.says(ORDERS, b"for one")
    assert one.heard() == (ORDERS, b"for one")
    one.leave()
    station.leave()


def test_receiver_cannot_speak_for_another_nor_give_orders(port: int) -> None:
    station, one = Peer(port, STATION, "s3cret", username="station"), Peer(port, ONE, "one")
    assert station.listens(f"lantoa/{COMMUNE}/r/+/beat")
    two = Peer(port, TWO, "two")
    assert two.listens(FOREIGN_ORDERS)
    one.says(FOREIGN_BEAT, b"forged")
    one.says(FOREIGN_ORDERS, b"forged")
    one.says(OWN_BEAT, b"own")
    assert station.heard() == (OWN_BEAT, b"own")
    with pytest.raises(Empty):
        two.came.get(timeout=0.3)
    for peer in (one, two, station):
        peer.leave()


def test_last_will_obeys_the_same_rules(port: int) -> None:
    bad = Peer(port, ONE, "one", will=FOREIGN_ORDERS)
    bad.leave()
    assert not bad.let_in
    station = Peer(port, STATION, "s3cret", username="station")
    assert station.listens(f"lantoa/{COMMUNE}/r/+/beat")
    good = Peer(port, ONE, "one", will=OWN_BEAT)
    good.die()
    assert station.heard() == (OWN_BEAT, b"last words")
    station.leave()


def test_stranger_does_not_throw_out_a_receiver_by_its_name(port: int) -> None:
    """Without the guard the library takes over the session before it asks for the password."""
    station, one = Peer(port, STATION, "s3cret", username="station"), Peer(port, ONE, "one")
    assert one.listens(ORDERS)
    thief = Peer(port, ONE, "wrong")
    thief.leave()
    assert not thief.let_in
    station.says(ORDERS, b"still here")
    assert one.heard() == (ORDERS, b"still here")
    assert one.answers.empty()
    one.leave()
    station.leave()


def test_order_waits_for_a_receiver_that_is_away(port: int) -> None:
    station, one = Peer(port, STATION, "s3cret", username="station"), Peer(port, ONE, "one")
    assert one.listens(ORDERS)
    one.leave()
    station.says(ORDERS, b"later")
    back = Peer(port, ONE, "one")
    assert back.heard() == (ORDERS, b"later")
    back.leave()
    station.leave()


def test_last_will_that_would_be_kept_is_not_let_in_and_nothing_is_kept(port: int) -> None:
    bad = Peer(port, ONE, "one", will=OWN_BEAT, retained_will=True)
    bad.leave()
    assert not bad.let_in
    station = Peer(port, STATION, "s3cret", username="station")
    proofs = f"lantoa/{COMMUNE}/r/{ONE}/proofs"  # no other test listens here
    assert station.listens(proofs)
    one = Peer(port, ONE, "one")
    one.says(proofs, b"left lying", retain=True)
    assert station.heard() == (proofs, b"left lying")
    assert station.listens(proofs)  # what is retained would come again now
    with pytest.raises(Empty):
        station.came.get(timeout=0.3)
    one.leave()
    station.leave()


def test_receiver_comes_in_over_tls_under_the_stations_own_authority(
    doors: tuple[int, int, Path], tmp_path: Path
) -> None:
    plain, tls, home = doors
    trusted = context_for(authority_pem(home))
    station = Peer(plain, STATION, "s3cret", username="station")
    one = Peer(tls, ONE, "one", tls=trusted)
    assert one.listens(ORDERS)
    station.says(ORDERS, b"over tls")
    assert one.heard() == (ORDERS, b"over tls")
    one.leave()
    station.leave()
    foreign = context_for(authority_pem(tmp_path))
    with pytest.raises(ssl.SSLCertVerificationError):
        Peer(tls, ONE, "one", tls=foreign)
    with pytest.raises(ssl.SSLCertVerificationError):
        Peer(tls, ONE, "one", tls=ssl.create_default_context())
    again = Peer(tls, ONE, "one", tls=trusted)  # a refused caller harms nobody
    again.leave()
    assert again.let_in


def test_port_without_tls_is_not_opened_to_the_network(tmp_path: Path) -> None:
    words = ["-m", "lantoa.channels.station.broker", "--home", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, *words, "--bind", "0.0.0.0:1"], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "chỉ được mở trên máy này" in done.stderr


def test_passwords_of_both_kinds_are_compared() -> None:
    assert matches("one", password_hash("one"))
    assert not matches("two", password_hash("one"))
    old = "sha256$ab$" + hashlib.sha256(b"abone").hexdigest()
    assert matches("one", old)
    assert not matches("two", old)
    assert not matches("one", "$7$x$y$z")
    assert not matches("one", "")

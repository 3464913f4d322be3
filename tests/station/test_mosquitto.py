"""The station's loop on mosquitto instead of the broker inside: one setting."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from queue import Empty
from typing import Any

import pytest

from lantoa.channels.station.broker import mosquitto
from lantoa.channels.station.broker_users import (
    mosquitto_is_behind,
    station_password,
    write_users,
)
from lantoa.channels.station.line import What
from lantoa.channels.station.loop import Station, make_station
from lantoa.channels.station.names import commune_code, receiver_name, station_key, status
from lantoa.channels.station.server import broker_for
from lantoa.core import clock
from lantoa.core.certificates import authority_pem, context_for
from lantoa.core.keys import SigningKey
from lantoa.ledger.models import Evidence
from lantoa.receiver import topics
from lantoa.receiver.messages import Order, Receipt, open_message, ring
from lantoa.registry.models import Receiver
from lantoa.registry.services import enrol_receiver, invite_receiver, revoke_receiver
from tests import make
from tests.ports import free_port
from tests.station.make import Speaker, airing, operator
from tests.station.test_broker import PATIENCE, Peer, wait_for_port

MOSQUITTO = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    if MOSQUITTO is None:
        assert os.environ.get("LANTOA_CI") != "1", "mosquitto is missing"
        pytest.skip("mosquitto is missing")
    port = free_port()
    settings = tmp_path / "mosquitto.conf"
    settings.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\n")
    process = subprocess.Popen([MOSQUITTO, "-c", str(settings)], stderr=subprocess.DEVNULL)
    monkeypatch.setenv("LANTOA_BROKER", f"mqtt://127.0.0.1:{port}")
    try:
        wait_for_port(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def take(station: Station, what: What) -> None:
    """Lets the loop take what the line brings, up to the first thing of this kind."""
    while True:
        news = station._inbox.get(timeout=PATIENCE)
        station.take(news, clock.now())
        if news.what is what:
            return


@pytest.mark.django_db
def test_order_goes_out_and_proof_comes_back_through_mosquitto(broker: int) -> None:
    start = clock.now() + timedelta(minutes=10)
    [(broadcast, key)] = airing(at_=start.replace(microsecond=0))
    speaker = Speaker(broadcast.receiver, key)
    receiver = Peer(broker, speaker.name, "")
    orders = topics.orders(commune_code(), topics.to_receiver(speaker.name))
    receipts = topics.receipts(commune_code(), speaker.name)
    assert receiver.listens(orders)
    assert receiver.listens(receipts)
    station = make_station()
    station._line.start()
    try:
        take(station, What.UP)
        keys = ring(station_key().public)
        topic, envelope = receiver.heard()
        message = open_message(envelope, keys, Order).message
        assert (topic, message.n) == (orders, broadcast.order_number)
        station.turn(clock.now())
        with pytest.raises(Empty):
            receiver.came.get(timeout=0.3)
        assert status().line_is_up
        proofs = topics.proofs(commune_code(), speaker.name)
        receiver.says(proofs, speaker.says(broadcast))
        take(station, What.PROOF)
        topic, envelope = receiver.heard()
        assert topic == receipts
        assert open_message(envelope, keys, Receipt).message.ranges == ((1, 1),)
        assert Evidence.objects.filter(kind="broadcast.played", proof="P2").count() == 1
    finally:
        station._line.stop()
        receiver.leave()


@pytest.fixture
def own_mosquitto(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[int, int, Path]]:
    """A mosquitto with the settings, users and rules that the station writes."""
    if MOSQUITTO is None:
        assert os.environ.get("LANTOA_CI") != "1", "mosquitto is missing"
        pytest.skip("mosquitto is missing")
    plain, tls = free_port(), free_port()
    monkeypatch.setenv("LANTOA_BROKER", f"mqtt://127.0.0.1:{plain}")
    monkeypatch.setenv("LANTOA_BROKER_TLS_PORT", str(tls))
    home = Path(settings.HOME)
    place = home / mosquitto.FOLDER
    write_users()
    words = place / "run.conf"
    words.write_text((place / mosquitto.SETTINGS).read_text() + "user root\n")
    process = subprocess.Popen([MOSQUITTO, "-c", str(words)], stderr=subprocess.DEVNULL)
    try:
        wait_for_port(plain, process)
        wait_for_port(tls, process)
        yield plain, tls, home
    finally:
        process.terminate()
        process.wait(10)


def enrolled_with_password(name: str) -> tuple[str, str]:
    code = invite_receiver(cluster=make.cluster(name), by=operator(), now=make.NOW)
    key = SigningKey.new().public
    receiver, password = enrol_receiver(code=code, public_key=key, now=make.NOW)
    return receiver_name(receiver), password


@pytest.mark.django_db
def test_users_and_rules_that_we_write_hold_in_mosquitto(
    own_mosquitto: tuple[int, int, Path],
) -> None:
    plain, tls, home = own_mosquitto
    trusted = context_for(authority_pem(home))
    (one, one_word), (two, two_word) = (enrolled_with_password(name) for name in ("Một", "Hai"))
    early = Peer(tls, one, one_word, tls=trusted)
    early.leave()
    assert not early.let_in  # nobody has told mosquitto yet
    write_users()  # it is told, and reads again
    time.sleep(0.3)
    commune = commune_code()
    orders, beat = f"lantoa/{commune}/r/{one}/orders", f"lantoa/{commune}/r/{{}}/beat"
    station = Peer(plain, f"{commune}-station", station_password(), username="station")
    assert station.let_in
    assert station.listens(beat.format("+"))
    first = Peer(tls, one, one_word, tls=trusted)
    second = Peer(tls, two, two_word, tls=trusted)
    assert first.listens(orders)
    second.says(orders, b"forged")
    second.says(beat.format(one), b"forged")
    second.says(beat.format(two), b"own")
    assert station.heard() == (beat.format(two), b"own")
    station.says(orders, b"real")
    assert first.heard() == (orders, b"real")
    # Under another's name: mosquitto takes the user's, and throws out nobody.
    thief = Peer(tls, one, two_word, username=two, tls=trusted)
    station.says(orders, b"still")
    assert first.heard() == (orders, b"still")
    dying = Peer(tls, two, two_word, will=orders, tls=trusted)
    dying.die()
    station.says(orders, b"last")
    assert first.heard() == (orders, b"last")
    for peer in (thief, first, second, station):
        peer.leave()
    assert broker_for(username=one, password="x").ca == authority_pem(home)


@pytest.mark.django_db
def test_revoked_receiver_is_out_of_mosquitto(own_mosquitto: tuple[int, int, Path]) -> None:
    _, tls, home = own_mosquitto
    trusted = context_for(authority_pem(home))
    name, word = enrolled_with_password("Một")
    write_users()
    time.sleep(0.3)
    before = Peer(tls, name, word, tls=trusted)
    before.leave()
    assert before.let_in
    revoke_receiver(receiver=Receiver.objects.get(), reason="mất trộm", by=operator(), now=make.NOW)
    write_users()
    time.sleep(0.3)
    after = Peer(tls, name, word, tls=trusted)
    after.leave()
    assert not after.let_in


@pytest.mark.django_db
def test_mosquitto_that_could_not_be_told_is_told_as_soon_as_it_can(
    settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It belongs to another user, or was just not running when somebody enrolled."""
    home = Path(settings.HOME)
    monkeypatch.setenv("LANTOA_BROKER", f"mqtt://127.0.0.1:{free_port()}")
    monkeypatch.setenv("LANTOA_BROKER_RELOAD", "false")
    enrolled_with_password("Một")
    write_users()
    assert mosquitto_is_behind(home)
    mark = tmp_path / "reloaded"
    monkeypatch.setenv("LANTOA_BROKER_RELOAD", f"touch {mark}")
    write_users()  # nothing changed since, and still it is told
    assert (mark.exists(), mosquitto_is_behind(home)) == (True, False)
    mark.unlink()
    write_users()
    assert not mark.exists()
    revoke_receiver(receiver=Receiver.objects.get(), reason="mất", by=operator(), now=make.NOW)
    write_users()
    assert mark.exists()

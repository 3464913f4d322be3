"""The station's loop on mosquitto instead of the broker inside: one setting."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from queue import Empty

import pytest

from lantoa.channels.station.line import What
from lantoa.channels.station.loop import Station, make_station
from lantoa.channels.station.names import commune_code, station_key, status
from lantoa.core import clock
from lantoa.ledger.models import Evidence
from lantoa.receiver import topics
from lantoa.receiver.messages import Order, Receipt, open_message, ring
from tests.station.make import Speaker, airing
from tests.station.test_broker import Peer, free_port, wait_for_port

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
        wait_for_port(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def take(station: Station, what: What) -> None:
    """Lets the loop take what the line brings, up to the first thing of this kind."""
    while True:
        news = station._inbox.get(timeout=15)
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

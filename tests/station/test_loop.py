"""The station's loop: one step that fails stops no other."""

from __future__ import annotations

import logging
from datetime import timedelta
from queue import SimpleQueue
from typing import Any

import pytest
from django.db import connection

from lantoa.channels.station.loop import Station
from lantoa.channels.station.names import status
from tests.make import NOW
from tests.station.make import airing


class Wire:
    """A line that is up and keeps what it is given."""

    is_up = True

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def send_order(self, to: str, envelope: bytes) -> bool:
        self.sent.append(envelope)
        return True


@pytest.mark.django_db(transaction=True)
def test_step_that_fails_leaves_the_others_running(caplog: pytest.LogCaptureFixture) -> None:
    """The relays cannot be read: bulletins still go out, and the turn is noted."""
    [(row, _)] = airing(at_=NOW + timedelta(hours=2))
    wire: Any = Wire()
    status()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE station_relayairing RENAME TO gone")
    try:
        with caplog.at_level(logging.ERROR):
            Station(wire, SimpleQueue()).turn(NOW)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE gone RENAME TO station_relayairing")
    assert bytes(row.orders.get().envelope) in wire.sent
    assert status().turned_at == NOW
    assert "it is taken up again" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_connection_that_was_closed_under_the_loop_is_opened_anew() -> None:
    station = Station(Wire(), SimpleQueue())  # type: ignore[arg-type]
    status()
    connection.ensure_connection()
    connection.connection.close()  # as a thread that ends, or a database that was restarted
    station.turn(NOW)
    assert status().turned_at == NOW

"""One process wakes the loop of another."""

from __future__ import annotations

import threading

from lantoa.channels.station.waking import Ear, wake


def test_cry_is_heard_and_nobody_listening_harms_nothing() -> None:
    wake()
    heard = threading.Event()
    ear = Ear(heard.set)
    ear.start()
    while not heard.wait(0.05):  # until the door stands open
        wake()
    heard.clear()
    wake()
    assert heard.wait(300)

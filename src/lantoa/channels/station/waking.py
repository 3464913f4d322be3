"""Wakes the station's loop from another process of this machine, so that an order does not wait
for the next turn. Nothing is said by it but «look»; whoever cries without need costs a look."""

from __future__ import annotations

import hashlib
import logging
import socket
import threading
from collections.abc import Callable

from django.conf import settings

LOG = logging.getLogger("lantoa.station")


def _address() -> str:
    """A name in the kernel, not in a folder: it ends with its process. One a commune's folder."""
    home = hashlib.sha256(str(settings.HOME).encode()).hexdigest()
    return f"\0lantoa-station-{home[:24]}"


def wake() -> None:
    """Says «look». Where nobody listens the loop looks at its next turn."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.setblocking(False)
        try:
            door.sendto(b"!", _address())
        except OSError:
            return


class Ear(threading.Thread):
    """Calls `on_wake`, many cries at once only once, until the process ends."""

    def __init__(self, on_wake: Callable[[], None]) -> None:
        super().__init__(name="ear", daemon=True)
        self._on_wake = on_wake
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)

    def run(self) -> None:
        try:
            self._door.bind(_address())
        except OSError as error:
            LOG.warning("the loop cannot be woken (%s); it looks once a second", error)
            return
        while True:
            self._door.recv(1)
            self._drain()
            self._on_wake()

    def _drain(self) -> None:
        self._door.setblocking(False)
        try:
            while True:
                self._door.recv(1)
        except BlockingIOError:
            self._door.setblocking(True)

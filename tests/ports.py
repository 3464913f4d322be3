"""Ports for the programs that tests start."""

from __future__ import annotations

import atexit
import random
import socket

# Below those that outgoing connections are given: none of them takes the port meanwhile.
FIRST, AFTER_LAST = 20_000, 32_000


def free_port() -> int:
    """A port on which nobody listens. No other test on this machine is given it while this process
    lives: each holds a name of its own that stands for the port."""
    for port in random.SystemRandom().sample(range(FIRST, AFTER_LAST), AFTER_LAST - FIRST):
        name = socket.socket(socket.AF_UNIX)
        try:
            name.bind(f"\0lantoa-test-port-{port}")
        except OSError:
            name.close()
            continue
        if _is_free(port):
            atexit.register(name.close)
            return port
        name.close()
    raise AssertionError("no port is free")


def _is_free(port: int) -> bool:
    with socket.socket() as door:
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True

"""Background jobs and the tick in one process: `python -m lantoa.operation.worker`.

The jobs are django-tasks' own worker in the main thread; the tick turns beside it. A job or a
tick that fails stops no other.
"""

from __future__ import annotations

import logging
import os
import signal
import threading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")

TICK_SECONDS = 1.0
LOG = logging.getLogger("lantoa.tick")


def turn_tick(stopping: threading.Event) -> None:
    """Turns the tick until stopped; connections are given back between turns."""
    from django.db import close_old_connections

    from lantoa.core import clock
    from lantoa.core.tick import Tick

    tick = Tick()
    while not stopping.wait(TICK_SECONDS):
        try:
            tick.turn(clock.now())
        except Exception:
            LOG.exception("the tick failed")
        close_old_connections()


def main() -> None:
    """Runs until SIGTERM."""
    import django

    django.setup()
    from django.core.management import call_command

    stopping = threading.Event()
    ticking = threading.Thread(target=turn_tick, args=(stopping,), name="tick", daemon=True)
    ticking.start()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        call_command("db_worker", interval=0.5, startup_delay=False, verbosity=1)
    finally:
        stopping.set()
        ticking.join(5)


if __name__ == "__main__":
    main()

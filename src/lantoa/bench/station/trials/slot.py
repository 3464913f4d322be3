"""A slot that has room left: the whole station runs, and a standing piece is to fill it.

As a program: `build` makes a commune with a slot in every minute, a bulletin and a standing piece;
prints the receiver's code as JSON. `next` approves one more bulletin."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from lantoa.bench.station.devices import Device
from lantoa.bench.station.hearing import first_heard, steady
from lantoa.bench.station.processes import Parts
from lantoa.bench.station.scene import sleep_until
from lantoa.bench.station.trials import WINDOW, silence

FIRST, FILLING, NEXT = 2000, 3000, 4000
SECONDS, PATIENCE = 5, 420.0
HERE = "lantoa.bench.station.trials.slot"


def slot_filled() -> float:
    """How long it is silent between the only bulletin of a slot and what fills it up."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name, ExitStack() as end:
        parts = Parts(Path(name))
        end.callback(parts.ends)
        code = json.loads(parts.asks(HERE, "build"))
        parts.starts_broker()
        parts.starts_web()
        device = Device(Path(name) / "receiver")
        device.enrols(parts.url, code)
        device.starts()
        end.callback(device.kills)
        parts.starts_station()
        parts.starts_jobs()
        if _waits(device, FIRST) is None or _waits(device, FILLING) is None:
            return WINDOW
        parts.asks(HERE, "next")
        begun = _waits(device, NEXT)
        if begun is None:
            return WINDOW
        sleep_until(begun + SECONDS + WINDOW)
        return silence(device.wav, begun, begun + SECONDS + WINDOW - 2)


def _waits(device: Device, value: int) -> float | None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = first_heard(device.wav, value)
        if found is not None:
            return found
        time.sleep(1)
    return None


def build() -> str:
    """Both are approved and go the whole way by themselves."""
    from lantoa.bench.station import commune
    from lantoa.bench.station.presser import save_slots
    from lantoa.channels.station.services.filling_up import keep_standing
    from lantoa.core.clock import now
    from lantoa.registry.services import invite_receiver

    who = commune.founded(now=now())
    [place] = commune.clusters(1)
    save_slots(commune.zone([place], by=who.operator), by=who.operator)
    sounds = {value: steady(SECONDS, value) for value in (FIRST, FILLING)}
    for value, sound in sounds.items():
        article = commune.approved(f"Tin {value}", sound, seconds=SECONDS, who=who, now=now())
        if value == FILLING:
            keep_standing(article=article, by=who.operator)
    return invite_receiver(cluster=place, by=who.operator, now=now())


def approve_next() -> None:
    """One more bulletin, alone in its slot."""
    from lantoa.bench.station import commune
    from lantoa.core.clock import now

    sound = steady(SECONDS, NEXT)
    commune.approved("Tin sau", sound, seconds=SECONDS, who=commune.people(), now=now())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    if sys.argv[1] == "build":
        print(json.dumps(build()))
    else:
        approve_next()

"""The process in which a person presses: `python -m lantoa.bench.station.caller`.

`build N URL FOLDER` makes a commune with N receivers (below FOLDER) that hold the signed lists of
their groups, and an approved sound. `press RAW_PORT` answers on its output to each line of its
input: `press` orders on the whole commune, `{"before", "after", "digest"}` (monotonic seconds
around the service call); `raw` publishes the bytes of the last order through the other broker."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lantoa.bench.station.publisher import Publisher

SOUND_SECONDS = 2


def build(count: int, url: str, folder: Path) -> None:
    """A fresh commune; every receiver has said that it holds its lists."""
    from lantoa.bench.station import commune
    from lantoa.bench.station.hearing import steady
    from lantoa.core.clock import now

    who = commune.founded(now=now())
    places = commune.clusters(count)
    homes = commune.enrol(folder, places, url=url, by=who.operator, now=now())
    sound = steady(SOUND_SECONDS, 1000)
    commune.approved("Nước lũ lên nhanh", sound, seconds=SOUND_SECONDS, who=who, now=now())
    commune.tell_lists(homes, now=now())


def serve(raw_port: int) -> None:
    """Answers line by line until its input ends."""
    from lantoa.bench.station.commune import people
    from lantoa.bench.station.publisher import Publisher
    from lantoa.channels.station.broker_users import station_password
    from lantoa.channels.station.names import commune_code

    who = people()
    raw = Publisher(
        raw_port, client=f"{commune_code()}-station", user="station", password=station_password()
    )
    print("ready", flush=True)
    for line in sys.stdin:
        answer = _pressed(who) if line.strip() == "press" else _published(raw)
        print(json.dumps(answer), flush=True)


def _pressed(who: object) -> dict[str, object]:
    from lantoa.bench.station.commune import People
    from lantoa.bench.station.press import press
    from lantoa.core.clock import now

    assert isinstance(who, People)
    before = time.monotonic()
    row = press(who, now=now())
    after = time.monotonic()
    orders = list(row.orders.all())
    if len(orders) != 1:
        raise SystemExit(f"{len(orders)} orders instead of one: somebody holds no list")
    return {"before": before, "after": after, "digest": orders[0].digest}


def _published(raw: Publisher) -> dict[str, object]:
    from lantoa.channels.station.models import Order
    from lantoa.channels.station.names import commune_code
    from lantoa.receiver import topics

    order = Order.objects.filter(group__name="all", break_in__isnull=False).latest("number")
    topic = topics.orders(commune_code(), topics.to_group("all"))
    before = time.monotonic()
    raw.says(topic, bytes(order.envelope))
    return {"before": before, "after": time.monotonic(), "digest": order.digest}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    if sys.argv[1] == "build":
        build(int(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    else:
        serve(int(sys.argv[2]))

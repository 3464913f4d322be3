"""Six hours without a line on many receivers, then all of them come back at once over a line that
loses, doubles and reorders messages: is every proof in the ledger, and once? In fast time: the
receivers' own code, the station's own services, moments that are told."""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.bench.rows import Row
from lantoa.bench.station.figures import judged
from lantoa.bench.station.processes import Parts
from lantoa.vietnamese import number

if TYPE_CHECKING:
    from lantoa.receiver.rehearsal import Rehearsal

RECEIVERS, HOURS, SEED = 300, 6, 11
ITEMS, LONG_ITEMS = 4, 12
SECONDS, SLOT_SECONDS = 30, 45
LOST = DOUBLED = 0.2
"""Of the messages, each way."""
ROUND = timedelta(minutes=1)
MOST_ROUNDS = 400


def measure(runs: int, *, is_long: bool) -> list[Row]:
    """Once: proofs lost and proofs doubled, of so many."""
    items = LONG_ITEMS if is_long else ITEMS
    found = trial(RECEIVERS, items, SEED)
    told = (
        f"sau {HOURS} giờ mất đường truyền trên {RECEIVERS} bộ thu, {number(found['proofs'])} xác "
        f"nhận qua đường truyền mất {LOST:.0%}, lặp {DOUBLED:.0%} (hạt giống {SEED}, dài "
        f"{found['seconds']} giây)"
    )
    return [
        judged(f"xác nhận {what} {told}", "xác nhận", [found[key]], bar="0", is_met=not found[key])
        for what, key in (("bị mất", "lost"), ("bị ghi hai lần", "doubled"))
    ]


def trial(receivers: int, items: int, seed: int) -> dict[str, int]:
    """In a process and a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name:
        words = [str(Path(name) / "receivers"), *map(str, (receivers, items, seed))]
        told = Parts(Path(name)).asks("lantoa.bench.station.offline", *words)
        found: dict[str, int] = json.loads(told.splitlines()[-1])
        return found


@dataclass
class Weather:
    """A line that is not to be trusted."""

    dice: random.Random

    def carries(self, messages: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
        """What of it arrives, and in which order."""
        arrived = []
        for message in messages:
            if self.dice.random() >= LOST:
                arrived += [message] * (2 if self.dice.random() < DOUBLED else 1)
        self.dice.shuffle(arrived)
        return arrived


def main(folder: Path, receivers: int, items: int, seed: int) -> dict[str, int]:
    """The whole trial."""
    from lantoa.bench.station import commune
    from lantoa.channels.station.services.ordering import order_due
    from lantoa.channels.station.services.settling import mark_unknown
    from lantoa.core.clock import now
    from lantoa.receiver.rehearsal import Rehearsal

    begun = time.monotonic()
    start = (now() + timedelta(days=1)).replace(hour=4, minute=0, second=0, microsecond=0)
    homes = _build(folder, receivers, items, start)
    everybody = {one.name: one for one in map(Rehearsal, homes)}
    commune.hand_over(order_due(now=start), everybody, now=start)
    back = start + timedelta(hours=HOURS + 1)
    mark_unknown(now=back)
    for one in everybody.values():
        one.play_all(seconds=lambda _: SECONDS, now=back)
    _come_back(everybody, Weather(random.Random(seed)), back)
    return {**_counted(receivers, items), "seconds": round(time.monotonic() - begun)}


def _build(folder: Path, receivers: int, items: int, start: datetime) -> list[Path]:
    from lantoa.bench.station import commune
    from lantoa.channels.base.jobs import deliver
    from lantoa.channels.station.models import TimeSlot
    from lantoa.channels.station.services.zones import save_slot

    early = start - timedelta(hours=1)
    who = commune.founded(now=early)
    places = commune.clusters(receivers)
    zone = commune.zone(places, by=who.operator)
    first = start + timedelta(hours=1)
    for at in (first + timedelta(minutes=HOURS * 60 / items * n) for n in range(items)):
        slot = TimeSlot(
            zone=zone, name=f"Khung {at:%H:%M}", at=at.time(), seconds=SLOT_SECONDS,
            starts_on=start.date(),
        )  # fmt: skip
        save_slot(slot=slot, by=who.operator, today=start.date())
    homes = commune.enrol(folder, places, url="http://127.0.0.1", by=who.operator, now=early)
    for item in range(items):
        sound = f"not music: {item}".encode()
        commune.approved(f"Tin {item}", sound, seconds=SECONDS, who=who, now=early)
    deliver(start)
    return homes


def _come_back(everybody: dict[str, Rehearsal], weather: Weather, now: datetime) -> None:
    """Minute by minute, until nobody has anything left to say."""
    from lantoa.channels.station.services.proofs import pass_gaps, take_proof

    for _ in range(MOST_ROUNDS):
        said = [
            (name, envelope)
            for name, one in everybody.items()
            for envelope in one.play_all(seconds=lambda _: SECONDS, now=now)
        ]
        if not said:
            return
        answers = pass_gaps(now=now)
        for name, envelope in weather.carries(said):
            answer = take_proof(name=name, data=envelope, now=now)
            answers += [answer] if answer else []
        for name, receipt in weather.carries([(a.receiver, a.envelope) for a in answers]):
            everybody[name].take_receipt(receipt)
        now += ROUND


def _counted(receivers: int, items: int) -> dict[str, int]:
    from lantoa.channels.station.models import Broadcast, PlayProof
    from lantoa.ledger.models import Evidence

    rows = Evidence.objects.filter(kind="broadcast.played", proof="P2")
    entries = Counter(
        (next(s for s in row.subjects if s.startswith("receiver:")), row.payload["broadcast"])
        for row in rows
    )
    proofs = receivers * items
    kept = PlayProof.objects.filter(is_chained=True).count()
    played = Broadcast.objects.filter(state="played", airtime_seconds=SECONDS).count()
    return {
        "proofs": proofs,
        "lost": proofs - min(len(entries), kept, played),
        "doubled": sum(entries.values()) - len(entries) + max(0, kept - proofs),
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(main(Path(sys.argv[1]), *map(int, sys.argv[2:]))))

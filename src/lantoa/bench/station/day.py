"""A day of the station in fast time, in one process: the loop's own turns, beats, orders, proofs
and receipts, and whether the memory of it all stays flat. There is no peer."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, cast

from lantoa.bench.rows import Row
from lantoa.bench.sound_memory import Growth, resident_kilobytes, slope
from lantoa.bench.station.figures import judged
from lantoa.bench.station.processes import Parts
from lantoa.vietnamese import decimal, number

if TYPE_CHECKING:
    from lantoa.bench.station.commune import People
    from lantoa.channels.station.line import Line, News
    from lantoa.receiver.rehearsal import Rehearsal

HOURS, LONG_HOURS = 1, 24
RECEIVERS, SECONDS = 5, 20
TURN = BEAT = timedelta(minutes=1)
SAMPLE = timedelta(minutes=5)
FLAT_KB = 64.0
"""An hour: a leak of one beat's bytes at every beat would be more."""


def measure(runs: int, *, is_long: bool) -> list[Row]:
    """Once; KB an hour after the warm-up, by least squares."""
    hours = LONG_HOURS if is_long else HOURS
    found = trial(hours)
    grown = per_hour(found.settled)
    first, last = (decimal(one / 1024, places=1) for one in (found.settled[0], found.settled[-1]))
    name = (
        f"bộ nhớ của đài thêm mỗi giờ trong {hours} giờ chạy nhanh ({RECEIVERS} bộ thu, dài "
        f"{number(round(found.seconds))} giây, từ {first} đến {last} MB)"
    )
    bar = f"0 (dưới {FLAT_KB:.0f} KB)"
    return [judged(name, "KB", [grown], bar=bar, is_met=grown < FLAT_KB)]


def per_hour(resident: Sequence[int]) -> float:
    """KB an hour, of samples of resident memory in KB."""
    return slope(resident) * (timedelta(hours=1) / SAMPLE)


def trial(hours: int) -> Growth:
    """In a process and a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name:
        words = ["lantoa.bench.station.day", str(Path(name) / "receivers"), str(hours)]
        told = json.loads(Parts(Path(name)).asks(*words).splitlines()[-1])
        return Growth(tuple(told["resident"]), told["seconds"])


class FastLine:
    """Stands where the station's line to the broker stands: what is sent is there at once."""

    is_up = True

    def __init__(self, everybody: dict[str, Rehearsal], now: datetime) -> None:
        self.everybody, self.now = everybody, now

    def send_order(self, to: str, envelope: bytes) -> bool:
        kind, _, name = to.partition("/")
        heard = [self.everybody[name]] if kind == "r" else list(self.everybody.values())
        for one in heard:
            if kind == "r" or name in one.groups:
                one.take_order(envelope, now=self.now)
        return True

    def send_receipt(self, receiver: str, envelope: bytes) -> bool:
        self.everybody[receiver].take_receipt(envelope)
        return True


def main(folder: Path, hours: int) -> dict[str, Any]:
    """The whole day."""
    from lantoa.bench.station import commune
    from lantoa.channels.station.loop import Station
    from lantoa.core.clock import now
    from lantoa.receiver.rehearsal import Rehearsal

    start = (now() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    who, homes = _build(folder, start)
    everybody = {one.name: one for one in map(Rehearsal, homes)}
    line, inbox = FastLine(everybody, start), SimpleQueue["News"]()
    station = Station(cast("Line", line), inbox)
    begun, resident = time.monotonic(), []
    for moment in _moments(start, hours):
        line.now = moment
        if moment.minute == 0 and moment.second == 0:
            title = f"Tin {moment:%d %H}"
            commune.approved(title, title.encode(), seconds=SECONDS, who=who, now=moment)
        _lives(station, inbox, everybody, moment, start)
        if (moment - start) % SAMPLE == timedelta():
            resident.append(resident_kilobytes())
    return {"resident": resident, "seconds": time.monotonic() - begun, "proofs": _proofs()}


def _moments(start: datetime, hours: int) -> Iterator[datetime]:
    steps = int(timedelta(hours=hours) / TURN)
    return (start + step * TURN for step in range(steps))


def _lives(
    station: Any, inbox: SimpleQueue[News], everybody: dict[str, Rehearsal], now: datetime,
    start: datetime,
) -> None:  # fmt: skip
    """One turn with all that is due in it; everything that came is taken in."""
    from lantoa.channels.base.jobs import deliver
    from lantoa.channels.station.line import News, What

    deliver(now)
    # The loop counts these by its own seconds, of which fast time has too few.
    station._slow_at = 0.0
    station.turn(now)
    for name, one in everybody.items():
        for envelope in one.play_all(seconds=lambda _: SECONDS, now=now):
            inbox.put(News(What.PROOF, name, envelope))
        if (now - start) % BEAT == timedelta():
            seq = 2 + int((now - start) / BEAT)
            inbox.put(News(What.BEAT, name, one.beat(seq, now=now)))
    while not inbox.empty():
        station.take(inbox.get(), now)


def _build(folder: Path, start: datetime) -> tuple[People, list[Path]]:
    from lantoa.bench.station import commune
    from lantoa.channels.station.models import TimeSlot
    from lantoa.channels.station.services.zones import save_slot

    early = start - timedelta(hours=1)
    who = commune.founded(now=early)
    places = commune.clusters(RECEIVERS)
    zone = commune.zone(places, by=who.operator)
    slot = TimeSlot(
        zone=zone, name="Mỗi mười lăm phút", rule="FREQ=MINUTELY;INTERVAL=15", at=start.time(),
        seconds=60, starts_on=start.date(),
    )  # fmt: skip
    save_slot(slot=slot, by=who.operator, today=start.date())
    url = "http://127.0.0.1"
    return who, commune.enrol(folder, places, url=url, by=who.operator, now=early)


def _proofs() -> int:
    from lantoa.channels.station.models import PlayProof

    return PlayProof.objects.filter(is_chained=True).count()


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))

"""SIGKILL to the parts of the server at random points while articles are approved, ordered, played
and proven: is anything lost, does anything air twice? Two real receivers judge by their recordings,
the ledger by its entries."""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lantoa.bench.rows import Row
from lantoa.bench.station.devices import Device
from lantoa.bench.station.figures import judged
from lantoa.bench.station.hearing import RATE, moments_of
from lantoa.bench.station.presser import CLUSTERS, SOUND_SECONDS, value_of
from lantoa.bench.station.processes import INSIDE, Parts
from lantoa.vietnamese import number

KILLS, LONG_KILLS, SEED = 20, 500, 23
LIFE_SECONDS = 10.0
"""A part lives so long in the mean, its start included."""
SECONDS_A_KILL = 2.2
"""What a kill takes in the mean with all parts dying at this pace."""
PRESS_SECONDS = 6.0
LEAST_ARTICLES = 4
PRESSER = "lantoa.bench.station.presser"
SETTLED_WITHIN = 420.0
TWICE = 1.4
"""A sound of which so many times its length was heard aired twice; a receiver that was not killed
plays every sample once."""


def measure(runs: int, *, is_long: bool) -> list[Row]:
    """Once, with seed and length."""
    found = trial(LONG_KILLS if is_long else KILLS, SEED)
    told = (
        f"{number(found.kills)} lần giết phần máy chủ bất kỳ ({found.parts}), {found.articles} "
        f"bản tin trên {CLUSTERS} bộ thu thật (hạt giống {SEED}, dài {found.seconds} giây)"
    )
    return [
        judged(f"{told}: bị mất", "lượt phát", [found.lost], bar="0", is_met=not found.lost),
        judged(f"{told}: phát hai lần", "lượt phát", [found.twice], bar="0",
               is_met=not found.twice),
    ]  # fmt: skip


@dataclass
class Found:
    """`lost`: airings that were not heard, or are not in the ledger once; `twice`: heard or
    entered more than once."""

    kills: int
    articles: int
    parts: str
    lost: int
    twice: int
    seconds: int
    told: dict[str, Any]


def trial(kills: int, seed: int) -> Found:
    """Kills, then everything comes to rest, then it is counted."""
    articles = max(LEAST_ARTICLES, round(kills * SECONDS_A_KILL / PRESS_SECONDS))
    begun = time.monotonic()
    with stage(articles) as place:
        done = place.kills(kills, random.Random(seed))
        told = place.settles(articles)
        heard = [place.heard(number) for number in range(articles)]
    lost, twice = judge(heard, told)
    parts = ", ".join(f"{name} {count}" for name, count in sorted(done.items()))
    return Found(kills, articles, parts, lost, twice, round(time.monotonic() - begun), told)


def judge(heard: Sequence[Sequence[float]], told: Mapping[str, Any]) -> tuple[int, int]:
    """How many airings were lost, how many aired twice. `heard`: for each article, on each
    receiver, how many times the length of its sound; `told`: what the database says."""
    entries: dict[str, int] = told["played"]
    shares = [share for one in heard for share in one]
    lost = max(
        sum(share < 1 / TWICE for share in shares), len(shares) - len(entries), told["waiting"],
        told["gaps"],
    )  # fmt: skip
    twice = max(sum(share > TWICE for share in shares), sum(entries.values()) - len(entries))
    return lost, twice


@dataclass
class Stage:
    """Everything that runs. The receivers are never killed here."""

    parts: Parts
    devices: list[Device]

    def starts(self, name: str) -> None:
        match name:
            case "broker":
                self.parts.starts_broker()
            case "station":
                self.parts.starts_station()
            case "jobs":
                self.parts.starts_jobs()
            case "web":
                self.parts.starts_web(waits=False)
            case _:
                self.parts.starts(name, PRESSER, "press", str(PRESS_SECONDS))

    def kills(self, count: int, dice: random.Random) -> dict[str, int]:
        """Every part dies again and again, each at its own random moments."""
        names = ["broker", "jobs", "presser", "station", "web"]
        due = {name: time.monotonic() + dice.expovariate(1 / LIFE_SECONDS) for name in names}
        done = dict.fromkeys(names, 0)
        while sum(done.values()) < count:
            name = min(due, key=lambda one: due[one])
            time.sleep(max(0.0, due[name] - time.monotonic()))
            if name == "presser" and self.parts.running[name].poll() is not None:
                due.pop(name)  # everything is approved
                continue
            self.parts.kills(name)
            self.starts(name)
            done[name] += 1
            due[name] = time.monotonic() + dice.expovariate(1 / LIFE_SECONDS)
        return done

    def settles(self, articles: int) -> dict[str, Any]:
        """Until every article was approved and every airing has its proof, or time is up."""
        deadline = time.monotonic() + SETTLED_WITHIN
        while True:
            told: dict[str, Any] = json.loads(self.parts.asks(PRESSER, "count"))
            is_over = not told["drafts"] and not told["waiting"] and told["placed"] == articles
            if (is_over and not told["unchained"]) or time.monotonic() > deadline:
                return told
            time.sleep(3)

    def heard(self, article: int) -> list[float]:
        """On each receiver, how many times the length of its sound was heard."""
        length = SOUND_SECONDS * RATE
        return [len(moments_of(one.wav, value_of(article))) / length for one in self.devices]


@contextmanager
def stage(articles: int) -> Iterator[Stage]:
    """All parts are up, both receivers are on the line, nothing is approved yet."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name, ExitStack() as end:
        parts = Parts(Path(name), INSIDE)
        end.callback(parts.ends)
        codes = json.loads(parts.asks(PRESSER, "build", str(articles)))
        devices = [Device(Path(name) / f"receiver{number}") for number in range(CLUSTERS)]
        made = Stage(parts, devices)
        parts.starts_broker()
        parts.starts_web()
        for device, code in zip(devices, codes, strict=True):
            device.enrols(parts.url, code)
            device.starts()
            end.callback(device.kills)
        for part in ("station", "jobs", "presser"):
            made.starts(part)
        yield made

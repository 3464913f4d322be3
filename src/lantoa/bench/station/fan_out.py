"""From the service call (signed, committed) to the last of many subscribers of a group order,
beside a plain publish of the same bytes through a broker of the same kind in the same run."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

from lantoa.bench.rows import Row
from lantoa.bench.station.figures import figure, judged, percentile
from lantoa.bench.station.processes import (
    INSIDE,
    MOSQUITTO,
    Parts,
    mosquitto_program,
    twin_broker,
)
from lantoa.vietnamese import number

MANY, FEW = 1000, 100
CALLER = "lantoa.bench.station.caller"
ABOVE_RAW_MS, INSIDE_BAR_MS = 100.0, 300.0
ORDERS, LONG_ORDERS, SEED = 10, 40, 7
PAUSE_SECONDS = (0.2, 1.4)
"""Between orders: they must meet the loop at every point of its turn."""


def measure(runs: int, *, is_long: bool) -> list[Row]:
    """mosquitto and the broker inside with a thousand, the broker inside with a hundred."""
    orders = LONG_ORDERS if is_long else ORDERS
    kinds = [MOSQUITTO, INSIDE]
    if mosquitto_program() is None:
        print("fan_out: bỏ qua mosquitto: máy này không có", file=sys.stderr, flush=True)
        kinds = [INSIDE]
    with built(kinds[0], MANY) as commune:
        rows = [trial(commune, kind, runs, orders) for kind in kinds]
    with built(INSIDE, FEW) as commune:
        return [*rows, trial(commune, INSIDE, runs, orders)]


def trial(commune: Commune, kind: str, runs: int, orders: int) -> Row:
    """One broker and so many receivers; a run is so many orders and as many plain messages."""
    dice = random.Random(SEED)
    with stage(commune, kind) as place:
        ours, raw = [], []
        for _ in range(runs):
            pairs = [(place.times("press"), place.times("raw", dice)) for _ in range(orders)]
            ours.append([one for one, _ in pairs])
            raw.append([other for _, other in pairs])
    every, plain = (percentile(chain.from_iterable(side)) for side in (ours, raw))
    bar, is_met = _bar(kind, commune.count, every, plain)
    name = (
        f"lệnh nhóm từ lúc gọi dịch vụ đến bộ thu cuối cùng trong {number(commune.count)} ({kind}),"
        f" p99 của {runs * orders} lệnh {figure(every)} ms, bên cạnh phát thẳng cùng nội dung "
        f"{figure(plain)} ms"
    )
    blocks = [[percentile(block) for block in side] for side in (ours, raw)]
    return judged(name, "ms", *blocks, bar=bar, is_met=is_met)


def _bar(kind: str, count: int, ours: float, raw: float) -> tuple[str, bool]:
    if kind == MOSQUITTO:
        return "phát thẳng + 100 ms", ours <= raw + ABOVE_RAW_MS
    if count <= FEW:
        return "300 ms", ours <= INSIDE_BAR_MS
    return "không đặt, ghi để so", True


@dataclass
class Stage:
    """The pressing process, and the crowd that hears."""

    caller: subprocess.Popen[str]
    crowd: subprocess.Popen[str]
    ports: dict[str, int]

    def times(self, what: str, dice: random.Random | None = None) -> float:
        """Milliseconds from the call to the last line that heard it."""
        if dice is not None:
            time.sleep(dice.uniform(*PAUSE_SECONDS))
        asked, heard = self.caller.stdin, self.crowd.stdout
        assert asked is not None and heard is not None
        asked.write(f"{what}\n")
        asked.flush()
        told = self._answer(self.caller.stdout)
        while True:
            found = self._answer(heard)
            if found["digest"] == told["digest"] and found["port"] == self.ports[what]:
                return float(found["last"] - told["before"]) * 1000

    @staticmethod
    def _answer(pipe: IO[str] | None) -> dict[str, Any]:
        assert pipe is not None
        found: dict[str, Any] = json.loads(pipe.readline())
        return found


@dataclass
class Commune:
    """So many receivers, enrolled and holding their lists; their folders lie in `receivers`."""

    parts: Parts
    count: int
    receivers: Path


@contextmanager
def built(kind: str, count: int) -> Iterator[Commune]:
    """A commune of that size, for one broker after the other; the first is `kind`."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name:
        made = Commune(Parts(Path(name), kind), count, Path(name) / "receivers")
        made.parts.asks(CALLER, "build", str(count), made.parts.url, str(made.receivers))
        yield made


@contextmanager
def stage(commune: Commune, kind: str) -> Iterator[Stage]:
    """Everything is up and everybody listens."""
    parts = commune.parts
    with ExitStack() as end:
        end.callback(parts.ends)
        parts.turns_to(kind)
        parts.starts_broker()
        twin, raw_port = twin_broker(parts)
        end.callback(twin.wait)
        end.callback(twin.kill)
        crowd = parts.talks(
            end, "lantoa.bench.station.crowd", str(commune.receivers), str(parts.broker),
            str(raw_port),
        )  # fmt: skip
        parts.starts_station()
        caller = parts.talks(end, CALLER, "press", str(raw_port))
        yield Stage(caller, crowd, {"press": parts.broker, "raw": raw_port})

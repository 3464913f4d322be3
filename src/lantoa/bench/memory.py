"""Memory of all parts at rest. There is no peer that does the same work; the measure is the bar
of 500 MB that the design sets."""

from __future__ import annotations

import time
from pathlib import Path

from lantoa.bench.program import running
from lantoa.bench.rows import RUNS, Row, as_row

BAR = "mức đặt ra: 500 MB"
SETTLE_SECONDS, BETWEEN_SECONDS = 5.0, 0.5


def measure(runs: int = RUNS) -> list[Row]:
    """Proportional set size of the supervisor and everything below it, in MB of 1024² bytes."""
    with running() as program:
        time.sleep(SETTLE_SECONDS)
        found = []
        for _ in range(runs):
            found.append(round(sum(map(pss, family(program.pid))) / 1024**2, 1))
            time.sleep(BETWEEN_SECONDS)
    return [as_row(f"bộ nhớ của mọi phần lúc nghỉ ({program.kind}; {BAR})", "MB", found, [])]


def family(pid: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def pss(pid: int) -> int:
    """Bytes: its own memory and its share of what it shares. 0 where it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))

"""The tick: named jobs and when they are due. Slices register, `lantoa run` turns it.

Not for air time: the station keeps its own second-exact loop.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

LOG = logging.getLogger("lantoa.tick")


@dataclass(frozen=True)
class TickJob:
    """A job that runs every `every`, first at start. It may run twice; it gets `now`."""

    name: str
    every: timedelta
    job: Callable[[datetime], object]


_JOBS: dict[str, TickJob] = {}


def register_tick(name: str, every: timedelta, job: Callable[[datetime], object]) -> None:
    """Adds one job (called when an app loads)."""
    _JOBS[name] = TickJob(name, every, job)


def tick_jobs() -> list[TickJob]:
    """All registered jobs, by name."""
    return [_JOBS[name] for name in sorted(_JOBS)]


class Tick:
    """Remembers when each job ran last. A clock set back runs nothing twice as often: a job is
    due again when `every` has passed in either direction."""

    def __init__(self) -> None:
        self._last: dict[str, datetime] = {}

    def turn(self, now: datetime) -> list[str]:
        """Runs what is due; one that fails stops no other. Answers the names that ran."""
        ran = []
        for item in tick_jobs():
            last = self._last.get(item.name)
            if last is not None and abs(now - last) < item.every:
                continue
            self._last[item.name] = now
            ran.append(item.name)
            try:
                item.job(now)
            except Exception:
                LOG.exception("tick job %s failed", item.name)
        return ran

"""The tick runs what is due, once, and one failing job stops no other."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from lantoa.core import tick as tick_module
from lantoa.core.clock import ZONE
from lantoa.core.tick import Tick, register_tick

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def own_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tick_module, "_JOBS", {})


def test_job_runs_first_at_once_and_then_when_due() -> None:
    ran: list[datetime] = []
    register_tick("a", timedelta(minutes=1), ran.append)
    tick = Tick()
    for seconds in (0, 30, 59, 60, 61):
        tick.turn(NOW + timedelta(seconds=seconds))
    assert ran == [NOW, NOW + timedelta(seconds=60)]


def test_clock_set_back_does_not_silence_a_job() -> None:
    ran: list[datetime] = []
    register_tick("a", timedelta(minutes=1), ran.append)
    tick = Tick()
    tick.turn(NOW)
    tick.turn(NOW - timedelta(hours=2))
    assert len(ran) == 2


def test_failing_job_stops_no_other() -> None:
    ran: list[datetime] = []

    def fail(now: datetime) -> None:
        raise RuntimeError

    register_tick("a", timedelta(minutes=1), fail)
    register_tick("b", timedelta(minutes=1), ran.append)
    assert Tick().turn(NOW) == ["a", "b"]
    assert ran == [NOW]

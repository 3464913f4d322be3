"""The parts of the running program, as child processes. Pure: names, words, environment."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One child process: its name, its Vietnamese name, its command."""

    name: str
    title: str
    command: tuple[str, ...]


def web_part(*, address: str, port: int, workers: int) -> Part:
    """The web server: granian before the page cache before Django."""
    return Part(
        "web",
        "trang web và bàn làm việc",
        (
            sys.executable, "-m", "granian", "--interface", "wsgi",
            "--host", address, "--port", str(port),
            "--workers", str(workers), "--blocking-threads", "4",
            "--backpressure", "64", "--no-ws", "--log-level", "warning",
            "lantoa.config.wsgi:application",
        ),
    )  # fmt: skip


def jobs_part() -> Part:
    """Background jobs and the tick, in one process."""
    return Part("jobs", "công việc nền", (sys.executable, "-m", "lantoa.operation.worker"))


def station_part() -> Part:
    """The station's own second-exact loop."""
    return Part(
        "station", "đài truyền thanh", (sys.executable, "-m", "lantoa.channels.station.loop")
    )


def broker_part() -> Part:
    """The MQTT broker inside, where none is named."""
    return Part(
        "broker",
        "máy chủ MQTT bên trong",
        (sys.executable, "-m", "lantoa.channels.station.broker"),
    )


def receiver_part(*, folder: str, sink: str) -> Part:
    """A receiver on this very machine (the demo's)."""
    return Part(
        "receiver",
        "bộ thu minh họa",
        (sys.executable, "-m", "lantoa.cli", "receiver", "run", "--home", folder, "--sink", sink),
    )


def production_parts(*, address: str, port: int, workers: int, own_broker: bool) -> Sequence[Part]:
    """Everything that `lantoa run` keeps alive."""
    broker = [broker_part()] if own_broker else []
    web = web_part(address=address, port=port, workers=workers)
    return [*broker, station_part(), jobs_part(), web]

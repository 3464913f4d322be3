"""Looks at the running program: its parts, the broker, the station's loop, the jobs."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from lantoa.channels.station.models import StationStatus
from lantoa.channels.station.server import broker_address
from lantoa.core.clock import local
from lantoa.operation.doctor.pulse import last_beat
from lantoa.operation.doctor.terms import Finding, doubt, red, well
from lantoa.operation.marks import is_alive, marks
from lantoa.vietnamese import moment_long

STALE = timedelta(minutes=2)
CONNECT_SECONDS = 3


def running(folder: Path, now: datetime) -> Iterator[Finding]:
    """The supervisor's marks: none after an orderly end, dead ones after a crash."""
    left = marks(folder)
    dead = [mark.stem for mark in left if not is_alive(mark)]
    if not left:
        yield doubt(
            "Chương trình đang không chạy, nên chưa khám máy chủ MQTT, đài và công việc nền",
            "Chạy «lantoa run» rồi khám lại",
        )
    elif dead:
        yield red(
            f"Đã dừng mà chưa chạy lại: {', '.join(dead)}",
            f"Xem tệp nhật ký trong {folder / 'logs'}, rồi chạy lại «lantoa run»",
        )
    else:
        yield well(f"{len(left)} phần của chương trình đang chạy")


def broker(folder: Path, now: datetime) -> Iterator[Finding]:
    """Does somebody listen where the station calls?"""
    address = broker_address()
    place = f"{address.host}:{address.port}"
    try:
        socket.create_connection((address.host, address.port), CONNECT_SECONDS).close()
    except OSError as error:
        yield red(
            f"Không nối được máy chủ MQTT ở {place} ({error.strerror or error})",
            "Kiểm tra LANTOA_BROKER, LANTOA_BROKER_PORT và tệp broker.log",
        )
    else:
        yield well(f"Máy chủ MQTT ở {place} trả lời")


def station(folder: Path, now: datetime) -> Iterator[Finding]:
    """The last turn of the station's loop, and its line."""
    status = StationStatus.objects.first()
    turned_at = status.turned_at if status else None
    todo = f"Xem {folder / 'logs' / 'station.log'}, rồi chạy lại chương trình"
    if turned_at is None or now - turned_at > STALE:
        when = moment_long(local(turned_at)) if turned_at else "chưa lần nào"
        yield red(f"Đài truyền thanh không chạy vòng mới (lần cuối: {when})", todo)
    elif status and not status.line_is_up:
        yield red(
            f"Đài chưa nối được đường truyền lệnh ({status.problem or 'chưa rõ lý do'})", todo
        )
    else:
        yield well("Đài truyền thanh đang chạy, đường truyền lệnh đã nối")


def jobs(folder: Path, now: datetime) -> Iterator[Finding]:
    """The last beat of the tick."""
    beat = last_beat(folder)
    if beat is None or now - beat > STALE:
        when = moment_long(local(beat)) if beat else "chưa lần nào"
        yield red(
            f"Công việc nền không chạy (lần cuối: {when})",
            f"Xem {folder / 'logs' / 'jobs.log'}, rồi chạy lại chương trình",
        )
    else:
        yield well("Công việc nền đang chạy")

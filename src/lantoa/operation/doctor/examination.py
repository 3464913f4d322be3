"""Everything that is looked at, in the order in which it is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from lantoa.operation.doctor.data import (
    clock,
    database,
    deliveries,
    ledger,
    receivers,
    swept_files,
)
from lantoa.operation.doctor.machine import disk, keys, sound, typesetting
from lantoa.operation.doctor.parts import broker, jobs, running, station
from lantoa.operation.doctor.terms import Finding, Level, red

LOG = logging.getLogger("lantoa.doctor")


Look = Callable[[Path, datetime], Iterable[Finding]]

# Where the database cannot be read, nothing that lies in it is asked for.
MACHINE: tuple[tuple[str, Look], ...] = (
    ("ổ đĩa", disk),
    ("tệp khóa", keys),
    ("giọng đọc và âm thanh", sound),
    ("dàn trang và phông chữ", typesetting),
)
DATA: tuple[tuple[str, Look], ...] = (
    ("sổ minh chứng", ledger),
    ("đồng hồ", clock),
    ("bộ thu", receivers),
    ("lượt gửi", deliveries),
    ("dọn tệp cũ", swept_files),
)
PARTS: tuple[tuple[str, Look], ...] = (
    ("máy chủ MQTT", broker),
    ("đài truyền thanh", station),
    ("công việc nền", jobs),
)


def examine(folder: Path, *, now: datetime) -> list[Finding]:
    """Looks at everything; a look that fails is a red line itself and stops no other."""
    found = _look("cơ sở dữ liệu", database, folder, now)
    has_data = all(finding.level != Level.RED for finding in found)
    for name, look in (*MACHINE, *(DATA if has_data else ())):
        found += _look(name, look, folder, now)
    is_up = _look("các phần của chương trình", running, folder, now)
    found += is_up
    if has_data and all(finding.level == Level.WELL for finding in is_up):
        for name, look in PARTS:
            found += _look(name, look, folder, now)
    return found


def _look(name: str, look: Look, folder: Path, now: datetime) -> list[Finding]:
    try:
        return list(look(folder, now))
    except Exception as error:
        LOG.debug("looking at %s failed", name, exc_info=True)
        return [
            red(
                f"Không khám được {name} ({type(error).__name__}: {str(error)[:120]})",
                "Chạy lại với LANTOA_DEBUG=1 và gửi kết quả cho người hỗ trợ",
            )
        ]

"""`lantoa bench station`: the broker, the second of the start, faults, kills, long offline hours.

Each part prints its figure with the bar beside it and names what this machine lacks."""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections.abc import Sequence

from lantoa.bench.rows import RUNS, Row
from lantoa.core.errors import Refused

PARTS = {
    "rest": "bộ nhớ của bộ thu lúc nghỉ",
    "start": "sai số giờ bắt đầu khi cả hai nhân bận",
    "faults": "có tiếng trong 2 giây khi hỏng hóc",
    "fan_out": "lệnh nhóm đến bộ thu cuối cùng",
    "button": "từ lúc bấm duyệt cảnh báo đến mẫu âm thanh đầu tiên",
    "network": "bộ thu ở mạng riêng, đường truyền kém",
    "offline": "sáu giờ mất đường truyền",
    "kills": "giết các phần máy chủ",
    "day": "bộ nhớ trong một ngày chạy nhanh",
}


def measure(
    runs: int = RUNS, *, is_long: bool = False, only: Sequence[str] = ()
) -> list[Row]:  # fmt: skip
    """The rows of all parts, or of those named. Raises Refused for an unknown one."""
    unknown = [name for name in only if name not in PARTS]
    if unknown:
        listed = ", ".join(f"{name} ({what})" for name, what in PARTS.items())
        raise Refused(f"Không có phần «{unknown[0]}». Chưa đo gì. Chọn trong: {listed}.")
    rows: list[Row] = []
    for name in only or PARTS:
        begun = time.monotonic()
        part = importlib.import_module(f"lantoa.bench.station.{name}")
        rows += part.measure(runs, is_long=is_long)
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        took = round(time.monotonic() - begun)
        print(f"{name}: {took} giây; tải máy 1, 5, 15 phút: {load}", file=sys.stderr, flush=True)
    return rows

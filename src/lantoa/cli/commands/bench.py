"""`lantoa bench [NAME] [--json] [--long]`."""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.errors import Refused

if TYPE_CHECKING:
    from lantoa.bench.rows import Row

HELP = "Đo chương trình bên cạnh chương trình khác trên chính máy này; không dùng số ghi sẵn."
NAMES = {
    "start": "khởi động",
    "memory": "bộ nhớ lúc nghỉ",
    "pages": "trang công khai",
    "desk": "bàn làm việc với một năm dữ liệu",
    "sound": "làm âm thanh",
    "forms": "làm video ngắn, đồ họa thông tin",
    "speech": "đọc thành lời",
    "plan": "đọc kế hoạch",
    "station": "đài truyền thanh: đúng giây, lúc hỏng hóc",
}
LONG_RUNS, LONG_REQUESTS = 5, 200_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    listed = ", ".join(f"{name} ({what})" for name, what in NAMES.items())
    parser.add_argument("name", nargs="?", metavar="TÊN", help=f"{listed}; trống: đo tất cả")
    parser.add_argument("--json", action="store_true", help="in dạng JSON")
    parser.add_argument(
        "--long",
        action="store_true",
        help="đo dài: tải trang công khai lâu hơn; bộ nhớ khi làm 1.000 bản tin liền nhau; "
        "đài truyền thanh nhiều lượt hơn",
    )
    parser.add_argument(
        "--part", action="append", default=[], metavar="PHẦN",
        help="với «station»: chỉ đo phần này (ghi được nhiều lần)",
    )  # fmt: skip
    parser.add_argument(
        "--nemo", metavar="THƯ_MỤC", help="với «speech»: các ca đọc tiếng Việt công khai của NeMo"
    )

    parser.add_argument(
        "--plans",
        metavar="THƯ_MỤC",
        help="với «plan»: các kế hoạch .txt có lời giải .answer để chấm điểm",
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.name and arguments.name not in NAMES:
        raise Refused(
            f"Không có phép đo «{arguments.name}». Chưa đo gì. Chọn một trong: {', '.join(NAMES)}."
        )
    rows: list[Row] = []
    if arguments.nemo:
        from lantoa.bench.speech import measure_cases

        rows += measure_cases(Path(arguments.nemo))
    if arguments.plans:
        from lantoa.bench.plan import measure_answers

        rows += measure_answers(Path(arguments.plans))
    for name in [arguments.name] if arguments.name else NAMES:
        rows += _measure(name, is_long=arguments.long, parts=arguments.part)
    print(json.dumps(rows, ensure_ascii=False, indent=1) if arguments.json else as_table(rows))
    return 0


def _measure(name: str, *, is_long: bool, parts: list[str]) -> list[Row]:
    module = importlib.import_module(f"lantoa.bench.{name}")
    if name == "station":
        return list(module.measure(is_long=is_long, only=parts))
    if is_long and name == "pages":
        return list(module.measure(LONG_RUNS, requests=LONG_REQUESTS))
    if is_long and name == "sound":
        from lantoa.bench.sound_memory import measure as measure_memory

        return [*module.measure(), *measure_memory()]
    return list(module.measure())


def as_table(rows: list[Row]) -> str:
    """For people: the medians, then every single run."""
    lines = ["Trung vị của năm lần đo xen kẽ trên máy này", ""]
    for row in rows:
        lines.append(f"{row['name'][0].upper()}{row['name'][1:]}")
        beside = "không có" if row["peer"] is None else f"{_figure(row['peer'])} {row['unit']}"
        ratio = "" if row["ratio"] is None else f"; tỉ lệ {_figure(row['ratio'])}"
        lines.append(f"  Lan Tỏa {_figure(row['ours'])} {row['unit']}; bên cạnh: {beside}{ratio}")
        for who, runs in (("Lan Tỏa", row["runs"]["ours"]), ("bên cạnh", row["runs"]["peer"])):
            if runs:
                lines.append(f"  {who}: {'; '.join(_figure(one) for one in runs)}")
        lines.append("")
    return "\n".join(lines).rstrip()


def _figure(value: float) -> str:
    from lantoa.vietnamese import decimal, number

    return number(round(value)) if value >= 1000 else decimal(value, places=3 if value < 10 else 1)

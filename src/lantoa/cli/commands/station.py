"""`lantoa station day [--date YYYY-MM-DD] [--json]`: what sounds when and where."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

from lantoa.core.errors import Refused

if TYPE_CHECKING:
    from lantoa.channels.station.queries import Line

EMPTY = {"own": " (chưa có bản tin)", "repeat": " (phát lại)", "relay": " (tiếp âm)"}
HELP = "Lịch phát sóng trong ngày: phát gì, lúc nào, ở đâu, vướng gì."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    day = actions.add_parser("day", help="lịch phát sóng của một ngày")
    day.add_argument("--date", default="", metavar="NGÀY", help="dạng 2026-11-23; trống: hôm nay")
    day.add_argument("--json", action="store_true", help="in dạng JSON cho chương trình khác đọc")


def run(arguments: argparse.Namespace) -> int:
    from lantoa.cli.django import start_django

    day = day_of(arguments.date)
    start_django()
    from lantoa.channels.station.queries import day_lines, day_notes

    lines = day_lines(day)
    print(as_json(day, lines) if arguments.json else as_table(day, lines, day_notes(day)))
    return 0


def day_of(text: str) -> date:
    """The day that was typed, else today. Raises Refused."""
    from lantoa.core.clock import today

    try:
        return date.fromisoformat(text) if text else today()
    except ValueError as error:
        raise Refused(
            f"Ngày «{text}» chưa đúng dạng 2026-11-23. Chưa in gì. Nhập lại ngày rồi chạy lại."
        ) from error


def as_json(day: date, lines: list[Line]) -> str:
    """CONTRACTS: `at` is ISO 8601 with offset; a slot without a bulletin stands by its name."""
    from lantoa.core.clock import iso

    broadcasts = [
        {
            "at": iso(line.at),
            "seconds": line.seconds,
            "zone": line.zone,
            "item": line.item,
            "priority": line.priority,
            "conflicts": list(line.conflicts),
        }
        for line in lines
    ]
    value = {"date": day.isoformat(), "broadcasts": broadcasts}
    return json.dumps(value, ensure_ascii=False, indent=1)


def as_table(day: date, lines: list[Line], notes: list[str] | None = None) -> str:
    """For people: what is particular to the day, then one line an airing, with what is said of it
    and what stands against it below it."""
    from lantoa.vietnamese.moments import date_long, duration

    rows = [f"Lịch phát sóng {date_long(day)}", *(f"  {words}" for words in notes or []), ""]
    if not lines:
        return "\n".join([*rows, "Không có khung giờ nào trong ngày này."])
    widest = max(len(line.zone) for line in lines)
    for line in lines:
        item = line.item if line.bulletin else f"{line.item}{EMPTY[line.slot.kind.value]}"
        rows.append(f"{line.at:%H:%M:%S}  {line.zone:<{widest}}  {item}, {duration(line.seconds)}")
        if line.note:
            rows.append(f"          * {line.note}")
        rows.extend(f"          ! {words}" for words in line.conflicts)
    return "\n".join(rows)

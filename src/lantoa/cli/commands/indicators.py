"""`lantoa indicators [--on DATE] [--json]`: the figure of every target, counted from the ledger."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from lantoa.core.errors import Refused

if TYPE_CHECKING:
    from lantoa.indicators.terms import Figure

HELP = "Số liệu của mọi chỉ tiêu, đếm từ sổ minh chứng; không nhập tay được số nào."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", default="", metavar="NGÀY", help="dạng 2026-11-23; trống: hôm nay")
    parser.add_argument(
        "--json", action="store_true", help="in dạng JSON cho chương trình khác đọc"
    )


def run(arguments: argparse.Namespace) -> int:
    from lantoa.cli.django import start_django

    on = day_of(arguments.on)
    start_django()
    from lantoa.indicators.queries import figures

    found = figures(on=on)
    print(as_json(found) if arguments.json else as_table(found, on))
    return 0


def day_of(text: str) -> date:
    """The day that was typed, else today. Raises Refused."""
    from lantoa.core.clock import today

    try:
        return date.fromisoformat(text) if text else today()
    except ValueError as error:
        raise Refused(
            f"Ngày «{text}» chưa đúng dạng 2026-11-23. Chưa tính gì. Nhập lại ngày rồi chạy lại."
        ) from error


def as_json(found: list[Figure]) -> str:
    """CONTRACTS. `value`, `low`, `high` are in `unit`; null is what is not known."""
    return json.dumps([as_row(figure) for figure in found], ensure_ascii=False, indent=1)


def as_row(figure: Figure) -> dict[str, Any]:
    """One figure under the names of CONTRACTS."""
    counted = figure.counted
    return {
        "code": figure.code,
        "plan": figure.plan,
        "period": figure.period,
        "numerator": counted.numerator,
        "denominator": counted.denominator,
        "value": counted.value,
        "low": counted.low,
        "high": counted.high,
        "unknown": counted.unknown,
        "unit": counted.unit,
        "verdict": str(figure.verdict),
        "progress": str(figure.progress),
        "sheet": f"{figure.sheet.code}/{figure.sheet.version}" if figure.sheet else None,
        "entries": list(figure.entries),
    }


def as_table(found: list[Figure], on: date) -> str:
    """For people: three lines a target."""
    from lantoa.vietnamese import date_long

    rows = [f"Số liệu đến hết {date_long(on)}, đếm từ sổ minh chứng", ""]
    if not found:
        rows.append("Chưa có kế hoạch nào đang thực hiện.")
    for figure in found:
        rows.append(f"{figure.code or '--':<3}{figure.title} (năm {figure.year})")
        rows.append(f"   {figure.in_words}" + (f"; {figure.note}" if figure.note else ""))
        if figure.counted.trend:
            months = (
                f"{m} {low}" + (f"–{high}" if high > low else "")
                for m, low, high in figure.counted.trend[-6:]
            )
            rows.append(f"   các tháng ({figure.counted.unit}): {', '.join(months)}")
        rows.append(f"   {figure.progress.label}; {figure.verdict_words}")
    return "\n".join(rows)

"""The letterhead of every commune of the country."""

from __future__ import annotations

import csv
from pathlib import Path

import lantoa.registry
from lantoa.plan.reading.document import split_document
from lantoa.plan.reading.letterhead import read_letterhead
from lantoa.plan.reading.lines import read_lines

COMMUNES = Path(lantoa.registry.__file__).parent / "data" / "communes.csv"


def test_every_commune_is_read_as_the_body_and_the_place_of_its_plan() -> None:
    with COMMUNES.open(encoding="utf-8") as held:
        names = sorted({row["name"] for row in csv.DictReader(held)})
    assert len(names) > 2500
    missed = []
    for name in names:
        kind = name.split(" ")[0] if not name.startswith("Đặc khu") else "Đặc khu"
        place = name.removeprefix(f"{kind} ")
        document = split_document(
            read_lines(
                f"ỦY BAN NHÂN DÂN\n{name.upper()}\nSố: 5/KH-UBND\n"
                f"{place}, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nTruyền thông\nI. MỤC TIÊU\n- Tốt.\n"
            )
        )
        read = read_letterhead(document.head, "")
        # «1 Bảo Lộc»: a place that begins with a figure is not written alone.
        body = f"Ủy ban nhân dân {kind.lower()} {place}"
        if (read.body or "").lower() != body.lower() or (
            read.place != place and not place[0].isdigit()
        ):
            missed.append((name, read.body, read.place))
    assert missed == []

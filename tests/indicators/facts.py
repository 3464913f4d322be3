"""Facts and grounds as plain values, without a database."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from typing import Any

from lantoa.core.clock import ZONE
from lantoa.indicators.grounds import Grounds
from lantoa.ledger.queries import Fact

PLAN = "KH-2026-1"
START = date(2026, 4, 8)
ON = date(2026, 11, 23)
_numbers = itertools.count(1)


def fact(
    kind: str, day: date, *subjects: str, proof: str = "system", tasks: bool = True, **payload: Any
) -> Fact:
    """One entry of the plan's task 1.1 on a day at 9 o'clock."""
    seq = next(_numbers)
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
    codes = (*subjects, f"task:{PLAN}/1.1") if tasks else subjects
    return Fact(
        seq=seq, kind=kind, occurred_at=moment, recorded_at=moment, by="account:1",
        subjects=codes, payload=payload, proof=proof, attachments=(), hash=f"{seq:064x}",
    )  # fmt: skip


def grounds(*facts: Fact, **fields: Any) -> Grounds:
    """The grounds of a plan that was issued on 08/4/2026, on 23/11/2026."""
    known: dict[str, Any] = {"plan": PLAN, "start": START, "year": 2026, "on": ON, **fields}
    return Grounds(facts=tuple(facts), **known)

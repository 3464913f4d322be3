"""A piece of evidence as it stands today: the entry with its corrections applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lantoa.ledger.models import Evidence
from lantoa.ledger.terms import ORIGIN_DEMO


@dataclass(frozen=True)
class Fact:
    """One piece of evidence as it stands today: the entry with its corrections applied."""

    seq: int
    kind: str
    occurred_at: datetime
    recorded_at: datetime
    by: str
    subjects: tuple[str, ...]
    payload: dict[str, Any]
    proof: str
    attachments: tuple[dict[str, Any], ...]
    hash: str
    corrected_by: tuple[int, ...] = field(default=())

    @property
    def is_backfilled(self) -> bool:
        return bool(self.payload.get("backfilled"))

    @property
    def is_demo(self) -> bool:
        return self.payload.get("origin") == ORIGIN_DEMO


def fact_of(row: Evidence, corrections: Sequence[Evidence]) -> Fact | None:
    """None where the entry was withdrawn."""
    payload = dict(row.payload)
    for correction in corrections:
        names = correction.payload["changed"]
        if not names:
            return None
        payload.update({name: correction.payload[f"to_{name}"] for name in names})
    return Fact(
        seq=row.seq, kind=row.kind, occurred_at=row.occurred_at, recorded_at=row.recorded_at,
        by=row.by, subjects=tuple(row.subjects), payload=payload, proof=row.proof,
        attachments=tuple(row.attachments), hash=row.hash,
        corrected_by=tuple(correction.seq for correction in corrections),
    )  # fmt: skip

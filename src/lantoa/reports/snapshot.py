"""What a report freezes: figures, targets, annex rows, the head of the chain. A plain value."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from lantoa.reports.terms import Value


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One row of part III: a target with its figure, verdict and progress in words."""

    key: str
    code: str
    title: str
    year: int
    in_words: str
    note: str
    progress: str
    verdict: str
    is_met: bool
    is_late: bool
    unknown_why: str = ""


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One line of the lists: the day, what, where or through what, how proved, the entry."""

    day: str
    title: str
    kind: str
    place: str
    people: str
    proof: str
    seq: int
    is_backfilled: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that was counted for a report, at one head of the chain.

    `values` by key; `names` of braces in texts lead to them. `months` are «6/2026», `monthly` holds
    by key one whole number a month and last that of all months.
    """

    until: str
    taken_at: str
    chain_seq: int
    chain_hash: str
    is_demo: bool
    values: dict[str, Value]
    targets: tuple[TargetRow, ...]
    months: tuple[str, ...]
    monthly: dict[str, tuple[int, ...]]
    items: tuple[AnnexRow, ...]
    activities: tuple[AnnexRow, ...]

    def by_name(self) -> dict[str, Value]:
        """Values by the name that texts use."""
        return {value.name: value for value in self.values.values()}

    def as_json(self) -> dict[str, Any]:
        """For the database."""
        data = asdict(self)
        data["values"] = {key: value.as_json() for key, value in self.values.items()}
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Snapshot:
        return cls(
            **{
                **data,
                "values": {key: Value.from_json(one) for key, one in data["values"].items()},
                "targets": tuple(TargetRow(**one) for one in data["targets"]),
                "months": tuple(data["months"]),
                "monthly": {key: tuple(row) for key, row in data["monthly"].items()},
                "items": tuple(AnnexRow(**one) for one in data["items"]),
                "activities": tuple(AnnexRow(**one) for one in data["activities"]),
            }
        )

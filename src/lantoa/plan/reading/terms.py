"""What was read from a plan: plain values, each with the lines that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]
"""First and last line, 1-based, of the text as read."""


@dataclass(frozen=True)
class BasisRead:
    """A higher document that the plan carries out or that is cited inside one."""

    kind: str
    number: str | None
    date: str | None = None
    issuer: str | None = None
    cited_via: str | None = None


@dataclass(frozen=True)
class TargetRead:
    """What must be reached by a period. `value` is None where there is no figure; a range is
    a pair."""

    period: str | None
    text: str
    value: float | tuple[float, float] | None = None
    unit: str | None = None
    comparator: str | None = None


@dataclass(frozen=True)
class SolutionRead:
    """Heading that groups tasks; `tasks` counts them."""

    number: str | None
    text: str
    tasks: int


@dataclass(frozen=True)
class TaskRead:
    """One numbered thing to do. `timing` is the wording, or YYYY-MM-DD where it is one day."""

    number: str | None
    text: str
    lead_units: tuple[str, ...] = ()
    supporting_units: tuple[str, ...] = ()
    timing: str | None = None


@dataclass(frozen=True)
class ResponsibilityRead:
    """What one unit has to do."""

    unit: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class DutyRead:
    """A report owed. `before` is "MM-DD", or "*-DD" for every month or quarter."""

    before: str
    every: str
    to: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class ObservanceRead:
    """A yearly day, "MM-DD"."""

    day: str
    name: str


@dataclass(frozen=True)
class Doubt:
    """What the reader is not sure of, for a person to settle."""

    field: str
    quote: str
    why: str


@dataclass(frozen=True)
class PlanReading:
    """All that was read from one plan. `sources` maps JSON pointers of `as_json` to lines."""

    title: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    issuer: str | None = None
    date: str | None = None
    date_partial: str | None = None
    legal_bases: tuple[BasisRead, ...] = ()
    purposes: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    general_objective: str | None = None
    targets: tuple[TargetRead, ...] = ()
    solutions: tuple[SolutionRead, ...] = ()
    tasks: tuple[TaskRead, ...] = ()
    budget: str | None = None
    budget_sources: tuple[str, ...] = ()
    responsibilities: tuple[ResponsibilityRead, ...] = ()
    duties: tuple[DutyRead, ...] = ()
    ad_hoc_reports: bool = False
    observances: tuple[ObservanceRead, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: str | None = None
    signer_title: str | None = None
    on_behalf_of: str | None = None
    doubts: tuple[Doubt, ...] = ()
    sources: Mapping[str, Span] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The plan as JSON values, in the shape that other programs rely on."""
        from lantoa.plan.reading.contract import as_json

        return as_json(self)

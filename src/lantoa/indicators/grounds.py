"""What a figure is counted from, as values: facts of the ledger, the plan, the registers.

Pure: the counting functions take `Grounds` and are tested without a database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lantoa.core.clock import local
from lantoa.ledger.queries import Fact


@dataclass(frozen=True, slots=True)
class RosterLine:
    """An officer in a unit from when to when (`left_on` is the last day, None: still there)."""

    officer: str
    joined_on: date
    left_on: date | None = None
    in_communication: bool = False

    def days_between(self, first: date, last: date) -> int:
        """Days on the roster from `first` to `last`, both included."""
        start, end = max(first, self.joined_on), min(last, self.left_on or last)
        return max(0, (end - start).days + 1)


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A science project of the register."""

    code: str
    name: str
    is_state_funded: bool = True
    is_secret: bool = False
    starts_on: date = date.min
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class CommunicatorLine:
    """A member of the communication force; `unit_kind` is a code of registry.UnitKind."""

    code: str
    officer: str = ""
    unit_kind: str = ""
    hamlet: str = ""
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """Everything that the figures of one target on one day are counted from.

    `start` is the day the plan was issued, or the first day of its year where it has no date.
    `value` is the level of the target, None where the plan gives no figure.
    """

    plan: str
    start: date
    year: int
    on: date
    value: float | None = None
    tasks: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    rosters: tuple[RosterLine, ...] = ()
    projects: tuple[ProjectLine, ...] = ()
    communicators: tuple[CommunicatorLine, ...] = ()
    hamlets: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)

    @property
    def last_day(self) -> date:
        """The last day that is counted: today, or the due day once it has passed."""
        return min(self.on, date(self.year, 12, 31))

    def of(self, *kinds: str) -> list[Fact]:
        """Facts of some kinds for this plan, from its start to the last day counted."""
        return [
            fact
            for fact in self.facts
            if fact.kind in kinds and self.start <= day_of(fact) <= self.last_day
        ]


def day_of(fact: Fact) -> date:
    """The commune's day on which it happened."""
    return local(fact.occurred_at).date()


def is_of_plan(fact: Fact, plan: str) -> bool:
    """Does the fact serve a task of this plan, or no plan's task at all?"""
    tasks = [code for code in fact.subjects if code.startswith("task:")]
    return not tasks or any(code.startswith(f"task:{plan}/") for code in tasks)


def codes_of(fact: Fact, kind: str) -> Iterator[str]:
    """The subjects of one kind: `codes_of(fact, "officer")` gives officer:3, officer:8."""
    return (code for code in fact.subjects if code.startswith(f"{kind}:"))


def whole(fact: Fact, name: str) -> int:
    """A whole number of the payload; 0 where it was not given."""
    value = fact.payload.get(name, 0)
    return int(value) if isinstance(value, int) else 0


def seqs(facts: list[Fact]) -> tuple[int, ...]:
    """The entries behind a figure, in their order."""
    return tuple(sorted({fact.seq for fact in facts}))


def backfilled(facts: list[Fact]) -> int:
    """How many of them were entered later than they happened."""
    return sum(fact.is_backfilled for fact in facts)

"""Kinh phí: what was set aside and spent, by task and source. Pure counting on values.

What nobody wrote is None, never 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lantoa.ledger.queries import Fact
from lantoa.ledger.terms import Proof
from lantoa.plan.terms import Source

GATHERINGS = ("training.held", "meeting.held", "activity.held")
PLAYED = "broadcast.played"
REACH_KINDS = (*GATHERINGS, PLAYED)
SOURCES: tuple[str, ...] = tuple(Source.values)
PROVED = (Proof.SIGNED, Proof.SENSED, Proof.WITNESSED)


@dataclass(frozen=True)
class Budget:
    """Money set aside: for a task by its code, or for the whole plan («»)."""

    task: str
    source: str
    amount: int


@dataclass
class Cell:
    """Đồng of one row from one source, or of many. `has_gap`: a part of the sum knows one side
    only."""

    planned: int | None = None
    spent: int | None = None
    has_gap: bool = field(default=False, compare=False)

    @property
    def left(self) -> int | None:
        """Known only where both sides are, of every part."""
        if self.planned is None or self.spent is None or self.has_gap:
            return None
        return self.planned - self.spent

    @property
    def is_known(self) -> bool:
        return self.planned is not None or self.spent is not None

    def plus(self, other: Cell) -> Cell:
        gap = self.is_half or other.is_half
        return Cell(added(self.planned, other.planned), added(self.spent, other.spent), gap)

    @property
    def is_half(self) -> bool:
        return self.has_gap or (self.planned is None) != (self.spent is None)


@dataclass
class CostRow:
    """What stands for one task, for several that share (more codes), or for the plan (no code)."""

    tasks: tuple[str, ...]
    cells: dict[str, Cell] = field(default_factory=lambda: {source: Cell() for source in SOURCES})
    seqs: list[int] = field(default_factory=list)
    seconds: int | None = None
    people: int | None = None

    @property
    def total(self) -> Cell:
        return total_of(self.cells.values())

    @property
    def per_minute(self) -> int | None:
        """Đồng a proved minute on the air, where the ledger knows both."""
        spent = self.total.spent
        return round(spent * 60 / self.seconds) if spent and self.seconds else None

    @property
    def per_person(self) -> int | None:
        """Đồng an attendee, where the ledger knows both."""
        spent = self.total.spent
        return round(spent / self.people) if spent and self.people else None


@dataclass(frozen=True)
class CostTable:
    """The rows, the sums by source, and entries that name no paper."""

    rows: tuple[CostRow, ...]
    sums: Mapping[str, Cell]
    paperless: tuple[Fact, ...]

    @property
    def total(self) -> Cell:
        return total_of(self.sums.values())

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells.values()]

    @property
    def unspent(self) -> int:
        """Cells with money set aside of which no spending is written."""
        return sum(cell.planned is not None and cell.spent is None for cell in self.cells)

    @property
    def unplanned(self) -> int:
        """Cells with spending for which nothing was set aside."""
        return sum(cell.spent is not None and cell.planned is None for cell in self.cells)


def added(one: int | None, other: int | None) -> int | None:
    """The sum of what is known."""
    return (one or 0) + (other or 0) if one is not None or other is not None else None


def total_of(cells: Iterable[Cell]) -> Cell:
    """The sum of cells. A sum that leaves out an unknown still says what is known."""
    total = Cell()
    for cell in cells:
        total = total.plus(cell)
    return total


def cost_table(
    *, tasks: Sequence[str], budgets: Iterable[Budget], spending: Iterable[Fact],
    reach: Iterable[Fact] = (),
) -> CostTable:  # fmt: skip
    """Counts entries of `cost.spent`. An entry for several tasks stands in a row of its own: it
    is not divided. What a budget line says goes before the estimate written in entries."""
    rows: dict[tuple[str, ...], CostRow] = {(code,): CostRow((code,)) for code in tasks}
    paperless = []
    for fact in spending:
        codes = tuple(code for code in tasks if code in fact.subjects)
        row = rows.setdefault(codes, CostRow(codes))
        _take_entry(row, fact)
        if fact.payload.get("spent") and not _has_paper(fact):
            paperless.append(fact)
    _take_budgets(rows, budgets)
    for fact in reach:
        _take_reach(rows, fact, tasks)
    ordered = sorted(rows.values(), key=lambda row: (len(row.tasks) != 1, -len(row.tasks)))
    sums = {source: total_of(row.cells[source] for row in ordered) for source in SOURCES}
    return CostTable(tuple(ordered), sums, tuple(paperless))


def _take_entry(row: CostRow, fact: Fact) -> None:
    cell = row.cells.get(str(fact.payload.get("source"))) or row.cells[Source.OTHER]
    cell.planned = added(cell.planned, fact.payload.get("planned") or None)
    cell.spent = added(cell.spent, fact.payload.get("spent") or None)
    row.seqs.append(fact.seq)


def _take_budgets(rows: dict[tuple[str, ...], CostRow], budgets: Iterable[Budget]) -> None:
    for budget in budgets:
        codes = (budget.task,) if budget.task else ()
        row = rows.setdefault(codes, CostRow(codes))
        row.cells[budget.source].planned = budget.amount


def _take_reach(
    rows: Mapping[tuple[str, ...], CostRow], fact: Fact, tasks: Collection[str]
) -> None:
    for code in fact.subjects:
        if code not in tasks:
            continue
        row = rows[(code,)]
        if fact.kind == PLAYED and fact.proof in PROVED:
            row.seconds = added(row.seconds, fact.payload.get("seconds"))
        elif fact.kind in GATHERINGS:
            row.people = added(row.people, fact.payload.get("attendees"))


def _has_paper(fact: Fact) -> bool:
    return bool(str(fact.payload.get("document") or "").strip() or fact.attachments)

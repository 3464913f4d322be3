"""The table of money in the words of the screen, and as a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.core.clock import local
from lantoa.documents.sheets import Cell as SheetCell
from lantoa.documents.sheets import Sheet
from lantoa.ledger.queries import Fact, facts
from lantoa.plan.costs import REACH_KINDS, SOURCES, Budget, Cell, CostRow, CostTable, cost_table
from lantoa.plan.models import BudgetLine, Plan, Task
from lantoa.plan.terms import Source
from lantoa.vietnamese import date_short, number

UNKNOWN = "chưa rõ"


@dataclass(frozen=True)
class Figures:
    """One cell: planned, spent and left, each in words."""

    source: str
    planned: str
    spent: str
    left: str
    is_known: bool
    is_over: bool


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    numbers: str
    text: str
    address: Task | None
    cells: tuple[Figures, ...]
    total: Figures
    per_minute: str
    per_person: str
    entries: tuple[int, ...]


def read_table(plan: Plan, year: int) -> tuple[CostTable, dict[str, Task]]:
    """The table of a year and the plan's tasks by code. Four queries."""
    tasks = {task.code: task for task in _tasks(plan)}
    budgets = [
        Budget(line.task.code if line.task else "", line.source, line.amount)
        for line in plan.budget_lines.filter(year=year).select_related("task__plan")
    ]
    first, last = date(year, 1, 1), date(year, 12, 31)
    table = cost_table(
        tasks=list(tasks), budgets=budgets,
        spending=facts(kinds=["cost.spent"], subject=plan.subject, since=first, until=last),
        reach=facts(kinds=REACH_KINDS, since=first, until=last),
    )  # fmt: skip
    return table, tasks


def years_of(plan: Plan, *, today: date) -> list[int]:
    """Years of which something is known, and this one; newest first."""
    spent = {local(fact.occurred_at).year
             for fact in facts(kinds=["cost.spent"], subject=plan.subject)}  # fmt: skip
    planned = set(BudgetLine.objects.filter(plan=plan).values_list("year", flat=True))
    return sorted({today.year, *spent, *planned}, reverse=True)


def lines_of(table: CostTable, tasks: Mapping[str, Task]) -> list[Line]:
    """Rows in the words of the screen."""
    return [_line(row, tasks) for row in table.rows]


def sums_of(table: CostTable) -> tuple[list[Figures], Figures]:
    """The last row: sums by source, and of all."""
    sums = [_figures(Source(source).label, table.sums[source]) for source in SOURCES]
    return sums, _figures("cộng", table.total)


def paperless_rows(table: CostTable) -> list[dict[str, Any]]:
    """Entries that were spent and name no paper."""
    return [
        {"seq": fact.seq, "text": fact.payload.get("text", ""), "day": _day(fact),
         "spent": number(int(fact.payload["spent"]))}
        for fact in table.paperless
    ]  # fmt: skip


def money_sheets(table: CostTable, tasks: Mapping[str, Task], year: int) -> list[Sheet]:
    """The same for a spreadsheet: numbers as numbers, what is unknown in words."""
    head = ["Nhiệm vụ", "Nội dung"]
    for label in (*Source.labels, "Cộng"):
        head += [f"{label}: dự toán", f"{label}: đã chi", f"{label}: còn"]
    rows: list[tuple[SheetCell, ...]] = [(*head, "Đồng một phút phát", "Đồng một người dự")]
    for row in table.rows:
        name, text, _ = _name(row, tasks)
        figures = [value for cell in (*row.cells.values(), row.total) for value in _three(cell)]
        rows.append((name, text, *figures, _or_unknown(row.per_minute),
                     _or_unknown(row.per_person)))  # fmt: skip
    figures = [value for cell in (*table.sums.values(), table.total) for value in _three(cell)]
    rows.append(("Cộng", "", *figures, "", ""))
    bare: list[tuple[SheetCell, ...]] = [("Mục của sổ", "Ngày", "Nội dung", "Đã chi (đồng)")]
    bare += [
        (fact.seq, local(fact.occurred_at).date(), str(fact.payload.get("text", "")),
         fact.payload["spent"])
        for fact in table.paperless
    ]  # fmt: skip
    return [Sheet(f"Kinh phí {year}", tuple(rows)), Sheet("Chưa có chứng từ", tuple(bare))]


def _tasks(plan: Plan) -> list[Task]:
    return list(plan.tasks.select_related("plan").defer("plan__text", "plan__reading")
                .order_by("position"))  # fmt: skip


def _line(row: CostRow, tasks: Mapping[str, Task]) -> Line:
    name, text, task = _name(row, tasks)
    return Line(
        name, text, task,
        tuple(_figures(Source(source).label, row.cells[source]) for source in SOURCES),
        _figures("cộng", row.total), _words(row.per_minute), _words(row.per_person),
        tuple(row.seqs),
    )  # fmt: skip


def _name(row: CostRow, tasks: Mapping[str, Task]) -> tuple[str, str, Task | None]:
    if not row.tasks:
        return "", "Cả kế hoạch", None
    if len(row.tasks) > 1:
        return "", f"Chung cho {', '.join(tasks[code].number for code in row.tasks)}", None
    task = tasks[row.tasks[0]]
    return task.number, task.text, task


def _figures(source: str, cell: Cell) -> Figures:
    return Figures(source, _words(cell.planned), _words(cell.spent), _words(cell.left),
                   cell.is_known, (cell.left or 0) < 0)  # fmt: skip


def _three(cell: Cell) -> tuple[SheetCell, ...]:
    if not cell.is_known:
        return (UNKNOWN, UNKNOWN, UNKNOWN)
    return tuple(_or_unknown(value) for value in (cell.planned, cell.spent, cell.left))


def _or_unknown(value: int | None) -> SheetCell:
    return UNKNOWN if value is None else value


def _words(value: int | None) -> str:
    return UNKNOWN if value is None else number(value)


def _day(fact: Fact) -> str:
    return date_short(local(fact.occurred_at).date())

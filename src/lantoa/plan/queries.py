"""Reads of plans."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from lantoa.core.clock import local
from lantoa.ledger.queries import Trace, traces
from lantoa.plan.models import Observance, Plan, ReportDuty, Task
from lantoa.plan.pace import Mark, Reading, pace_of
from lantoa.plan.proposals import ACTIVITY, HAMLET_WHAT, SHOWN
from lantoa.plan.terms import CadencePeriod, Pace, PlanState
from lantoa.plan.units import KnownUnit
from lantoa.registry.models import Unit

WORST_FIRST = {Pace.SILENT: 0, Pace.BEHIND: 1, Pace.ON_PACE: 2, Pace.AHEAD: 3}


@dataclass(frozen=True)
class TaskRow:
    """A task with its pace; `reading` is None where it has no cadence (a day of its own)."""

    task: Task
    reading: Reading | None
    last: Trace | None

    @property
    def order(self) -> tuple[int, int]:
        """Worst first; what has no cadence stands last."""
        return (WORST_FIRST[self.reading.pace] if self.reading else 4, self.task.position)


@dataclass(frozen=True)
class DutyDate:
    """A report owed next: the duty and the day before which it is due."""

    duty: ReportDuty
    due_on: date
    days: int


def live_plans() -> QuerySet[Plan]:
    """Plans that are being carried out, the newest first."""
    return Plan.objects.filter(state=PlanState.LIVE).order_by("-confirmed_at")


def draft_plans() -> QuerySet[Plan]:
    """Plans that wait for a person's confirmation."""
    return Plan.objects.filter(state=PlanState.DRAFT).order_by("-imported_at")


def known_units() -> list[KnownUnit]:
    """Units of the registry as the matching takes them."""
    return [
        KnownUnit(pk, name, tuple(each for each in (short, *aliases) if each))
        for pk, name, short, aliases in Unit.objects.filter(is_active=True).values_list(
            "pk", "name", "short_name", "aliases"
        )
    ]


def task_rows(plan: Plan, *, today: date) -> list[TaskRow]:
    """All tasks of a plan with their pace, worst first. Five queries for any number of tasks."""
    return task_rows_of([plan], today=today)


def task_rows_of(plans: Sequence[Plan], *, today: date) -> list[TaskRow]:
    """The tasks of several plans, worst first."""
    tasks = list(
        Task.objects.filter(plan__in=plans)
        .select_related("cadence", "plan")
        .prefetch_related("lead_units", Prefetch("plan__observances"))
    )
    found = _by_task(tasks)
    rows = [_row(task, found.get(task.code, []), today) for task in tasks]
    return sorted(rows, key=lambda row: row.order)


def task_row(task: Task, *, today: date) -> TaskRow:
    """One task with its pace."""
    return _row(task, _by_task([task]).get(task.code, []), today)


def late_rows(rows: Sequence[TaskRow]) -> list[TaskRow]:
    """Tasks that do not keep up with their cadence, worst first."""
    return [row for row in rows if row.reading and row.reading.is_late]


def next_duties(plans: Sequence[Plan], *, today: date) -> list[DutyDate]:
    """For each report that is owed its next day, the nearest first; the same day once."""
    duties = ReportDuty.objects.filter(plan__in=plans).select_related("plan")
    dates = {
        (due_on, duty.to): DutyDate(duty, due_on, (due_on - today).days)
        for duty in duties
        if (due_on := next_due(duty.before, duty.every, today=today))
    }
    return sorted(dates.values(), key=lambda each: each.due_on)


def next_due(before: str, every: str, *, today: date) -> date | None:
    """The next day on or after today that `MM-DD` or `*-DD` names; quarters end in 3, 6, 9, 12."""
    month, _, day = before.partition("-")
    for step in range(24):
        number = today.month - 1 + step
        year, current = today.year + number // 12, number % 12 + 1
        if month not in ("*", f"{current:02d}"):
            continue
        if month == "*" and every == "quarter" and current % 3:
            continue
        try:
            due_on = date(year, current, int(day))
        except ValueError:
            continue
        if due_on >= today:
            return due_on
    return None


def since_of(plan: Plan) -> date:
    """The day from which a plan's tasks are judged: issued, else taken up."""
    taken_up = local(plan.confirmed_at).date() if plan.confirmed_at else date.max
    return min(plan.issued_on or date.max, taken_up)


def task_codes(plans: Sequence[Plan]) -> list[str]:
    """How evidence names the tasks of plans."""
    return [
        f"task:{code}/{number}"
        for code, number in Task.objects.filter(plan__in=plans).values_list("plan__code", "number")
    ]


def _by_task(tasks: Sequence[Task]) -> dict[str, list[Trace]]:
    codes = {task.code for task in tasks}
    found: dict[str, list[Trace]] = {}
    if not codes:
        return found
    for trace in traces(subjects=codes, kinds=SHOWN):
        for code in codes.intersection(trace.subjects):
            found.setdefault(code, []).append(trace)
    return found


def _row(task: Task, shown: list[Trace], today: date) -> TaskRow:
    cadence = getattr(task, "cadence", None)
    if cadence is None:
        return TaskRow(task, None, shown[-1] if shown else None)
    counted = [trace for trace in shown if trace.kind in cadence.kinds]
    reading = pace_of(
        count=cadence.count, period=cadence.period, today=today, since=since_of(task.plan),
        marks=[mark for trace in counted for mark in _marks(trace, cadence.what == HAMLET_WHAT)],
        due_days=_yearly_days(task.plan.observances.all(), today)
        if cadence.kinds == [ACTIVITY] and cadence.period == CadencePeriod.YEAR
        else None,
    )  # fmt: skip
    return TaskRow(task, reading, counted[-1] if counted else None)


def _marks(trace: Trace, by_hamlet: bool) -> list[Mark]:
    """What one entry counts as: an article once a period however often it was shown, a hamlet
    once, everything else for itself."""
    day = local(trace.occurred_at).date()
    prefix = "hamlet:" if by_hamlet else "article:"
    items = [code for code in trace.subjects if code.startswith(prefix)]
    if by_hamlet:
        return [Mark(day, code) for code in items]
    return [Mark(day, f"{trace.kind}/{items[0]}" if items else f"entry:{trace.seq}")]


def _yearly_days(observances: Collection[Observance], today: date) -> list[date]:
    return [date(today.year, row.month, min(row.day, 28 if row.month == 2 else row.day))
            for row in observances]  # fmt: skip

"""Reads of plans."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Prefetch, Q, QuerySet, When

from lantoa.core.clock import ZONE, local
from lantoa.ledger.queries import Book, Fact, Remembered, book, facts
from lantoa.plan.models import Observance, Obstacle, Plan, ReportDuty, Task
from lantoa.plan.pace import Mark, Reading, pace_of
from lantoa.plan.proposals import ACTIVITY, HAMLET_WHAT, SHOWN
from lantoa.plan.terms import CadencePeriod, ObstacleState, Pace, PlanState
from lantoa.plan.units import KnownUnit
from lantoa.registry.models import Account, Unit
from lantoa.registry.queries import units_of

# How many, in which period, of which kinds, counted by hamlet or not.
Rule = tuple[int, str, tuple[str, ...], bool]
_READINGS: Remembered[tuple[Reading, Fact | None]] = Remembered()
SEES_OBSTACLES = ("plan.forward_obstacle", "plan.decide_obstacle", "desk.inspect_period")
WORST_FIRST = {Pace.SILENT: 0, Pace.BEHIND: 1, Pace.ON_PACE: 2, Pace.AHEAD: 3}


@dataclass(frozen=True)
class TaskRow:
    """A task with its pace; `reading` is None where it has no cadence (a day of its own)."""

    task: Task
    reading: Reading | None
    last: Fact | None

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


def ending_of(plan: Plan) -> Fact | None:
    """What was recorded when the plan ended; None while it is being carried out."""
    if plan.state != PlanState.CLOSED:
        return None
    return next(reversed(facts(kinds=("plan.closed",), subject=plan.subject)), None)


def counted_to(plan: Plan, *, today: date) -> date:
    """The last day on which the work of a plan counts: today, of an ended plan the day it ended."""
    ending = ending_of(plan)
    return local(ending.occurred_at).date() if ending else today


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
        Task.objects.filter(plan__in=plans, closed_at__isnull=True)
        .select_related("cadence", "plan")
        .defer("plan__text", "plan__reading")
        .prefetch_related("lead_units", "supporting_units", Prefetch("plan__observances"))
    )
    known = book()
    rows = [_row(task, known, today) for task in tasks]
    return sorted(rows, key=lambda row: row.order)


def task_row(task: Task, *, today: date) -> TaskRow:
    """One task with its pace."""
    return _row(task, book(), today)


def late_rows(rows: Sequence[TaskRow]) -> list[TaskRow]:
    """Tasks that do not keep up with their cadence, worst first."""
    return [row for row in rows if row.reading and row.reading.is_late]


def next_due(before: str, every: str, *, today: date) -> date | None:
    """The next day on or after today that `MM-DD` or `*-DD` names; quarters end in 3, 6, 9, 12.
    Where a month has no such day, its last one."""
    month, _, day = before.partition("-")
    for step in range(24):
        number = today.month - 1 + step
        year, current = today.year + number // 12, number % 12 + 1
        if month not in ("*", f"{current:02d}"):
            continue
        if month == "*" and every == "quarter" and current % 3:
            continue
        due_on = date(year, current, min(int(day), monthrange(year, current)[1]))
        if due_on >= today:
            return due_on
    return None


def obstacles_of(account: Account, *, today: date) -> QuerySet[Obstacle]:
    """Obstacles that an account may see, open ones first: all of them for who lays them before
    the leader, decides or inspects; else those of the own units and those given to them."""
    rows = Obstacle.objects.select_related(
        "unit", "task__plan", "raised_by", "decided_unit", "decided_by"
    ).defer("task__plan__text", "task__plan__reading")
    if not any(account.has_perm(name) for name in SEES_OBSTACLES):
        own = units_of(account, today=today)
        rows = rows.filter(Q(unit__in=own) | Q(decided_unit__in=own))
    is_closed = Case(When(state=ObstacleState.DECIDED, then=1), default=0)
    return rows.order_by(is_closed, "-raised_at")


def obstacles_of_month(year: int, month: int) -> list[Obstacle]:
    """What was raised in a month, and what came before and had no decision when it began."""
    first = datetime(year, month, 1, tzinfo=ZONE)
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=ZONE)
    still = Q(decided_at__isnull=True) | Q(decided_at__gte=first)
    rows = Obstacle.objects.filter(Q(raised_at__gte=first) | still, raised_at__lt=after)
    return list(rows.select_related("unit", "task", "decided_unit").order_by("raised_at"))


def since_of(plan: Plan) -> date:
    """The day from which a plan's tasks are judged: issued, else taken up."""
    taken_up = local(plan.confirmed_at).date() if plan.confirmed_at else date.max
    return min(plan.issued_on or date.max, taken_up)


def is_shown(code: str) -> bool:
    """Does the ledger hold anything that shows work on this subject, such as `showcase:2`?"""
    return bool(book().about(code, SHOWN))


def papers_of_use(*, pack: str, unit: str) -> Sequence[Mapping[str, Any]]:
    """What a unit sent along when it told how it used a pack (`pack:2`, `unit:7`): {sha256, size,
    mime} of each, as the ledger keeps it."""
    told = [fact for fact in facts(kinds=("pack.used",), subject=pack) if unit in fact.subjects]
    return told[-1].attachments if told else ()


def task_codes(plans: Sequence[Plan]) -> list[str]:
    """How evidence names the tasks of plans."""
    return [
        f"task:{code}/{key or number}"
        for code, key, number in Task.objects.filter(plan__in=plans).values_list(
            "plan__code", "key", "number"
        )
    ]


def _row(task: Task, known: Book, today: date) -> TaskRow:
    """A task against the ledger; what follows from both is reckoned once for each head."""
    cadence = getattr(task, "cadence", None)
    if cadence is None:
        shown = known.about(task.code, SHOWN)
        return TaskRow(task, None, shown[-1] if shown else None)
    is_yearly = cadence.kinds == [ACTIVITY] and cadence.period == CadencePeriod.YEAR
    days = tuple(_yearly_days(task.plan.observances.all(), today)) if is_yearly else None
    rule = (cadence.count, cadence.period, tuple(cadence.kinds), cadence.what == HAMLET_WHAT)
    since = since_of(task.plan)
    reading, last = _READINGS.of(
        known.head, (task.code, rule, today, since, days),
        lambda: _read(known.about(task.code, rule[2]), rule, today, since, days),
    )  # fmt: skip
    return TaskRow(task, reading, last)


def _read(
    counted: Sequence[Fact], rule: Rule, today: date, since: date, days: tuple[date, ...] | None
) -> tuple[Reading, Fact | None]:
    count, period, _, by_hamlet = rule
    reading = pace_of(
        count=count, period=period, today=today, since=since, due_days=days,
        marks=[mark for fact in counted for mark in _marks(fact, by_hamlet)],
    )  # fmt: skip
    return reading, counted[-1] if counted else None


def _marks(trace: Fact, by_hamlet: bool) -> list[Mark]:
    """What one entry counts as: an article once a period however often it was shown, a hamlet
    once, everything else for itself."""
    day = local(trace.occurred_at).date()
    prefix = "hamlet:" if by_hamlet else "article:"
    items = [code for code in trace.subjects if code.startswith(prefix)]
    if by_hamlet:
        return [Mark(day, code) for code in items]
    return [Mark(day, f"{trace.kind}/{items[0]}" if items else f"entry:{trace.seq}")]


def _yearly_days(observances: Collection[Observance], today: date) -> list[date]:
    """The days of this year; one that an officer added later in the year owes nothing yet."""
    days = [
        (row, date(today.year, row.month, min(row.day, 28 if row.month == 2 else row.day)))
        for row in observances
    ]
    return [day for row, day in days if not row.added_at or day >= local(row.added_at).date()]

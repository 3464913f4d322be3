"""What Hôm nay shows one person. Rows are made from the queries of the slices; each role sees
only what it can act on or must know, by its permissions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from lantoa.core.clock import local
from lantoa.desk.kits.rows import KitCard, cards_at_hand
from lantoa.desk.plans.rows import TargetLine, TaskLine, target_line, task_line, task_summary
from lantoa.desk.today.air import Air, air, light, so_far
from lantoa.desk.today.deciding import new_approver_rows
from lantoa.desk.today.machine import machine_lines, machine_rows
from lantoa.desk.today.notes import Notes, notes_for
from lantoa.desk.today.nudging import with_nudges
from lantoa.desk.today.rows import Row, Rows, first_of, link
from lantoa.desk.today.tasks import TaskAct, late_tasks, unit_tasks
from lantoa.desk.today.troubles import (
    delivery_rows,
    overdue_rows,
    silent_receivers,
    station_rows,
    timing_rows,
)
from lantoa.desk.today.waiting import waiting_rows
from lantoa.indicators.queries import figures, worst_first
from lantoa.newsroom.alerts.queries import alerts_in_force
from lantoa.newsroom.models import Alert
from lantoa.plan.duties import owed_duties
from lantoa.plan.models import Plan
from lantoa.plan.queries import (
    DutyDate,
    TaskRow,
    draft_plans,
    late_rows,
    live_plans,
    task_rows_of,
)
from lantoa.registry.models import Account
from lantoa.registry.queries import units_of
from lantoa.reports.models import Report
from lantoa.reports.periods import cutoffs, period_of, running_code
from lantoa.vietnamese import countdown, date_long, date_short, weekday

__all__ = ["Board", "Duty", "Sees", "light", "today_board", "today_targets"]
REPORTS = 4


@dataclass(frozen=True)
class Duty:
    """The report that is owed next, with its dates."""

    name: str
    countdown: str
    to: str
    due: str
    cutoff: str
    address: str


@dataclass(frozen=True)
class ReportLine:
    """One report that was made: its name, its days, its state."""

    title: str
    note: str
    address: str


@dataclass(frozen=True)
class Sees:
    """What a person may act on or must know."""

    approves: bool
    plans: bool
    writes: bool
    airs: bool
    keeps_machine: bool
    reads_reports: bool
    is_of_unit: bool

    @classmethod
    def of(cls, account: Account) -> Sees:
        can = account.has_perm
        works = can("plan.change_plan") or can("newsroom.change_article")
        works = works or can("approval.add_approval") or can("station.change_timetable")
        keeps = can("registry.change_account") and not works
        return cls(
            approves=can("approval.add_approval"), plans=can("plan.change_plan"),
            writes=can("newsroom.change_article"), airs=can("station.change_timetable"),
            keeps_machine=keeps, reads_reports=can("reports.view_report"),
            is_of_unit=not works and not keeps and can("outreach.add_activity"),
        )  # fmt: skip

    @property
    def follows(self) -> bool:
        """The day's work of the whole commune: what sounds, what went out, what is late."""
        return self.approves or self.plans or self.writes or self.airs

    @property
    def targets(self) -> bool:
        return self.approves or self.plans or (self.reads_reports and not self.keeps_machine)

    @property
    def duty(self) -> bool:
        return self.targets or self.is_of_unit


@dataclass(frozen=True)
class Board:
    """The home of one person. What a role does not see is empty; what a screen does not show (the
    phone page has no card of the station) is not asked for."""

    now: datetime
    today: str
    sees: Sees
    has_plan: bool
    plan: Plan | None
    urgent: Rows
    waiting: Rows
    notes: Notes
    tasks: tuple[TaskLine, ...] = ()
    late: tuple[TaskAct, ...] = ()
    task_count: int = 0
    task_words: str = ""
    unit_names: str = ""
    unit_tasks: tuple[TaskAct, ...] = ()
    reports: tuple[ReportLine, ...] = ()
    machine: tuple[str, ...] = ()
    duty: Duty | None = None
    # In force at this moment: before everything else, with the way to stop it.
    alerts: tuple[Alert, ...] = ()

    @property
    def is_leader(self) -> bool:
        return self.sees.approves

    @cached_property
    def so_far(self) -> str:
        return so_far(now=self.now) if self.sees.follows else ""

    @cached_property
    def air(self) -> Air:
        return air(now=self.now) if self.sees.follows else Air("resting")

    @cached_property
    def kits(self) -> tuple[KitCard, ...]:
        return cards_at_hand(today=local(self.now).date()) if self.sees.follows else ()


def today_board(*, account: Account, now: datetime) -> Board:
    """Hôm nay of one account, but for the figures: those come after (`today_targets`)."""
    today, sees = local(now).date(), Sees.of(account)
    units = units_of(account, today=today)
    live = list(live_plans().defer("text", "reading"))
    drafts = list(draft_plans().defer("text", "reading")) if sees.plans or not live else []
    rows = task_rows_of(live, today=today) if live and (sees.follows or sees.is_of_unit) else []
    waiting = waiting_rows(account=account, units=units, drafts=drafts, live=live, now=now)
    own = tuple(task_line(row, today=today) for row in rows if row.task.plan_id == live[0].pk)
    return Board(
        now=now, today=date_long(today), sees=sees, has_plan=bool(live or drafts),
        plan=live[0] if live else None,
        urgent=first_of(_urgent(account, sees, rows, now)),
        waiting=first_of(
            waiting, more=link("approvals") if sees.approves else "",
            most=6 if sees.approves else 3,
        ),
        notes=notes_for(account, units, today=today),
        tasks=own if sees.approves else (), task_count=len(rows), task_words=task_summary(own),
        late=late_tasks(late_rows(rows), account=account, today=today)
        if sees.follows and not sees.approves else (),
        unit_names=", ".join(unit.name for unit in units) if sees.is_of_unit else "",
        unit_tasks=unit_tasks(rows, units, account=account, today=today)
        if sees.is_of_unit else (),
        reports=_reports() if sees.reads_reports and not sees.follows else (),
        machine=tuple(machine_lines(now=now)) if sees.keeps_machine else (),
        duty=_duty(owed_duties(live, today=today), today) if live and sees.duty else None,
        alerts=tuple(alerts_in_force(now)) if sees.follows else (),
    )  # fmt: skip


def today_targets(*, now: datetime) -> list[TargetLine]:
    """The figures of all live plans, worst first."""
    return [target_line(one) for one in worst_first(figures(on=local(now).date()))]


def behind(lines: Sequence[TargetLine]) -> list[TargetLine]:
    """Targets that need something done."""
    return [line for line in lines if line.code and line.is_late and not line.is_met]


def _urgent(account: Account, sees: Sees, rows: Sequence[TaskRow], now: datetime) -> list[Row]:
    today = local(now).date()
    found: list[Row] = new_approver_rows(account, today=today) if sees.approves else []
    if sees.keeps_machine:
        found += [*machine_rows(now=now), *silent_receivers(account, now=now)]
    if sees.follows:
        found += [*station_rows(account, now=now), *delivery_rows(account)]
        found += timing_rows(account)
        overdue = [row for row in rows if _is_overdue(row, today)]
        found += overdue_rows(overdue, today=today)
    return with_nudges(found, account=account, today=today)


def _is_overdue(row: TaskRow, today: date) -> bool:
    due_on = row.task.due_on
    return row.reading is None and row.last is None and due_on is not None and due_on < today


def _reports() -> tuple[ReportLine, ...]:
    rows = Report.objects.defer("snapshot", "last_snapshot").order_by("-cutoff_on", "-made_at")
    return tuple(
        ReportLine(
            row.title,
            f"{date_short(row.since)}–{date_short(row.cutoff_on)}, {row.get_state_display()}",
            link("report", row.pk),
        )
        for row in rows[:REPORTS]
    )


def _duty(duties: Sequence[DutyDate], today: date) -> Duty | None:
    if not duties:
        return None
    first = duties[0]
    # A report that is overdue is of the period that ran until its own day.
    code = running_code(min(today, first.due_on), cutoffs=cutoffs())
    period = period_of(code, cutoffs=cutoffs())
    is_same = period.before == first.due_on
    return Duty(
        name=f"Báo cáo {period.words}" if is_same else "Báo cáo định kỳ",
        countdown=countdown(first.due_on, today=today), to=first.duty.to,
        due=f"{weekday(first.due_on)} {date_short(first.due_on)}",
        cutoff=date_short(period.cutoff_on) if is_same else "", address=link("reports"),
    )  # fmt: skip

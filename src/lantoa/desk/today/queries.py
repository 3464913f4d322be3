"""What Hôm nay shows one person. Rows are made from the queries of the slices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lantoa.core.clock import local
from lantoa.desk.plans.rows import TargetLine, TaskLine, target_line, task_line, task_summary
from lantoa.desk.today.air import Air, air, light, so_far
from lantoa.desk.today.rows import Rows, first_of, link, urgent_rows, waiting_rows
from lantoa.indicators.queries import figures, worst_first
from lantoa.plan.models import Plan
from lantoa.plan.queries import (
    DutyDate,
    draft_plans,
    late_rows,
    live_plans,
    next_duties,
    task_rows_of,
)
from lantoa.registry.models import Account
from lantoa.reports.periods import cutoffs, period_of, running_code
from lantoa.vietnamese import countdown, date_long, date_short, weekday

__all__ = ["Board", "Duty", "light", "today_board", "today_targets"]


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
class Board:
    """The home of one person."""

    today: str
    has_plan: bool
    plan: Plan | None
    urgent: Rows
    waiting: Rows
    tasks: tuple[TaskLine, ...]
    late: tuple[TaskLine, ...]
    task_count: int
    task_words: str
    so_far: str
    air: Air
    duty: Duty | None
    is_leader: bool


def today_board(*, account: Account, now: datetime) -> Board:
    """Hôm nay of one account, but for the figures: those come after (`today_targets`)."""
    today = local(now).date()
    live = list(live_plans().defer("text", "reading"))
    drafts = list(draft_plans().defer("text", "reading"))
    rows = task_rows_of(live, today=today) if live else []
    late = late_rows(rows)
    lines = tuple(task_line(row, today=today) for row in rows)
    own = tuple(line for line in lines if line.task.plan == live[0])
    overdue = [row for row, line in zip(rows, lines, strict=True) if line.pace == "late"]
    waiting = waiting_rows(account=account, drafts=drafts, live=live, now=now)
    leader = account.has_perm("approval.add_approval")
    more = link("approvals") if leader else ""
    return Board(
        today=date_long(today), has_plan=bool(live or drafts), plan=live[0] if live else None,
        urgent=first_of(urgent_rows(account=account, late=overdue, now=now)),
        waiting=first_of(waiting, more=more, most=6 if leader else 3),
        tasks=own if leader else (), late=tuple(task_line(row, today=today) for row in late),
        task_count=len(rows), task_words=task_summary(own),
        so_far=so_far(now=now), air=air(now=now),
        duty=_duty(next_duties(live, today=today), today), is_leader=leader,
    )  # fmt: skip


def today_targets(*, now: datetime) -> list[TargetLine]:
    """The figures of all live plans, worst first."""
    return [target_line(one) for one in worst_first(figures(on=local(now).date()))]


def behind(lines: Sequence[TargetLine]) -> list[TargetLine]:
    """Targets that need something done."""
    return [line for line in lines if line.code and line.is_late and not line.is_met]


def _duty(duties: Sequence[DutyDate], today: date) -> Duty | None:
    if not duties:
        return None
    first = duties[0]
    period = period_of(running_code(today, cutoffs=cutoffs()), cutoffs=cutoffs())
    is_same = period.before == first.due_on
    return Duty(
        name=f"Báo cáo {period.words}" if is_same else "Báo cáo định kỳ",
        countdown=countdown(first.due_on, today=today), to=first.duty.to,
        due=f"{weekday(first.due_on)} {date_short(first.due_on)}",
        cutoff=date_short(period.cutoff_on) if is_same else "", address=link("reports"),
    )  # fmt: skip

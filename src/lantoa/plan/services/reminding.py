"""Đôn đốc theo hạn và theo nhịp: what is due goes to units and officers, never twice a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lantoa.notices.queries import nudges, told
from lantoa.notices.services import remind_unit, tell_account
from lantoa.plan.calendar import last_working_day
from lantoa.plan.contributions import missing_contributions
from lantoa.plan.duties import owed_duties
from lantoa.plan.models import Plan, Task
from lantoa.plan.nudging import deadline_words, escalates, is_deadline_due, is_pace_due
from lantoa.plan.queries import (
    TaskRow,
    known_units,
    late_rows,
    live_plans,
    obstacles_of_month,
    task_rows_of,
)
from lantoa.plan.services.requests import MY_REQUESTS
from lantoa.plan.terms import ObstacleState, Timing
from lantoa.plan.units import match_name
from lantoa.registry.models import Account, Unit
from lantoa.registry.terms import Role
from lantoa.vietnamese import day_month

BY = "system"
LAID_LATE_UNTIL = 10
"""Day of the month until which the list of the month before is still laid."""


@dataclass(frozen=True)
class Due:
    """Something that a unit owes: who, about what, in which words, until when (None: its pace)."""

    unit: Unit
    subject: str
    text: str
    link: str
    due_on: date | None


def remind_all(*, now: datetime, today: date) -> int:
    """Sends every nudge that is owed today; safe to call again on the same day.

    Answers how many were sent.
    """
    plans = list(live_plans())
    rows = task_rows_of(plans, today=today) if plans else []
    dues = [
        *_tasks(rows, today), *_paces(rows), *_reports(plans, today), *_contributions(today),
    ]  # fmt: skip
    before = nudges({due.subject for due in dues})
    sent = 0
    for due in dues:
        days = before.get((due.subject, due.unit.pk), [])
        if not _is_owed(due, today, days):
            continue
        remind_unit(
            unit=due.unit, text=due.text, subject=due.subject, link=due.link, by=BY, today=today,
            now=now,
        )  # fmt: skip
        sent += 1
        if escalates(due.due_on, today=today, before=days):
            _tell_leaders(due, days, now, today)
    return sent


def lay_month(*, now: datetime, today: date) -> int:
    """On the last working day the month's obstacles are laid before leaders and plan officers; if
    no machine ran on that day, in the days after.

    Safe to call again. Answers how many people were told: none on other days, nor when nothing
    was reported and nothing is open.
    """
    of = _month_to_lay(today)
    if of is None:
        return 0
    rows = list(obstacles_of_month(of.year, of.month))
    if not rows:
        return 0
    open_count = sum(row.state != ObstacleState.DECIDED for row in rows)
    left = f"{open_count} việc chưa có quyết định" if open_count else "đều đã có quyết định"
    month = f"{of:%Y-%m}"
    people = Account.objects.filter(role__in=(Role.LEADER, Role.PLAN_OFFICER), is_active=True)
    for person in people:
        tell_account(
            account=person, subject=f"obstacles:{month}", by=BY, today=today, now=now,
            text=f"Khó khăn, vướng mắc tháng {of.month}/{of.year}: {len(rows)} việc, {left}.",
            link=f"/ban-lam-viec/vuong-mac/in/?thang={month}",
        )  # fmt: skip
    return len(people)


def _month_to_lay(today: date) -> date | None:
    """A day of the month whose obstacles are to be laid; one month is laid once."""
    if today == last_working_day(today.year, today.month):
        return today
    before = today.replace(day=1) - timedelta(days=1)
    is_late = today.day <= LAID_LATE_UNTIL and not told({f"obstacles:{before:%Y-%m}"})
    return before if is_late else None


def _is_owed(due: Due, today: date, before: list[date]) -> bool:
    if due.due_on is None:
        return is_pace_due(today=today, before=before)
    return is_deadline_due(due.due_on, today=today, before=before)


def _tasks(rows: Iterable[TaskRow], today: date) -> Iterable[Due]:
    """Tasks with a day, for each unit that leads them."""
    for row in rows:
        task = row.task
        if task.timing != Timing.BY_DAY or task.due_on is None or row.last is not None:
            continue
        words = deadline_words(f"Nhiệm vụ {_named(task)}", task.due_on, today=today)
        for unit in task.lead_units.all():
            yield Due(unit, task.code, words, _link(task), task.due_on)


def _paces(rows: Iterable[TaskRow]) -> Iterable[Due]:
    for row in late_rows(list(rows)):
        if row.reading is None:
            continue
        cadence = row.task.cadence
        words = (
            f"Nhiệm vụ {_named(row.task)}: {row.reading.pace.label}, cần {cadence.count} "
            f"{cadence.what} mỗi {cadence.get_period_display()}."
        )
        for unit in row.task.lead_units.all():
            yield Due(unit, row.task.code, words, _link(row.task), None)


def _reports(plans: list[Plan], today: date) -> Iterable[Due]:
    known = known_units()
    for one in owed_duties(plans, today=today):
        found = match_name(one.duty.by_text, known).unit if one.duty.by_text else None
        unit = Unit.objects.filter(pk=found.pk).first() if found else None
        if unit is not None:
            what = f"Báo cáo định kỳ gửi {one.duty.to}" if one.duty.to else "Báo cáo định kỳ"
            subject = f"duty:{one.duty.plan.code}/{one.due_on}"
            words = deadline_words(what, one.due_on, today=today)
            yield Due(unit, subject, words, "/ban-lam-viec/bao-cao/", one.due_on)


def _contributions(today: date) -> Iterable[Due]:
    for one in missing_contributions():
        what = f"Số liệu «{one.request.title}»"
        words = deadline_words(what, one.request.due_on, today=today)
        yield Due(one.unit, one.request.code, words, MY_REQUESTS, one.request.due_on)


def _tell_leaders(due: Due, before: list[date], now: datetime, today: date) -> None:
    said = f" Đã nhắc {', '.join(day_month(day) for day in before)}." if before else ""
    leaders = Account.objects.filter(role=Role.LEADER, is_active=True)
    for leader in leaders:
        tell_account(
            account=leader, text=f"{due.unit.name}: {due.text}{said}", subject=due.subject,
            link=due.link, by=BY, today=today, now=now, by_mail=True,
        )  # fmt: skip


def _named(task: Task) -> str:
    words = task.text if len(task.text) <= 90 else task.text[:90].rsplit(" ", 1)[0] + "…"
    return f"{task.number} «{words}»"


def _link(task: Task) -> str:
    return f"/ban-lam-viec/ke-hoach/{task.plan.code}/nhiem-vu/{task.slug}/"

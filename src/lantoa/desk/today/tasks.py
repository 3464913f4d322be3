"""Tasks on Hôm nay: those behind their cadence, those of my unit, each with one way on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.desk.plans.rows import TaskLine, task_line
from lantoa.desk.today.nudging import with_nudges
from lantoa.desk.today.rows import Row, link
from lantoa.desk.today.troubles import task_wish
from lantoa.plan.proposals import PLAYED, POST, WEBSITE
from lantoa.plan.queries import TaskRow
from lantoa.registry.models import Account, Unit

WRITTEN = {WEBSITE, POST, PLAYED}


@dataclass(frozen=True)
class TaskAct:
    """A task in words, and its button."""

    line: TaskLine
    row: Row


def late_tasks(rows: Sequence[TaskRow], *, account: Account, today: date) -> tuple[TaskAct, ...]:
    """Tasks that do not keep up: who may nudge nudges the lead unit, who may write writes."""
    return _with_acts(rows, account=account, today=today)


def unit_tasks(
    rows: Sequence[TaskRow], units: Sequence[Unit], *, account: Account, today: date
) -> tuple[TaskAct, ...]:
    """The tasks that these units lead or support, worst first."""
    own = {unit.pk for unit in units}
    mine = [row for row in rows if own & _units_of(row)]
    return _with_acts(mine, account=account, today=today)


def _units_of(row: TaskRow) -> set[int]:
    leads = {unit.pk for unit in row.task.lead_units.all()}
    return leads | {unit.pk for unit in row.task.supporting_units.all()}


def _with_acts(
    rows: Sequence[TaskRow], *, account: Account, today: date
) -> tuple[TaskAct, ...]:  # fmt: skip
    lines = [task_line(row, today=today) for row in rows]
    acts = [_act(row, line, account) for row, line in zip(rows, lines, strict=True)]
    nudged = with_nudges(acts, account=account, today=today)
    return tuple(TaskAct(line, row) for line, row in zip(lines, nudged, strict=True))


def _act(row: TaskRow, line: TaskLine, account: Account) -> Row:
    what = f"{row.task.number} {row.task.text}"
    note = line.last or line.this_period
    kinds = set(row.task.cadence.kinds) if row.reading else set()
    if account.has_perm("newsroom.add_article") and (kinds & WRITTEN or not kinds):
        address = f"{link('article-genres')}?nhiem_vu={row.task.pk}"
        return Row("late", line.pace_words, what, note, "Viết bài", address)
    if account.has_perm("outreach.add_activity") and not account.has_perm("notices.add_notice"):
        return Row("late", line.pace_words, what, note, "Ghi kết quả", link("outreach-choose"))
    wish = task_wish(row, _state(line))
    return Row("late", line.pace_words, what, note, wish=wish)


def _state(line: TaskLine) -> str:
    """«chậm: 1 trên 2, kỳ đến 30/11»."""
    return f"{line.pace_words.lower()}: {line.this_period}" if line.this_period else (
        line.pace_words.lower()
    )  # fmt: skip

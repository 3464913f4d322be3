"""Reads of the week: what is planned, and what the plan's cadences still ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from lantoa.newsroom.models import Article, Idea, PlannedItem
from lantoa.newsroom.terms import ArticleState, IdeaSource, IdeaState
from lantoa.plan.models import Task
from lantoa.plan.proposals import PLAYED, POST, WEBSITE
from lantoa.plan.queries import TaskRow, live_plans, task_rows_of
from lantoa.plan.terms import CadencePeriod

DAYS = 7
WRITTEN = frozenset({WEBSITE, POST, PLAYED})
"""Kinds of evidence that a story brings; what is held or visited is no story's debt."""


@dataclass(frozen=True)
class OwedSlot:
    """What one task still owes in the period that the week lies in, and how much of it is
    planned already. `what`: «tin bài»; `period`: «tuần», «tháng»…"""

    task: Task
    what: str
    period: str
    missing: int
    planned: int

    @property
    def still(self) -> int:
        return max(self.missing - self.planned, 0)


def monday_of(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def days_of(monday: date) -> list[date]:
    """The seven days of a week."""
    return [monday + timedelta(days=number) for number in range(DAYS)]


def planned_between(first: date, last: date) -> QuerySet[PlannedItem]:
    """What is planned for these days, with all that a grid shows of it."""
    rows = PlannedItem.objects.filter(day__gte=first, day__lte=last)
    return rows.select_related("task", "writer", "idea", "article")


def owed_slots(monday: date, *, today: date) -> list[OwedSlot]:
    """What the cadences of live plans ask for in the periods of this week, most owed first.

    Of the running week as things stand today; of a coming one all that it asks; of a past one
    what stayed undone.
    """
    on = min(max(today, monday), monday + timedelta(days=DAYS - 1))
    rows = task_rows_of(list(live_plans().defer("text", "reading")), today=on)
    return owed_in(rows, _open_plans(rows))


def owed_in(rows: Sequence[TaskRow], planned: Sequence[tuple[int, date]]) -> list[OwedSlot]:
    """Pure: tasks against their cadence, and (task, day) of what is planned and not yet out."""
    found = []
    for row in rows:
        reading = row.reading
        if reading is None or not reading.missing:
            continue
        cadence = row.task.cadence
        if not WRITTEN & set(cadence.kinds):
            continue
        own = sum(
            task == row.task.pk and reading.starts_on <= day <= reading.ends_on
            for task, day in planned
        )
        period = CadencePeriod(cadence.period).label
        found.append(OwedSlot(row.task, cadence.what, period, reading.missing, own))
    return found


def _open_plans(rows: Sequence[TaskRow]) -> list[tuple[int, date]]:
    spans = [(row.reading.starts_on, row.reading.ends_on) for row in rows if row.reading]
    if not spans:
        return []
    found = PlannedItem.objects.filter(
        task__isnull=False, day__gte=min(span[0] for span in spans),
        day__lte=max(span[1] for span in spans),
    ).exclude(article__live=True)  # fmt: skip
    return [(item.task_id, item.day) for item in found if item.task_id]


def unplanned_ideas(most: int) -> list[Idea]:
    """Ideas that wait for a day, those of people first; debts of the plan have slots of their
    own."""
    rows = Idea.objects.filter(state=IdeaState.NEW, planned__isnull=True)
    rows = rows.exclude(source=IdeaSource.PLAN).order_by("is_proposal", "-noted_at", "-pk")
    return list(rows[:most])


def unplanned_articles(rows: QuerySet[Article], most: int) -> list[Article]:
    """Drafts, returned and waiting articles that have no day; `rows` carry their standing."""
    waiting = (ArticleState.RETURNED, ArticleState.WAITING, ArticleState.DRAFT)
    found = rows.filter(standing__in=waiting, planned__isnull=True)
    return list(found.order_by("-created_at", "-pk")[:most])

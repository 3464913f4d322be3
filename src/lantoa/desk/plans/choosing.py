"""Choosing tasks in a form, under the names of their plans when there are several."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

from lantoa.plan.models import Plan, Task
from lantoa.plan.terms import PlanState

LONGEST = 110


def live_tasks() -> QuerySet[Task]:
    """Tasks of the plans that are being carried out, plan by plan in their order."""
    tasks = Task.objects.filter(plan__state=PlanState.LIVE, closed_at__isnull=True)
    tasks = tasks.select_related("plan")
    # The text of a plan is long and nobody reads it here.
    tasks = tasks.defer("plan__text", "plan__reading")
    return tasks.order_by("-plan__imported_at", "plan_id", "position")


def task_label(task: Task) -> str:
    """«1.4 Phát bản tin…»: the number and the first words, never cut within a word."""
    words = task.text
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + "…"
    return f"{task.number} {words}"


def plan_heading(plan: Plan) -> str:
    """«Kế hoạch 57/KH-UBND»; before it has a number, its title with its code."""
    if plan.number:
        return f"Kế hoạch {plan.number}"
    title = plan.title if len(plan.title) <= 60 else plan.title[:60].rsplit(" ", 1)[0] + "…"
    return f"{title} ({plan.code})"


class ByPlan(ModelChoiceIterator):  # type: ignore[type-arg]
    """Choices grouped by plan; of one plan alone they need no heading."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        tasks = list(self.queryset)
        groups = [
            (plan_heading(own[0].plan), [self.choice(task) for task in own])
            for own in (list(found) for _, found in groupby(tasks, lambda task: task.plan_id))
        ]
        yield from groups if len(groups) > 1 else (one for _, own in groups for one in own)


class TaskPick(forms.ModelChoiceField[Task]):
    """One task."""

    iterator = ByPlan

    def label_from_instance(self, task: Task) -> str:
        return task_label(task)


class TaskBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick; the first of each plan carries the plan's `heading` for the template."""

    def optgroups(self, *args: Any, **options: Any) -> list[Any]:
        groups = super().optgroups(*args, **options)
        for heading, boxes, _ in groups:
            if heading and boxes:
                boxes[0]["heading"] = heading
        return groups


class TasksPick(forms.ModelMultipleChoiceField[Task]):
    """Tasks to tick."""

    iterator = ByPlan
    widget = TaskBoxes

    def label_from_instance(self, task: Task) -> str:
        return task_label(task)

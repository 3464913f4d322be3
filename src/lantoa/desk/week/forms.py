"""The form of one planned item."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.desk.plans.choosing import TaskPick, live_tasks
from lantoa.newsroom.terms import Genre
from lantoa.newsroom.week.planning import LONGEST
from lantoa.plan.models import Task
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

WRITERS = (Role.EDITOR, Role.STATION_OPERATOR)


class PlannedForm(forms.Form):
    """About what, of which kind and task, by whom, for which day."""

    headline = forms.CharField(label="Chuyện gì", max_length=LONGEST)
    day = forms.DateField(
        label="Ngày", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    genre = forms.ChoiceField(label="Thể loại", choices=Genre.choices)
    task = TaskPick(Task.objects.none(), label="Nhiệm vụ", required=False, empty_label="không chọn")
    writer = forms.ModelChoiceField(
        Account.objects.none(), label="Ai viết", required=False, empty_label="chưa giao"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].queryset = live_tasks()  # type: ignore[attr-defined]
        writers = Account.objects.filter(role__in=WRITERS, is_active=True).order_by("name")
        self.fields["writer"].queryset = writers  # type: ignore[attr-defined]

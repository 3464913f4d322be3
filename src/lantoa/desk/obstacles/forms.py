"""Forms of obstacles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from lantoa.desk.plans.choosing import TaskPick, live_tasks
from lantoa.plan.models import Task
from lantoa.registry.models import Account, Unit
from lantoa.registry.queries import units_of

AREA = {"rows": 4, "maxlength": 4_000}


class ObstacleForm(forms.Form):
    """What a unit reports: three fields."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị", empty_label=None)
    task = TaskPick(Task.objects.none(), label="Nhiệm vụ đang vướng", empty_label="chọn nhiệm vụ")
    text = forms.CharField(label="Khó khăn, vướng mắc", widget=forms.Textarea(attrs=AREA))
    wish = forms.CharField(
        label="Đề nghị (nếu có)", required=False, widget=forms.Textarea(attrs={**AREA, "rows": 2})
    )

    def __init__(self, *args: Any, by: Account, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        own = [unit.pk for unit in units_of(by, today=today)]
        all_units = by.has_perm("plan.forward_obstacle")
        units = Unit.objects.filter(is_active=True)
        self.fields["unit"].queryset = units if all_units else units.filter(pk__in=own)  # type: ignore[attr-defined]
        self.fields["task"].queryset = live_tasks()  # type: ignore[attr-defined]
        if own:
            self.fields["unit"].initial = own[0]


class DecisionForm(forms.Form):
    """What, who, by when."""

    decision = forms.CharField(label="Làm gì", widget=forms.Textarea(attrs=AREA))
    unit = forms.ModelChoiceField(
        Unit.objects.filter(is_active=True), label="Giao đơn vị", empty_label="chọn đơn vị"
    )
    due_on = forms.DateField(
        label="Trước ngày", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

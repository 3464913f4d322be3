"""Forms of campaign kits."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.desk.plans.choosing import TasksPick, live_tasks
from lantoa.plan.kit_words import HAMLET
from lantoa.plan.models import Task
from lantoa.registry.models import Unit


class DayForm(forms.Form):
    """A yearly day of the commune's own."""

    day = forms.IntegerField(label="Ngày", min_value=1, max_value=31)
    month = forms.IntegerField(label="Tháng", min_value=1, max_value=12)
    name = forms.CharField(
        label="Tên ngày", max_length=200, help_text="ví dụ: Ngày hội chuyển đổi số của xã"
    )


class ItemForm(forms.Form):
    """What, who, by when."""

    text = forms.CharField(label="Việc cần làm", max_length=300)
    unit = forms.ModelChoiceField(
        Unit.objects.filter(is_active=True), label="Đơn vị làm", required=False,
        empty_label="chưa giao",
    )  # fmt: skip
    due_on = forms.DateField(
        label="Hạn",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class DescribeForm(forms.Form):
    """The name of the day, what it is, its tasks."""

    name = forms.CharField(label="Tên ngày", max_length=200)
    about = forms.CharField(
        label="Ngày này là gì", required=False, max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    tasks = TasksPick(
        Task.objects.none(), label="Nhiệm vụ của ngày này", required=False,
        help_text="bản nháp tạo từ bộ tài liệu gắn với các nhiệm vụ này",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["tasks"].queryset = live_tasks()  # type: ignore[attr-defined]


class TextForm(forms.Form):
    """One text to copy."""

    text = forms.CharField(
        label="Lời", max_length=4_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"viết {HAMLET} ở chỗ cần tên thôn, tổ dân phố: máy điền khi chép",
    )  # fmt: skip

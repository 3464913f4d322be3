"""Forms of data requests."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.desk.outreach.files import ACCEPTED, HELP, FilesField, FilesInput
from lantoa.desk.plans.choosing import TasksPick, live_tasks
from lantoa.plan.models import Task
from lantoa.registry.models import Unit


class RequestForm(forms.Form):
    """What is asked, of whom, by when."""

    title = forms.CharField(
        label="Số liệu cần", max_length=200, help_text="ví dụ: Số hộ dùng dịch vụ công trực tuyến"
    )
    measure = forms.CharField(
        label="Đơn vị tính", max_length=60, required=False, help_text="ví dụ: hộ, lượt người, %"
    )
    period_words = forms.CharField(
        label="Kỳ số liệu", max_length=120, required=False, help_text="ví dụ: 6 tháng cuối năm 2026"
    )
    text = forms.CharField(
        label="Cách tính, giải thích", required=False, max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    due_on = forms.DateField(
        label="Trước ngày", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.filter(is_active=True), label="Đơn vị được hỏi",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    tasks = TasksPick(Task.objects.none(), label="Nhiệm vụ", required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["tasks"].queryset = live_tasks()  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """One number, a note, its paper."""

    value = forms.CharField(
        label="Số liệu", max_length=30, help_text="ghi bằng chữ số, ví dụ 20.986 hoặc 94,41",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    document = forms.CharField(label="Văn bản kèm theo (số, ngày)", required=False, max_length=200)
    papers = FilesField(
        label="Ảnh chụp, bản quét", required=False, help_text=HELP,
        widget=FilesInput(attrs={"multiple": True, "accept": ACCEPTED}),
    )  # fmt: skip

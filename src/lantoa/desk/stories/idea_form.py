"""The form of an idea that is noted on the desk, and ready reasons for leaving one."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.desk.plans.choosing import TaskPick, live_tasks
from lantoa.newsroom.ideas.taking import LONGEST_TEXT, NOTED_SOURCES
from lantoa.plan.models import Task

REASONS = ("Đã có tin bài về chuyện này", "Không thuộc phạm vi của xã", "Chưa đủ căn cứ",
           "Chuyện đã cũ")  # fmt: skip


class IdeaForm(forms.Form):
    """About what, from whom, for which task."""

    headline = forms.CharField(label="Chuyện gì", max_length=200)
    source = forms.ChoiceField(
        label="Từ đâu", choices=[(one.value, one.label) for one in NOTED_SOURCES]
    )
    from_whom = forms.CharField(
        label="Ai hỏi, ai kể", max_length=120, required=False,
        help_text="tên đơn vị, thôn hoặc nhóm; không ghi số điện thoại",
    )  # fmt: skip
    text = forms.CharField(
        label="Kể lại", max_length=LONGEST_TEXT, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    task = TaskPick(Task.objects.none(), label="Nhiệm vụ", required=False, empty_label="không chọn")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].queryset = live_tasks()  # type: ignore[attr-defined]

"""Search and filters of the list; the names stand in its address."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.desk.outreach.queries import SHOWN
from lantoa.desk.plans.choosing import TaskPick, live_tasks
from lantoa.ledger.kinds import KINDS
from lantoa.plan.models import Task


class FilterForm(forms.Form):
    """What the list asks for."""

    q = forms.CharField(
        label="Tìm trong hoạt động", required=False, max_length=100,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "có dấu hoặc không dấu", "data-search": ""}
        ),
    )  # fmt: skip
    loai = forms.ChoiceField(
        label="Loại", required=False,
        choices=[("", "tất cả"), *((code, KINDS[code].name) for code in SHOWN)],
    )  # fmt: skip
    nhiem_vu = TaskPick(Task.objects.none(), label="Nhiệm vụ", required=False, empty_label="tất cả")
    nhap = forms.ChoiceField(
        label="Cách nhập", required=False,
        choices=[("", "tất cả"), ("bo-sung", "chỉ mục nhập bổ sung")],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nhiem_vu"].queryset = live_tasks()  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What is asked for; a value that makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

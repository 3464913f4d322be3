"""Forms of money set aside and of rates."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.desk.plans.choosing import TaskPick
from lantoa.newsroom.terms import Genre
from lantoa.plan.models import Plan, Task
from lantoa.plan.services.money import DEAREST, MOST
from lantoa.plan.terms import ItemForm, Source


class BudgetForm(forms.Form):
    """Money for a year from one source."""

    task = TaskPick(
        Task.objects.none(), label="Nhiệm vụ", required=False, empty_label="cả kế hoạch"
    )
    source = forms.ChoiceField(label="Nguồn kinh phí", choices=Source.choices)
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    amount = forms.IntegerField(
        label="Dự toán (đồng)", min_value=0, max_value=MOST,
        help_text="ghi lại cùng nhiệm vụ, nguồn và năm thì số mới thay số cũ",
    )  # fmt: skip
    document = forms.CharField(
        label="Văn bản giao dự toán (số, ngày)", max_length=200, required=False
    )

    def __init__(self, *args: Any, plan: Plan, **more: Any) -> None:
        super().__init__(*args, **more)
        tasks = plan.tasks.select_related("plan").order_by("position")
        self.fields["task"].queryset = tasks  # type: ignore[attr-defined]


class RateForm(forms.Form):
    """What the commune pays an item."""

    genre = forms.ChoiceField(label="Thể loại", choices=Genre.choices)
    form = forms.ChoiceField(label="Hình thức", choices=ItemForm.choices)
    amount = forms.IntegerField(label="Mức chi một tin bài (đồng)", min_value=1, max_value=DEAREST)
    starts_on = forms.DateField(
        label="Áp dụng từ ngày", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    basis = forms.CharField(
        label="Căn cứ", max_length=200, help_text="văn bản của xã hoặc của tỉnh: số, ngày"
    )

"""Forms of praise."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from lantoa.desk.paperfile import PaperField
from lantoa.desk.plans.choosing import TasksPick, live_tasks
from lantoa.plan.models import Task
from lantoa.plan.services.praising import LONGEST_PAPER, MOST_EVIDENCE
from lantoa.plan.terms import Paper, Praised

FILE = "-tep"
"""Ends the name of the field that holds the file of a paper."""


class NominationForm(forms.Form):
    """Whom, what for, and the entries that show it."""

    whom = forms.CharField(label="Tập thể, cá nhân, mô hình", max_length=300)
    kind = forms.ChoiceField(label="Là", choices=Praised.choices)
    for_what = forms.CharField(
        label="Thành tích", max_length=4_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    evidence = forms.CharField(
        label="Các mục của sổ minh chứng", required=False, max_length=2_000,
        help_text="số mục, cách nhau bằng dấu phẩy",
    )  # fmt: skip
    tasks = TasksPick(Task.objects.none(), label="Nhiệm vụ của kế hoạch")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["tasks"].queryset = live_tasks()  # type: ignore[attr-defined]

    def clean_evidence(self) -> list[int]:
        """Numbers alone; nothing else is guessed."""
        text = self.cleaned_data["evidence"].strip()
        if text and not re.fullmatch(r"[0-9]{1,9}(\s*,\s*[0-9]{1,9})*", text):
            raise forms.ValidationError("Chỉ ghi số mục, cách nhau bằng dấu phẩy, ví dụ: 12, 15.")
        numbers = [int(part) for part in text.split(",")] if text else []
        if len(numbers) > MOST_EVIDENCE:
            raise forms.ValidationError(f"Ghi nhiều nhất {MOST_EVIDENCE} mục.")
        return numbers


class PapersForm(forms.Form):
    """Each paper of the file with its number and day, and its own file."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for paper in Paper:
            self.fields[paper.value] = forms.CharField(
                label=str(paper.label), required=False, max_length=LONGEST_PAPER
            )
            self.fields[f"{paper.value}{FILE}"] = PaperField(label=f"Tệp: {paper.label}")

    def words(self) -> dict[str, str]:
        """Paper → its number and day."""
        return {paper: self.cleaned_data[paper] for paper in Paper.values}

    def chosen(self) -> dict[str, dict[str, Any]]:
        """Paper → its new file."""
        found = {paper: self.cleaned_data[f"{paper}{FILE}"] for paper in Paper.values}
        return {paper: file for paper, file in found.items() if file}


class DecisionForm(forms.Form):
    """The decision as it was signed."""

    number = forms.CharField(label="Số quyết định", max_length=80, help_text="ví dụ: 67/QĐ-UBND")
    decided_on = forms.DateField(
        label="Ngày quyết định",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

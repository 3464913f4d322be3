"""What every form of Hoạt động asks: which tasks, when, how it is known, files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django import forms

from lantoa.channels.outreach.terms import PROOFS
from lantoa.core.clock import ZONE
from lantoa.desk.outreach.files import HELP, FilesField
from lantoa.desk.plans.choosing import TasksPick, live_tasks
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Task
from lantoa.registry.models import Officer, Roster

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
CLOCK = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class TasksField(TasksPick):
    """At least one task."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Task.objects.none(), label="Nhiệm vụ của kế hoạch",
            error_messages={"required": "Chọn ít nhất một nhiệm vụ."}, **options,
        )  # fmt: skip


class DeedFields(forms.Form):
    """The shared part. `today` is the last day that may be entered."""

    LAST = ("day", "at", "tasks", "proof", "papers")
    DAY_LABEL = "Ngày diễn ra"

    day = forms.DateField(
        label="Ngày diễn ra", widget=DAY, input_formats=["%Y-%m-%d"],
        help_text="việc đã qua vẫn ghi được; quá 7 ngày thì mang dấu «nhập bổ sung»",
    )  # fmt: skip
    at = forms.TimeField(label="Giờ bắt đầu", required=False, widget=CLOCK)
    tasks = TasksField()
    proof = forms.ChoiceField(
        label="Biết được từ đâu", widget=forms.RadioSelect,
        choices=[(proof.value, str(proof.label).capitalize()) for proof in PROOFS],
        error_messages={"required": "Chọn một căn cứ."},
    )  # fmt: skip
    papers = FilesField(label="Tệp kèm theo", required=False, help_text=HELP)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["tasks"].queryset = live_tasks()  # type: ignore[attr-defined]
        self.fields["day"].label = self.DAY_LABEL
        self.fields["day"].widget.attrs["max"] = today.isoformat()
        self.fields["day"].initial = today
        for field in self.fields.values():
            if isinstance(field.widget, forms.NumberInput):
                field.widget.attrs.setdefault("min", 0)

    def clean_day(self) -> date:
        """Nothing that has not happened yet."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError("Ngày này chưa tới. Chỉ ghi việc đã diễn ra.")
        return day

    def clean(self) -> dict[str, Any]:
        """A document is one only with a file, or a number where the form asks for one."""
        cleaned = super().clean() or self.cleaned_data
        has_paper = cleaned.get("papers") or any(
            cleaned.get(name) for name in ("document", "decision_number")
        )
        if cleaned.get("proof") == Proof.DOCUMENT and not has_paper and "papers" not in self.errors:
            self.add_error("papers", "Căn cứ là văn bản, tài liệu thì cần kèm ít nhất một tệp.")
        return cleaned

    @property
    def happened_at(self) -> datetime:
        """The day at the hour given, or at its first minute."""
        data = self.cleaned_data
        return datetime.combine(data["day"], data.get("at") or time.min, ZONE)

    def main_fields(self) -> Iterator[forms.BoundField]:
        """The fields of the kind itself, in their order."""
        return (self[name] for name in self.fields if name not in self.LAST)

    def deed(self) -> dict[str, Any]:
        """What the services of outreach take besides the row, the person and the moment."""
        data = self.cleaned_data
        return {
            "tasks": list(data["tasks"]), "proof": data["proof"], "attachments": data["papers"]
        }  # fmt: skip


def roster_groups(day: date) -> list[tuple[str, list[tuple[int, str]]]]:
    """Officers by unit as choices, who stand on a roster on a day."""
    lines = (
        Roster.objects.filter(joined_on__lte=day).exclude(left_on__lt=day)
        .select_related("unit", "officer").order_by("unit__name", "officer__name")
    )  # fmt: skip
    groups: dict[str, list[tuple[int, str]]] = {}
    for line in lines:
        title = f", {line.officer.title}" if line.officer.title else ""
        groups.setdefault(line.unit.name, []).append((line.officer_id, line.officer.name + title))
    return list(groups.items())


class OfficersField(forms.ModelMultipleChoiceField[Officer]):
    """Officers, chosen from the rosters, unit by unit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Officer.objects.all(), widget=forms.CheckboxSelectMultiple, **options)

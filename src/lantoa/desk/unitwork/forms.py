"""An activity in a few taps: what, how many, which task, photos."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from lantoa.core.errors import Unreadable
from lantoa.desk.outreach.forms import ActivityForm
from lantoa.ledger.terms import Proof
from lantoa.media.photos import clean_photo
from lantoa.plan.models import Task

ASKED = ("title", "place", "attendee_count", "day", "tasks", "papers")


class QuickForm(ActivityForm):
    """The form of an activity with the fewest fields; what is not asked stays unknown."""

    def __init__(self, *args: Any, today: date, own: list[Task], **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        for name in [name for name in self.fields if name not in ASKED]:
            del self.fields[name]
        self.fields["tasks"] = forms.ModelMultipleChoiceField(
            Task.objects.filter(pk__in=[task.pk for task in own]), label="Nhiệm vụ",
            widget=forms.CheckboxSelectMultiple, initial=own if len(own) == 1 else None,
            error_messages={"required": "Chọn ít nhất một nhiệm vụ."},
        )  # fmt: skip
        self.fields["day"].help_text = ""
        self.fields["papers"].label, self.fields["papers"].help_text = "Ảnh", ""

    def clean_papers(self) -> list[tuple[bytes, str]]:
        """Photos without the place where they were taken."""
        return [_without_place(*file) for file in self.cleaned_data["papers"]]

    def deed(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "tasks": list(data["tasks"]), "proof": Proof.UNIT, "attachments": data["papers"],
            "audiences": [],
        }  # fmt: skip


def _without_place(content: bytes, mime: str) -> tuple[bytes, str]:
    if not mime.startswith("image/"):
        return content, mime
    try:
        return clean_photo(content).data, "image/jpeg"
    except Unreadable as refusal:
        raise forms.ValidationError(str(refusal)) from refusal

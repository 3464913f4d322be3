"""The forms of Hoạt động. Each records itself through one service and answers the number of
its entry in the ledger."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms

from lantoa.channels.outreach.models import Activity, Briefing, Deed, Meeting, Training, Visit
from lantoa.channels.outreach.services import (
    record_activity,
    record_briefing,
    record_meeting,
    record_training,
    record_visits,
)
from lantoa.desk.outreach.fields import DeedFields, OfficersField, roster_groups
from lantoa.ledger import attachments
from lantoa.ledger.queries import facts
from lantoa.plan.models import Observance
from lantoa.plan.services import record_commendation, record_cost
from lantoa.plan.terms import PlanState, Source
from lantoa.registry.models import Account

HELD = ("title", "place", "attendee_count", "in_group_count", "minutes", "feedback_count")
UNKNOWN = "để trống nếu chưa rõ; chương trình không tự coi là 0"
PRAISED = (("collective", "tập thể"), ("person", "cá nhân"), ("model", "mô hình, điển hình"))


class RowForm(DeedFields, forms.ModelForm):  # type: ignore[type-arg]
    """A form of one outreach model."""

    def row(self) -> Any:
        """The row as written, with its moment, not yet saved."""
        row: Deed = self.save(commit=False)
        row.happened_at = self.happened_at
        return row

    def record(self, *, by: Account, now: datetime) -> int:
        """Writes it; answers the number of the entry."""
        raise NotImplementedError


class GatheringForm(RowForm):
    """What trainings, meetings and activities share."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("in_group_count", "minutes", "feedback_count"):
            self.fields[name].help_text = UNKNOWN
        self.fields["attendee_count"].widget.attrs["min"] = 1

    def deed(self) -> dict[str, Any]:
        return {**super().deed(), "audiences": list(self.cleaned_data["audiences"])}

    def clean(self) -> dict[str, Any]:
        """What a service would refuse is told beside its field."""
        cleaned = super().clean()
        attendees = cleaned.get("attendee_count") or 0
        for name, what in (("in_group_count", "thuộc nhóm"), ("feedback_count", "phiếu ý kiến")):
            if attendees and (cleaned.get(name) or 0) > attendees:
                self.add_error(name, f"Số {what} nhiều hơn số người dự ({attendees}).")
        return cleaned


class TrainingForm(GatheringForm):
    """Tập huấn, bồi dưỡng."""

    class Meta:
        model = Training
        fields = (*HELD, "covers_digital", "covers_science", "audiences", "officers",
                  "communicators")  # fmt: skip
        widgets = {
            "audiences": forms.CheckboxSelectMultiple, "officers": forms.CheckboxSelectMultiple,
            "communicators": forms.CheckboxSelectMultiple,
        }  # fmt: skip

    def record(self, *, by: Account, now: datetime) -> int:
        row = record_training(
            training=self.row(), officers=list(self.cleaned_data["officers"]),
            communicators=list(self.cleaned_data["communicators"]), **self.deed(), by=by, now=now,
        )  # fmt: skip
        return row.evidence_seq or 0


class MeetingForm(GatheringForm):
    """Hội nghị, cuộc họp."""

    class Meta:
        model = Meeting
        fields = (*HELD, "hamlet", "audiences")
        widgets = {"audiences": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].empty_label = "không riêng thôn nào"  # type: ignore[attr-defined]

    def record(self, *, by: Account, now: datetime) -> int:
        row = record_meeting(meeting=self.row(), **self.deed(), by=by, now=now)
        return row.evidence_seq or 0


class ActivityForm(GatheringForm):
    """Hoạt động hưởng ứng."""

    observance = forms.ChoiceField(label="Hưởng ứng ngày", required=False)

    class Meta:
        model = Activity
        fields = (*HELD, "observance", "audiences")
        widgets = {"audiences": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = Observance.objects.filter(plan__state=PlanState.LIVE).order_by("month", "day")
        named = {f"{row.month:02}-{row.day:02}": str(row) for row in days}
        self.fields["observance"].choices = [  # type: ignore[attr-defined]
            ("", "không gắn với ngày nào"),
            *named.items(),
        ]

    def record(self, *, by: Account, now: datetime) -> int:
        row = record_activity(activity=self.row(), **self.deed(), by=by, now=now)
        return row.evidence_seq or 0


class VisitForm(RowForm):
    """Thăm hộ."""

    class Meta:
        model = Visit
        fields = ("hamlet", "household_count")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].empty_label = "chọn thôn"  # type: ignore[attr-defined]
        self.fields["household_count"].help_text = "đếm số hộ, không ghi tên và số nhà"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        hamlet, count = cleaned.get("hamlet"), cleaned.get("household_count") or 0
        if hamlet and count > hamlet.household_count:
            self.add_error("household_count", f"Thôn {hamlet} có {hamlet.household_count} hộ.")
        return cleaned

    def record(self, *, by: Account, now: datetime) -> int:
        return record_visits(visit=self.row(), **self.deed(), by=by, now=now).evidence_seq or 0


class BriefingForm(RowForm):
    """Phổ biến cho cán bộ: who confirmed is picked from the rosters."""

    officers = OfficersField(
        label="Ai đã xác nhận", error_messages={"required": "Chọn ít nhất một người."}
    )

    class Meta:
        model = Briefing
        fields = ("title", "invited_count")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = roster_groups(self.today)
        self.fields["invited_count"].initial = len(
            {key for _, officers in self.groups for key, _ in officers}
        )
        self.fields[
            "invited_count"
        ].help_text = "người được mời mà chưa xác nhận được coi là chưa rõ"

    def roster(self) -> list[tuple[str, list[tuple[int, str, bool]]]]:
        """Units with their officers; ticked as sent."""
        chosen = {str(value) for value in self["officers"].value() or ()}
        return [
            (unit, [(key, name, str(key) in chosen) for key, name in officers])
            for unit, officers in self.groups
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        confirmed = len(cleaned.get("officers") or ())
        if (cleaned.get("invited_count") or 0) < confirmed:
            self.add_error("invited_count", f"Ít hơn số người đã xác nhận ({confirmed}).")
        return cleaned

    def record(self, *, by: Account, now: datetime) -> int:
        row = record_briefing(
            briefing=self.row(), officers=list(self.cleaned_data["officers"]), **self.deed(),
            by=by, now=now,
        )  # fmt: skip
        return row.evidence_seq or 0


class CommendationForm(DeedFields):
    """Khen thưởng, biểu dương."""

    DAY_LABEL = "Ngày quyết định hoặc ngày đề nghị"

    whom = forms.CharField(label="Tập thể, cá nhân, mô hình được biểu dương", max_length=300)
    kind = forms.ChoiceField(label="Là", choices=PRAISED)
    for_what = forms.CharField(label="Thành tích", widget=forms.Textarea(attrs={"rows": 3}))
    is_given = forms.BooleanField(label="đã có quyết định khen thưởng", required=False)
    decision_number = forms.CharField(
        label="Số quyết định", max_length=80, required=False, help_text="ví dụ: 67/QĐ-UBND"
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_given") and not cleaned.get("decision_number"):
            self.add_error("decision_number", "Khen thưởng đã có thì cần số quyết định.")
        return cleaned

    def record(self, *, by: Account, now: datetime) -> int:
        data = self.cleaned_data
        row = record_commendation(
            whom=data["whom"], for_what=data["for_what"], kind=data["kind"],
            is_given=data["is_given"], decision_number=data["decision_number"],
            **_plan_deed(self), by=by, now=now, today=self.today,
        )  # fmt: skip
        return _last_entry(f"commendation:{row.pk}")


class CostForm(DeedFields):
    """Khoản chi."""

    DAY_LABEL = "Ngày chi"

    text = forms.CharField(label="Nội dung chi", max_length=300)
    source = forms.ChoiceField(label="Nguồn kinh phí", choices=Source.choices)
    planned = forms.IntegerField(label="Dự toán (đồng)", min_value=0, max_value=10**13)
    spent = forms.IntegerField(label="Đã chi (đồng)", min_value=0, max_value=10**13)
    document = forms.CharField(
        label="Chứng từ (số, ngày)", max_length=200, required=False,
        help_text="ví dụ: Phiếu chi 112, 30/9/2026",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("planned") == 0 and cleaned.get("spent") == 0:
            self.add_error("spent", "Cần số tiền lớn hơn 0.")
        return cleaned

    def record(self, *, by: Account, now: datetime) -> int:
        data = self.cleaned_data
        row = record_cost(
            text=data["text"], source=data["source"], planned=data["planned"],
            spent=data["spent"], document=data["document"], **_plan_deed(self),
            by=by, now=now, today=self.today,
        )  # fmt: skip
        return _last_entry(f"cost:{row.pk}")


def _plan_deed(form: DeedFields) -> dict[str, Any]:
    """The plan's services take a day, and files that are kept already."""
    deed = form.deed()
    day: date = form.cleaned_data["day"]
    kept = [attachments.keep(*file) for file in deed["attachments"]]
    return {**deed, "attachments": kept, "happened_on": day}


def _last_entry(subject: str) -> int:
    return facts(subject=subject)[-1].seq

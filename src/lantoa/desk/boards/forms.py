"""The forms of Bảng tin, made for a thumb beside the board."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms

from lantoa.channels.boards.queries import active_boards
from lantoa.channels.boards.terms import USUAL_TIME, PostingState
from lantoa.core.clock import ZONE
from lantoa.desk.outreach.fields import DAY
from lantoa.desk.outreach.files import HELP, FilesField
from lantoa.registry.models import Board, Hamlet

SHOWN = (
    ("", "tất cả"), ("to_post", PostingState.TO_POST.label), ("remove", "cần gỡ"),
    ("posted", PostingState.POSTED.label), ("removed", PostingState.REMOVED.label),
    ("dropped", PostingState.DROPPED.label),
)  # fmt: skip


class FilterForm(forms.Form):
    """What the list asks for; the names stand in its address."""

    thon = forms.ModelChoiceField(
        Hamlet.objects.none(), label="Thôn", required=False, empty_label="tất cả"
    )
    bang = forms.ModelChoiceField(
        Board.objects.none(), label="Bảng tin", required=False, empty_label="tất cả"
    )
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False, choices=SHOWN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards = active_boards()
        self.fields["bang"].queryset = boards  # type: ignore[attr-defined]
        self.fields["thon"].queryset = Hamlet.objects.filter(  # type: ignore[attr-defined]
            pk__in=boards.order_by().values("hamlet")
        )

    def asked(self) -> dict[str, Any]:
        """What is asked for; a value that makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class NoteForm(forms.Form):
    """«Đã đưa lên bảng»: since when, until when, a photo where there is one."""

    day = forms.DateField(label="Ngày đưa lên", widget=DAY, input_formats=["%Y-%m-%d"])
    until = forms.DateField(
        label="Hiện đến hết ngày", widget=DAY, input_formats=["%Y-%m-%d"],
        help_text="quá ngày này mục Kênh nhắc gỡ",
    )  # fmt: skip
    photo = FilesField(label="Ảnh chụp bảng", required=False, help_text=HELP)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["day"].initial, self.fields["until"].initial = today, today + USUAL_TIME
        self.fields["day"].widget.attrs["max"] = today.isoformat()

    def clean_day(self) -> date:
        """Nothing that has not happened yet."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError("Ngày này chưa tới. Chỉ ghi việc đã làm.")
        return day

    def happened_at(self, now: datetime) -> datetime:
        """Now where it is today; else the last minute of the day, as nobody said when."""
        day: date = self.cleaned_data["day"]
        return now if day == self.today else datetime.combine(day, time(17, 0), ZONE)


class CorrectionForm(forms.Form):
    """Another end, with its reason; or, by the second button, the whole entry withdrawn."""

    until = forms.DateField(
        label="Hiện đến hết ngày", widget=DAY, input_formats=["%Y-%m-%d"], required=False
    )
    reason = forms.CharField(
        label="Lý do điều chỉnh", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="lý do đứng trong sổ minh chứng, ai đọc sổ cũng thấy",
        error_messages={"required": "Ghi rõ lý do."},
    )  # fmt: skip

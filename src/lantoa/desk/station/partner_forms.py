"""The forms of Giao, nhận: who plays for us, days of a pack, the columns of a log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from lantoa.channels.station.handing.reading import COLUMNS, NEEDED
from lantoa.channels.station.models import Partner, PartnerLog
from lantoa.channels.station.services.partner_logs import LogDraft
from lantoa.desk.station.fields import Day
from lantoa.registry.importing.values import name_key
from lantoa.registry.models import SpeakerCluster

LARGEST = 10 * 1024 * 1024


class PartnerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Nơi phát hộ."""

    class Meta:
        model = Partner
        fields = ("name", "kind", "clusters", "is_active")
        widgets = {"kind": forms.RadioSelect, "clusters": forms.CheckboxSelectMultiple}
        help_texts = {
            "name": "ví dụ: Hệ thống thông tin nguồn tỉnh Hà Tĩnh",
            "clusters": "cụm loa do nơi này phát; bộ thu của xã không ra lệnh cho các cụm này",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = SpeakerCluster.objects.filter(is_active=True).order_by("name")
        self.fields["clusters"].queryset = rows  # type: ignore[attr-defined]


class PackForm(forms.Form):
    """One day, or a week."""

    first = forms.DateField(label="Từ ngày", widget=Day)
    last = forms.DateField(label="Đến hết ngày", widget=Day)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        monday = today + timedelta(days=7 - today.weekday())
        self.fields["first"].initial, self.fields["last"].initial = (
            monday, monday + timedelta(days=6),
        )  # fmt: skip
        for field in self.fields.values():
            field.widget.attrs["min"] = today.isoformat()


class LogForm(forms.Form):
    """The file of a log."""

    log = forms.FileField(
        label="Tệp nhật ký (Excel, CSV)",
        help_text="tải từ hệ thống của nơi phát; tối đa 10 MB, 20.000 dòng",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )  # fmt: skip

    def clean_log(self) -> Any:
        upload = self.cleaned_data["log"]
        if upload.size > LARGEST:
            raise forms.ValidationError("Tệp lớn hơn 10 MB. Chia tệp theo tuần rồi gửi lại.")
        return upload


class ColumnsForm(forms.Form):
    """Which column holds what, and which cluster a strange name is."""

    def __init__(self, *args: Any, draft: LogDraft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        sheets = [(str(at), table.name) for at, table in enumerate(draft.tables)]
        self.fields["sheet"] = forms.ChoiceField(
            label="Trang tính", choices=sheets, initial=str(draft.sheet)
        )
        head = next((row for row in draft.table.rows if row.number == draft.head), None)
        width = max((len(row.cells) for row in draft.table.rows[:50]), default=0)
        cells = head.cells if head else ()
        names = [
            (str(at), str(cells[at])[:60] if at < len(cells) and cells[at] else f"cột {at + 1}")
            for at in range(width)
        ]
        for column in COLUMNS:
            self.fields[f"cot_{column.name}"] = forms.ChoiceField(
                label=column.label, required=column.name in NEEDED,
                choices=[("", "chọn cột" if column.name in NEEDED else "không có"), *names],
                initial=str(draft.places[column.name]) if column.name in draft.places else "",
            )  # fmt: skip
        self.fields["in_minutes"] = forms.BooleanField(
            label="số của cột thời lượng là phút (bỏ chọn: giây)", required=False,
            initial=bool(draft.log.choices.get("in_minutes")),
        )  # fmt: skip
        own = [(str(row.pk), row.name) for row in draft.log.partner.clusters.all()]
        for place, name in enumerate(draft.strange[:60]):
            self.fields[f"ten_{place}"] = forms.ChoiceField(
                label=f"«{name}» là cụm loa", required=False, choices=[("", "chưa rõ"), *own]
            )

    def places(self) -> dict[str, int]:
        data = self.cleaned_data
        return {
            column.name: int(data[f"cot_{column.name}"])
            for column in COLUMNS if data.get(f"cot_{column.name}")
        }  # fmt: skip

    def names(self) -> dict[str, int]:
        data = self.cleaned_data
        return {
            name_key(name): int(data[f"ten_{place}"])
            for place, name in enumerate(self.draft.strange[:60]) if data.get(f"ten_{place}")
        }  # fmt: skip


def log_words(log: PartnerLog) -> str:
    """«120 lượt được tính, 14 dòng khác»."""
    counted = int(log.counts.get("airings", 0))
    others = sum(int(many) for key, many in log.counts.items() if key not in ("airings", "counted"))
    return f"{counted} lượt ghi sổ, {others} dòng không tính" if log.counts else ""

"""The forms of Tờ rơi, áp phích."""

from __future__ import annotations

from datetime import date, datetime, time
from secrets import token_hex
from typing import Any

from django import forms

from lantoa.channels.printed.models import Handout
from lantoa.channels.printed.services import Cost
from lantoa.channels.printed.services.recording import PROOFS
from lantoa.core.clock import ZONE, local
from lantoa.desk.outreach.fields import DAY
from lantoa.desk.outreach.files import HELP, FilesField
from lantoa.ledger.terms import Proof
from lantoa.plan.terms import Source
from lantoa.registry.models import Account, Hamlet, Unit
from lantoa.vietnamese import number


class HandoutForm(forms.ModelForm):  # type: ignore[type-arg]
    """One run: how many, where, by whom, and what it cost for who keeps the money."""

    day = forms.DateField(label="Ngày phát", widget=DAY, input_formats=["%Y-%m-%d"])
    proof = forms.ChoiceField(
        label="Biết được từ đâu", widget=forms.RadioSelect,
        choices=[(proof.value, str(proof.label).capitalize()) for proof in PROOFS],
        error_messages={"required": "Chọn một căn cứ."},
    )  # fmt: skip
    papers = FilesField(label="Ảnh, bản ký nhận", required=False, help_text=HELP)
    spent = forms.IntegerField(
        label="Tiền in (đồng)", min_value=0, max_value=10**13, required=False,
        help_text="để trống nếu không tốn tiền hoặc đã ghi ở mục Kinh phí",
    )  # fmt: skip
    source = forms.ChoiceField(
        label="Nguồn kinh phí", required=False, choices=[("", "chưa chọn"), *Source.choices]
    )
    document = forms.CharField(
        label="Chứng từ (số, ngày)", max_length=200, required=False,
        help_text="ví dụ: Phiếu chi 112, 30/9/2026",
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    MONEY = ("spent", "source", "document")

    class Meta:
        model = Handout
        fields = ("copies", "hamlets", "units", "place", "unit")
        widgets = {
            "hamlets": forms.CheckboxSelectMultiple, "units": forms.CheckboxSelectMultiple
        }  # fmt: skip
        help_texts = {"place": "ví dụ: chợ Bến Đò, bộ phận một cửa"}

    def __init__(self, *args: Any, today: date, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["key"].initial = token_hex(16)
        self.fields["day"].initial = today
        self.fields["day"].widget.attrs["max"] = today.isoformat()
        self.fields["hamlets"].queryset = Hamlet.objects.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["units"].queryset = Unit.objects.all()  # type: ignore[attr-defined]
        if not by.has_perm("plan.add_costline"):
            for name in self.MONEY:
                del self.fields[name]

    def clean_day(self) -> date:
        """Nothing that has not happened yet."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError("Ngày này chưa tới. Chỉ ghi việc đã làm.")
        return day

    def clean(self) -> dict[str, Any]:
        """What the service would refuse is told beside its field."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("hamlets") or cleaned.get("units") or cleaned.get("place")):
            self.add_error("place", "Chọn thôn, đơn vị, hoặc ghi nơi phát.")
        if cleaned.get("proof") == Proof.DOCUMENT and not cleaned.get("papers"):
            self.add_error("papers", "Căn cứ là văn bản, tài liệu thì cần kèm ít nhất một tệp.")
        if cleaned.get("spent") and not cleaned.get("source"):
            self.add_error("source", "Chọn nguồn kinh phí.")
        return cleaned

    def happened_at(self, now: datetime) -> datetime:
        """Now where it is today; else the afternoon of the day, as nobody said when."""
        day: date = self.cleaned_data["day"]
        return now if day == self.today else datetime.combine(day, time(17, 0), ZONE)

    def cost(self) -> Cost | None:
        """What printing cost, where anybody said so."""
        data = self.cleaned_data
        if not data.get("spent"):
            return None
        return Cost(data["source"], data["spent"], data["document"])


class RecallForm(forms.Form):
    """How many copies were taken down or back, when; none with the reason."""

    day = forms.DateField(label="Ngày gỡ, thu hồi", widget=DAY, input_formats=["%Y-%m-%d"])
    copies = forms.IntegerField(
        label="Số bản đã gỡ, thu lại", min_value=0,
        help_text="ghi 0 nếu không còn bản nào ở nơi công cộng, và nói vì sao ở dưới",
    )  # fmt: skip
    note = forms.CharField(
        label="Ghi thêm", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="ví dụ: gỡ ở chợ, số còn lại đã phát tận tay; lời này đứng trong sổ minh chứng",
    )  # fmt: skip

    def __init__(self, *args: Any, handout: Handout, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handout, self.today = handout, today
        self.fields["day"].initial = today
        self.fields["day"].widget.attrs["max"] = today.isoformat()

    def clean_copies(self) -> int:
        """No more than were given."""
        copies: int = self.cleaned_data["copies"]
        if copies > self.handout.copies:
            raise forms.ValidationError(f"Đợt này chỉ phát {number(self.handout.copies)} bản.")
        return copies

    def clean_day(self) -> date:
        """Not before they were given, and nothing that has not happened yet."""
        day: date = self.cleaned_data["day"]
        if not local(self.handout.happened_at).date() <= day <= self.today:
            raise forms.ValidationError("Ngày này phải từ ngày phát đến hôm nay.")
        return day

    def clean(self) -> dict[str, Any]:
        """What the service would refuse is told beside its field."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("copies") == 0 and not str(cleaned.get("note", "")).strip():
            self.add_error("note", "Không gỡ, thu lại bản nào thì ghi rõ vì sao.")
        return cleaned

    def happened_at(self, now: datetime) -> datetime:
        """Now where it is today; else the evening of the day, as nobody said when."""
        day: date = self.cleaned_data["day"]
        return now if day == self.today else datetime.combine(day, time(18, 0), ZONE)


class CorrectionForm(forms.Form):
    """Another number of copies, with its reason; or, by the second button, all of it withdrawn."""

    copies = forms.IntegerField(label="Số bản", min_value=1)
    reason = forms.CharField(
        label="Lý do điều chỉnh", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="lý do đứng trong sổ minh chứng, ai đọc sổ cũng thấy",
        error_messages={"required": "Ghi rõ lý do."},
    )  # fmt: skip

"""The forms of Danh mục. Each keeps its row through one service of the registry."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q

from lantoa.registry.models import (
    Account,
    Audience,
    Board,
    Communicator,
    DigitalTeam,
    Hamlet,
    Officer,
    Roster,
    ScienceProject,
    Showcase,
    SpeakerCluster,
    SpokenWord,
    Unit,
)
from lantoa.registry.services import record_communicator, record_project, save_row
from lantoa.vietnamese import nfc, slug


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class RowForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of one row; text is composed (NFC)."""

    MANY: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.widget, field.input_formats = DayInput(), ["%Y-%m-%d"]
            elif isinstance(field, forms.ModelChoiceField) and not isinstance(
                field, forms.ModelMultipleChoiceField
            ):
                field.empty_label = "chọn" if field.required else "không chọn"
            if isinstance(field, forms.ModelChoiceField):
                self._offer_in_use(name, field)

    def _offer_in_use(self, name: str, field: Any) -> None:
        """Hamlets that are no longer used are not offered; a row that has one keeps it."""
        if field.queryset.model is not Hamlet:
            return
        held = self.initial.get(name) or ()
        keys = held if isinstance(held, list | tuple) else [held]
        kept = [getattr(one, "pk", one) for one in keys]
        field.queryset = Hamlet.objects.filter(Q(is_active=True) | Q(pk__in=kept))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {key: nfc(value) if isinstance(value, str) else value
                for key, value in cleaned.items()}  # fmt: skip

    def keep(self, *, by: Account, now: datetime) -> None:
        """Saves the row."""
        many = {name: list(self.cleaned_data[name]) for name in self.MANY}
        save_row(row=self.save(commit=False), by=by, many=many)


class UnitForm(RowForm):
    """Đơn vị."""

    other_names = forms.CharField(
        label="Cách viết khác trong văn bản", required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text="mỗi dòng một cách viết",
    )  # fmt: skip

    class Meta:
        model = Unit
        fields = ("name", "short_name", "kind", "email", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other_names"].initial = "\n".join(self.instance.aliases)

    def keep(self, *, by: Account, now: datetime) -> None:
        lines = self.cleaned_data["other_names"].splitlines()
        self.instance.aliases = [line.strip() for line in lines if line.strip()]
        super().keep(by=by, now=now)


class OfficerForm(RowForm):
    """Cán bộ, công chức."""

    class Meta:
        model = Officer
        fields = ("name", "title", "is_leader", "in_communication")


class RosterForm(RowForm):
    """Dòng danh sách cán bộ của đơn vị."""

    class Meta:
        model = Roster
        fields = ("officer", "unit", "joined_on", "left_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        _check_order(self, cleaned, "joined_on", "left_on")
        return cleaned


class HamletForm(RowForm):
    """Thôn, tổ dân phố. Its address on the site is made of its name, once."""

    class Meta:
        model = Hamlet
        fields = ("name", "household_count", "resident_count", "position", "is_active")

    def clean_name(self) -> str:
        """A name that makes no address, or one that is taken, is told here."""
        name = nfc(self.cleaned_data["name"]).strip()
        address = self.instance.slug or slug(name)
        if not address:
            raise forms.ValidationError("Tên thôn cần có chữ hoặc số.")
        if Hamlet.objects.filter(slug=address).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Đã có thôn mang tên này.")
        self.instance.slug = address
        return name


class DigitalTeamForm(RowForm):
    """Tổ công nghệ số cộng đồng."""

    class Meta:
        model = DigitalTeam
        fields = ("hamlet", "member_count", "founded_on")


class CommunicatorForm(RowForm):
    """Tuyên truyền viên cơ sở."""

    class Meta:
        model = Communicator
        fields = ("name", "officer", "unit", "hamlet", "joined_on", "left_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("unit") and not cleaned.get("hamlet"):
            self.add_error("unit", "Chọn đơn vị hoặc thôn.")
        _check_order(self, cleaned, "joined_on", "left_on")
        return cleaned

    def keep(self, *, by: Account, now: datetime) -> None:
        record_communicator(communicator=self.save(commit=False), by=by, now=now)


class ClusterForm(RowForm):
    """Cụm loa."""

    MANY = ("hears",)

    class Meta:
        model = SpeakerCluster
        fields = ("name", "hamlet", "horn_count", "hears", "latitude", "longitude", "is_active")
        widgets = {"hears": forms.CheckboxSelectMultiple}
        help_texts = {
            "latitude": "ví dụ 18,38512; để biết cụm loa có nằm trong đường bao cảnh báo",
            "longitude": "ví dụ 105,89230; không hiện trên trang công khai",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        north, east = cleaned.get("latitude"), cleaned.get("longitude")
        if (north is None) != (east is None):
            self.add_error("longitude", "Ghi cả vĩ độ và kinh độ, hoặc để trống cả hai.")
        elif north is not None and east is not None and not _is_at_home(north, east):
            self.add_error(
                "latitude", "Tọa độ nằm ngoài Việt Nam; vĩ độ từ 8 đến 24, kinh độ từ 102 đến 118."
            )
        return cleaned


def _is_at_home(north: Decimal, east: Decimal) -> bool:
    return 8 <= north <= 24 and 102 <= east <= 118


class BoardForm(RowForm):
    """Bảng tin công cộng."""

    class Meta:
        model = Board
        fields = (
            "name",
            "hamlet",
            "is_electronic",
            "columns",
            "lines",
            "has_accents",
            "is_active",
        )


class AudienceForm(RowForm):
    """Nhóm đối tượng. Its code is made of its name, once."""

    class Meta:
        model = Audience
        fields = ("name", "position")

    def clean_name(self) -> str:
        """A name that makes no code, or one that is taken, is told here."""
        name = nfc(self.cleaned_data["name"]).strip()
        code = self.instance.slug or slug(name)[:40]
        if not code:
            raise forms.ValidationError("Tên nhóm cần có chữ hoặc số.")
        if Audience.objects.filter(slug=code).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Đã có nhóm đối tượng mang tên này.")
        self.instance.slug = code
        return name


class ShowcaseForm(RowForm):
    """Mô hình điểm, điển hình."""

    class Meta:
        model = Showcase
        fields = ("name", "summary", "unit")


class SpokenWordForm(RowForm):
    """Mục từ điển đọc."""

    class Meta:
        model = SpokenWord
        fields = ("word", "reading")


class ProjectForm(RowForm):
    """Nhiệm vụ KH&CN."""

    class Meta:
        model = ScienceProject
        fields = ("name", "number", "lead_unit", "is_state_funded", "secrecy_document", "budget",
                  "starts_on", "ends_on", "result", "contact")  # fmt: skip
        widgets = {"result": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        _check_order(self, cleaned, "starts_on", "ends_on")
        return cleaned

    def keep(self, *, by: Account, now: datetime) -> None:
        record_project(project=self.save(commit=False), by=by, now=now)


def _check_order(form: RowForm, cleaned: dict[str, Any], first: str, last: str) -> None:
    if cleaned.get(first) and cleaned.get(last) and cleaned[last] < cleaned[first]:
        form.add_error(last, "Ngày kết thúc trước ngày bắt đầu.")

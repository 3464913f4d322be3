"""Zones, slots and filters of Truyền thanh."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from lantoa.channels.station.models import TimeSlot, Zone
from lantoa.channels.station.terms import BroadcastState
from lantoa.desk.station.queries import SETTLED
from lantoa.registry.models import SpeakerCluster

DAYS = (
    ("MO", "thứ Hai"), ("TU", "thứ Ba"), ("WE", "thứ Tư"), ("TH", "thứ Năm"), ("FR", "thứ Sáu"),
    ("SA", "thứ Bảy"), ("SU", "Chủ nhật"),
)  # fmt: skip
DAILY, WEEKLY = "FREQ=DAILY", "FREQ=WEEKLY;BYDAY="
EVERY_DAY = [code for code, _ in DAYS]


def days_of(rule: str) -> list[str] | None:
    """The weekdays of a rule, or None for a rule that this form does not make."""
    if rule == DAILY:
        return EVERY_DAY
    return rule[len(WEEKLY) :].split(",") if rule.startswith(WEEKLY) else None


def rule_of(days: list[str]) -> str:
    """The rule (RFC 5545) of some weekdays."""
    return DAILY if len(days) == len(DAYS) else WEEKLY + ",".join(days)


def rule_words(rule: str) -> str:
    """A rule in words: «hằng ngày», «thứ Hai, thứ Tư», else the rule itself."""
    days = days_of(rule)
    if days == EVERY_DAY:
        return "hằng ngày"
    if days is not None:
        return ", ".join(name for code, name in DAYS if code in days)
    if rule.startswith("FREQ=MINUTELY;INTERVAL="):
        return f"cứ {rule.rpartition('=')[2]} phút một lần"
    return f"theo quy tắc riêng ({rule})"


class Clock(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class Day(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ZoneForm(forms.ModelForm):  # type: ignore[type-arg]
    """Khu vực phát."""

    class Meta:
        model = Zone
        fields = ("name", "clusters", "quiet_from", "quiet_until", "is_active")
        widgets = {
            "clusters": forms.CheckboxSelectMultiple, "quiet_from": Clock, "quiet_until": Clock
        }  # fmt: skip
        help_texts = {
            "quiet_from": "không bản tin nào phát trong khung giờ này, trừ tin khẩn cấp",
            "is_active": "",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("quiet_from") is None) != (cleaned.get("quiet_until") is None):
            self.add_error(
                "quiet_until", "Cần cả giờ bắt đầu và giờ kết thúc, hoặc để trống cả hai."
            )
        return cleaned


class SlotForm(forms.ModelForm):  # type: ignore[type-arg]
    """Khung giờ. The repetition is chosen by weekday; another rule stays as it is."""

    days = forms.MultipleChoiceField(
        label="Phát vào", choices=DAYS, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một ngày trong tuần."},
    )  # fmt: skip
    minutes = forms.IntegerField(label="Thời lượng (phút)", min_value=1, max_value=240)

    class Meta:
        model = TimeSlot
        fields = ("name", "zone", "at", "starts_on", "ends_on", "is_active")
        widgets = {"at": Clock, "starts_on": Day, "ends_on": Day}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slot = self.instance
        self.fields["zone"].empty_label = "chọn khu vực"  # type: ignore[attr-defined]
        self.initial["starts_on"] = slot.starts_on or today
        days = days_of(slot.rule)
        self.own_rule = "" if days is not None else rule_words(slot.rule)
        if days is None:
            del self.fields["days"]
        else:
            self.fields["days"].initial = days
        if slot.pk:
            self.fields["minutes"].initial = slot.seconds // 60
        for name in ("starts_on", "ends_on"):
            self.fields[name].input_formats = ["%Y-%m-%d"]  # type: ignore[attr-defined]
        self.order_fields(["name", "zone", "days", "at", "minutes", "starts_on", "ends_on"])

    def slot(self) -> TimeSlot:
        """The slot as written, not yet saved."""
        made: TimeSlot = self.save(commit=False)
        made.seconds = self.cleaned_data["minutes"] * 60
        if "days" in self.cleaned_data:
            made.rule = rule_of(self.cleaned_data["days"])
        return made


class AiringFilter(forms.Form):
    """Filters of past airings; the names stand in the address."""

    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False,
        choices=[("", "tất cả"), *((state, BroadcastState(state).label) for state in SETTLED)],
    )  # fmt: skip
    cum_loa = forms.ModelChoiceField(
        SpeakerCluster.objects.all(), label="Cụm loa", required=False, empty_label="tất cả"
    )

    def asked(self) -> dict[str, Any]:
        """What is asked for; a value that makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

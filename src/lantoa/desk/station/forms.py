"""Zones, slots and filters of Truyền thanh."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from lantoa.channels.station.loudness import LOUDEST
from lantoa.channels.station.models import TimeSlot, VolumeHour, Zone
from lantoa.channels.station.repetition import (
    NTH,
    WORDS,
    Every,
    Repetition,
    repetition_of,
    rule_of,
)
from lantoa.channels.station.rules import DAYS, describe
from lantoa.channels.station.terms import BroadcastState, SlotKind
from lantoa.core.errors import Refused
from lantoa.desk.station.fields import Clock, Day
from lantoa.desk.station.queries import SETTLED
from lantoa.registry.models import SpeakerCluster

MONTH_DAYS = [*((day, str(day)) for day in range(1, 32)), (-1, "ngày cuối")]
COMPOSED = ("every", "days", "weeks", "month_days", "nth")


class ZoneForm(forms.ModelForm):  # type: ignore[type-arg]
    """Khu vực phát. `more`: fields that a first zone does without, put away until asked for."""

    more_label = "Mức phát, âm lượng"
    more = (
        "limits_set", "session_minutes", "sessions", "day_minutes", "weekdays_only", "volume",
        "is_active",
    )  # fmt: skip

    class Meta:
        model = Zone
        fields = (
            "name", "kind", "hamlet", "clusters", "quiet_from", "quiet_until", "limits_set",
            "session_minutes", "sessions", "day_minutes", "weekdays_only", "volume", "is_active",
        )  # fmt: skip
        widgets = {
            "kind": forms.RadioSelect, "limits_set": forms.RadioSelect,
            "clusters": forms.CheckboxSelectMultiple, "quiet_from": Clock, "quiet_until": Clock
        }  # fmt: skip
        help_texts = {
            "hamlet": "khi khu vực là một thôn: cụm loa của thôn tự vào khu vực",
            "quiet_from": "không bản tin nào phát trong khung giờ này, trừ tin khẩn cấp",
            "session_minutes": "khi mức phát là «tự đặt»; để trống: không giới hạn",
            "is_active": "",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].empty_label = "chọn thôn"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("quiet_from") is None) != (cleaned.get("quiet_until") is None):
            self.add_error(
                "quiet_until", "Cần cả giờ bắt đầu và giờ kết thúc, hoặc để trống cả hai."
            )
        return cleaned


class VolumeForm(forms.ModelForm):  # type: ignore[type-arg]
    """One line of Âm lượng theo giờ."""

    class Meta:
        model = VolumeHour
        fields = ("start", "end", "level")
        widgets = {"start": Clock, "end": Clock}
        labels = {"level": f"mức (0 đến {LOUDEST})"}


VolumeForms = forms.modelformset_factory(VolumeHour, form=VolumeForm, extra=2, can_delete=True)


class SlotForm(forms.ModelForm):  # type: ignore[type-arg]
    """Khung giờ. The repetition is chosen, never typed; a rule of another program stays.
    `more`: fields that an ordinary slot does without, put away until asked for.
    """

    more_label = "Cách bắt đầu, ngày bắt đầu và kết thúc, dịp đặc biệt"
    more = ("start", "starts_on", "ends_on", "profile", "is_active")

    every = forms.ChoiceField(
        label="Lặp lại", choices=[(one.value, words) for one, words in WORDS.items()],
        widget=forms.RadioSelect, initial=Every.DAY.value,
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        label="Thứ", choices=list(DAYS.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    weeks = forms.IntegerField(
        label="Mỗi mấy tuần", min_value=2, max_value=8, initial=2, required=False
    )
    nth = forms.TypedChoiceField(
        label="Lần trong tháng", coerce=int, choices=list(NTH.items()), initial=1, required=False
    )
    month_days = forms.TypedMultipleChoiceField(
        label="Ngày trong tháng", choices=MONTH_DAYS, coerce=int,
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    minutes = forms.IntegerField(label="Thời lượng (phút)", min_value=1, max_value=240)

    class Meta:
        model = TimeSlot
        fields = (
            "name", "zone", "kind", "relay", "source", "at", "start", "starts_on", "ends_on",
            "profile", "is_active",
        )  # fmt: skip
        widgets = {
            "at": Clock, "starts_on": Day, "ends_on": Day, "kind": forms.RadioSelect,
            "start": forms.RadioSelect,
        }  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slot = self.instance
        for name, label in (
            ("zone", "chọn khu vực"), ("relay", "chọn đài"), ("source", "chọn khung giờ"),
            ("profile", "mọi ngày"),
        ):  # fmt: skip
            self.fields[name].empty_label = label  # type: ignore[attr-defined]
        others = TimeSlot.objects.filter(is_active=True, kind=SlotKind.OWN).exclude(pk=slot.pk)
        self.fields["source"].queryset = others  # type: ignore[attr-defined]
        self.initial["starts_on"] = slot.starts_on or today
        chosen = repetition_of(slot.rule)
        self.own_rule = "" if chosen is not None else describe(slot.rule)
        self._show(chosen)
        if slot.pk:
            self.fields["minutes"].initial = slot.seconds // 60
        for name in ("starts_on", "ends_on"):
            self.fields[name].input_formats = ["%Y-%m-%d"]  # type: ignore[attr-defined]
        self.order_fields(
            ["name", "zone", "kind", "relay", "source", *COMPOSED, "at", "minutes", "start"]
        )

    def _show(self, chosen: Repetition | None) -> None:
        if chosen is None:
            for name in COMPOSED:
                del self.fields[name]
            return
        values = {
            "every": chosen.every.value, "days": list(chosen.weekdays), "nth": chosen.nth,
            "month_days": list(chosen.month_days), "weeks": max(2, chosen.weeks),
        }  # fmt: skip
        for name, value in values.items():
            self.fields[name].initial = value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "every" in cleaned:
            try:
                cleaned["rule"] = rule_of(
                    Repetition(
                        Every(cleaned["every"]), tuple(cleaned.get("days") or ()),
                        tuple(cleaned.get("month_days") or ()), cleaned.get("nth") or 1,
                        cleaned.get("weeks") or 2,
                    )
                )  # fmt: skip
            except Refused as refused:
                name = "month_days" if cleaned["every"] == Every.MONTH_DAY else "days"
                self.add_error(name, str(refused))
        return cleaned

    def slot(self) -> TimeSlot:
        """The slot as written, not yet saved."""
        made: TimeSlot = self.save(commit=False)
        made.seconds = self.cleaned_data["minutes"] * 60
        made.rule = self.cleaned_data.get("rule", made.rule)
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

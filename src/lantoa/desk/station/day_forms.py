"""Forms of one airing, of days that differ, of profiles, quiet places and relays."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.channels.station.models import DayProfile, QuietPlace, RelaySource
from lantoa.channels.station.services.changing import Occurrence, Wanted
from lantoa.desk.station.fields import Clock, Day
from lantoa.newsroom.models import Article

ONE_DAY, SERIES = "ngay", "loat"


class MoveForm(forms.Form):
    """Where an airing goes: the day alone, or the whole series."""

    day = forms.DateField(label="Ngày phát", widget=Day, input_formats=["%Y-%m-%d"])
    at = forms.TimeField(label="Giờ phát", widget=Clock)
    minutes = forms.IntegerField(label="Thời lượng (phút)", min_value=1, max_value=240)
    scope = forms.ChoiceField(
        label="Đổi cho", choices=[(ONE_DAY, "chỉ ngày này"), (SERIES, "cả loạt, từ nay về sau")],
        widget=forms.RadioSelect, initial=ONE_DAY,
    )  # fmt: skip
    why = forms.CharField(label="Lý do", max_length=120, required=False)

    def __init__(self, data: Any, *, of: Occurrence) -> None:
        super().__init__(data)
        changes = of.slot.changes.filter(day=of.day, was_at=of.was_at)
        change = of.added or changes.first()
        self.initial = {
            "day": of.day,
            "at": (change.at if change else None) or of.was_at,
            "minutes": ((change.seconds if change else None) or of.slot.seconds) // 60 or 1,
            "scope": ONE_DAY,
            "why": change.why if change else "",
        }
        self._seconds = of.slot.seconds

    @property
    def is_series(self) -> bool:
        return bool(self.cleaned_data["scope"] == SERIES)

    def wanted(self) -> Wanted:
        """Where to, how long if not as always."""
        given = self.cleaned_data
        seconds = given["minutes"] * 60
        same = self._seconds // 60 == given["minutes"]
        return Wanted(given["day"], given["at"], None if same else seconds, given["why"])


class AddDayForm(forms.Form):
    """Thêm một ngày."""

    day = forms.DateField(label="Ngày", widget=Day, input_formats=["%Y-%m-%d"])
    at = forms.TimeField(label="Giờ phát", widget=Clock)
    why = forms.CharField(label="Lý do", max_length=120, required=False)


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """Dịp đặc biệt."""

    class Meta:
        model = DayProfile
        fields = (
            "name", "kind", "days", "first", "last", "effect", "level", "zones", "is_active",
        )  # fmt: skip
        widgets = {
            "days": forms.RadioSelect, "effect": forms.RadioSelect, "first": Day, "last": Day,
            "zones": forms.CheckboxSelectMultiple,
        }  # fmt: skip
        help_texts = {
            "level": "để trống: như ngày thường",
            "zones": "không chọn khu vực nào: áp dụng cho mọi khu vực",
            "first": "khi chọn «từ ngày đến ngày»",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "last"):
            self.fields[name].input_formats = ["%Y-%m-%d"]  # type: ignore[attr-defined]


class QuietPlaceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Nơi cần yên tĩnh."""

    class Meta:
        model = QuietPlace
        fields = (
            "name", "kind", "clusters", "start", "end", "weekdays_only", "level", "is_active",
        )  # fmt: skip
        widgets = {
            "clusters": forms.CheckboxSelectMultiple, "start": Clock, "end": Clock,
        }  # fmt: skip


class RelayForm(forms.ModelForm):  # type: ignore[type-arg]
    """Nguồn tiếp âm. What stands in is an article whose sound was approved."""

    class Meta:
        model = RelaySource
        fields = ("name", "way", "url", "silence_seconds", "fallback", "is_active")
        widgets = {"way": forms.RadioSelect, "url": forms.URLInput}
        help_texts = {
            "url": (
                "khi nhận qua mạng, ví dụ https://…; lưu thì tự trình người thứ hai duyệt; đổi địa "
                "chỉ thì lượt đang tiếp âm dừng ngay, duyệt xong mới tiếp âm địa chỉ mới"
            ),
            "fallback": "tin bài đã duyệt có âm thanh; để trống: loa im",
            "is_active": "bỏ chọn rồi lưu: mọi loa đang tiếp âm nguồn này dừng ngay",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Article.objects.filter(live=True, for_loudspeaker=True).exclude(live_content="")
        field = self.fields["fallback"]
        field.queryset, field.empty_label = choices, "không có"  # type: ignore[attr-defined]

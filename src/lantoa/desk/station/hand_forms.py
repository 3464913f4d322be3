"""The forms of Ghi lượt phát tay, made for a thumb beside the amplifier."""

from __future__ import annotations

from datetime import date, datetime
from secrets import token_hex
from typing import Any

from django import forms

from lantoa.channels.station.by_hand import HandItem, HandSlot, choices, hand_clusters
from lantoa.channels.station.models import HandSheet, RelaySource
from lantoa.channels.station.services.by_hand import Relayed
from lantoa.core.clock import ZONE, local
from lantoa.desk.outreach.files import HELP, FilesField
from lantoa.desk.station.fields import Clock, Day
from lantoa.registry.models import SpeakerCluster
from lantoa.vietnamese import duration

MOST_MINUTES = 240


class HandForm(forms.Form):
    """Khi nào, tin nào, cụm nào, ảnh trang sổ. `slot`: the slot that was tapped, whose items and
    clusters are ticked already; None: played outside of the timetable."""

    day = forms.DateField(label="Ngày phát", widget=Day)
    at = forms.TimeField(label="Bắt đầu lúc", widget=Clock)
    items = forms.MultipleChoiceField(
        label="Tin đã phát", widget=forms.CheckboxSelectMultiple, required=False
    )
    relay = forms.ModelChoiceField(
        RelaySource.objects.filter(is_active=True), label="Tiếp âm đài", required=False,
        empty_label="không tiếp âm",
    )  # fmt: skip
    relay_minutes = forms.IntegerField(
        label="Đã tiếp âm (phút)", min_value=1, max_value=MOST_MINUTES, required=False
    )
    clusters = forms.ModelMultipleChoiceField(
        SpeakerCluster.objects.none(), label="Cụm loa đã phát",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một cụm loa."},
    )  # fmt: skip
    photos = FilesField(label="Ảnh chụp trang sổ", required=False, help_text=HELP)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, slot: HandSlot | None, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slot, self.now = slot, now
        offered = choices(now)
        self.known = {one.article.pk: one for one in (*(slot.items if slot else ()), *offered)}
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (pk, f"{one.article.title}, {duration(one.seconds)}") for pk, one in self.known.items()
        ]
        near = {row.pk for row in slot.clusters} if slot else set()
        free = set(hand_clusters().values_list("pk", flat=True))
        rows = SpeakerCluster.objects.filter(pk__in=near | free, is_active=True)
        self.fields["clusters"].queryset = rows.order_by("name")  # type: ignore[attr-defined]
        self.fields["day"].widget.attrs["max"] = local(now).date().isoformat()
        self._propose(slot)

    def _propose(self, slot: HandSlot | None) -> None:
        self.fields["key"].initial = token_hex(16)
        begin = local(slot.airtime.starts_at if slot else self.now)
        self.fields["day"].initial = begin.date()
        if slot is None:
            return
        self.fields["at"].initial = begin.time()
        self.fields["items"].initial = [str(one.article.pk) for one in slot.items]
        self.fields["clusters"].initial = [row.pk for row in slot.clusters]
        if slot.relay:
            self.fields["relay"].initial = RelaySource.objects.filter(name=slot.relay).first()
            self.fields["relay_minutes"].initial = slot.seconds // 60

    def proposed(self) -> list[Any]:
        """The items of the slot, and those already ticked; the rest is folded away."""
        near = {str(one.article.pk) for one in (self.slot.items if self.slot else ())}
        near |= {str(value) for value in self["items"].value() or ()}
        return [choice for choice in self["items"] if str(choice.data["value"]) in near]

    def others(self) -> list[Any]:
        near = [str(choice.data["value"]) for choice in self.proposed()]
        return [choice for choice in self["items"] if str(choice.data["value"]) not in near]

    def clean_day(self) -> date:
        """Nothing that has not happened yet."""
        day: date = self.cleaned_data["day"]
        if day > local(self.now).date():
            raise forms.ValidationError("Ngày này chưa tới. Chỉ ghi lượt đã phát.")
        return day

    def clean(self) -> dict[str, Any]:
        """An item or a relay; a relay with its minutes."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("items") and not cleaned.get("relay") and "items" not in self.errors:
            self.add_error("items", "Chọn ít nhất một tin, hoặc một đài đã tiếp âm.")
        has_minutes = cleaned.get("relay_minutes") or "relay_minutes" in self.errors
        if cleaned.get("relay") and not has_minutes:
            self.add_error("relay_minutes", "Ghi số phút đã tiếp âm.")
        return cleaned

    @property
    def starts_at(self) -> datetime:
        data = self.cleaned_data
        return datetime.combine(data["day"], data["at"], ZONE)

    def chosen(self) -> list[HandItem]:
        """The ticked items, those of the slot first and in its order."""
        wanted = {int(pk) for pk in self.cleaned_data["items"]}
        return [one for pk, one in self.known.items() if pk in wanted]

    def relayed(self) -> Relayed | None:
        data = self.cleaned_data
        if not data["relay"]:
            return None
        return Relayed(data["relay"].name, data["relay_minutes"] * 60)


class HandCorrection(forms.Form):
    """How long each item sounded in truth, and on which clusters; with the reason."""

    clusters = forms.ModelMultipleChoiceField(
        SpeakerCluster.objects.none(), label="Cụm loa đã phát thật",
        widget=forms.CheckboxSelectMultiple, required=False,
        help_text="cụm nào bỏ chọn thì rút phần ghi của cụm đó",
    )  # fmt: skip
    reason = forms.CharField(
        label="Lý do điều chỉnh", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="lý do đứng trong sổ minh chứng, ai đọc sổ cũng thấy",
        error_messages={"required": "Ghi rõ lý do."},
    )  # fmt: skip

    def __init__(self, *args: Any, sheet: HandSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(sheet.airings.filter(withdrawn_at__isnull=True).order_by("pk"))
        held = [row.cluster_id for row in rows]
        clusters = SpeakerCluster.objects.filter(pk__in=held).order_by("name")
        self.fields["clusters"].queryset = clusters  # type: ignore[attr-defined]
        self.fields["clusters"].initial = held
        self.titles = list(dict.fromkeys(row.title for row in rows))
        lengths = {row.title: row.seconds for row in rows}
        added = {
            f"giay{place}": forms.IntegerField(
                label=f"«{title}» phát bao nhiêu giây", min_value=1, max_value=MOST_MINUTES * 60,
                initial=lengths[title],
            )
            for place, title in enumerate(self.titles)
        }  # fmt: skip
        self.fields = {**added, **self.fields}

    def seconds(self) -> dict[str, int]:
        """Title → seconds."""
        data = self.cleaned_data
        return {title: data[f"giay{place}"] for place, title in enumerate(self.titles)}

"""The form of an alert: what a frightened officer fills in comes first, the scales after it."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.cap.shapes import polygon_fault
from lantoa.newsroom.alerts.outline import hamlets_inside
from lantoa.newsroom.alerts.terms import LASTS, REPEATS, AlertKind
from lantoa.newsroom.alerts.words import is_everywhere
from lantoa.newsroom.models import Alert
from lantoa.registry.models import Hamlet
from lantoa.vietnamese import duration, nfc

FIRST = (
    "headline", "description", "instruction", "everywhere", "hamlets", "lasts_minutes",
    "repeat_minutes", "source_body", "source_document", "contact", "family_agrees",
)  # fmt: skip
MORE = (
    "voice_file",
    "no_recording",
    "severity",
    "urgency",
    "certainty",
    "polygon",
    "is_exercise",
    "is_sealed",
)


class AlertForm(forms.ModelForm[Alert]):
    """One alert. `everywhere` stands for all hamlets, also for those that come later today."""

    everywhere = forms.BooleanField(label="Cả xã", required=False)
    hamlets = forms.ModelMultipleChoiceField(
        Hamlet.objects.filter(is_active=True), label="Hoặc từng thôn", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    lasts_minutes = forms.TypedChoiceField(
        label="Hiệu lực kể từ lúc duyệt", choices=LASTS, coerce=int
    )
    repeat_minutes = forms.TypedChoiceField(label="Nhắc lại trên loa", choices=REPEATS, coerce=int)

    voice_file = forms.FileField(
        label="Bản thu giọng người", required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
        help_text="Để trống thì máy đọc lời ở trên. Người đọc thay giọng máy ở lời cảnh báo; lời "
        "kết thúc vẫn do máy đọc. Đọc đúng lời đã ghi: người duyệt nghe đúng bản này.",
    )  # fmt: skip
    no_recording = forms.BooleanField(label="Bỏ bản thu, dùng giọng máy", required=False)

    class Meta:
        model = Alert
        fields = (
            "headline", "description", "instruction", "lasts_minutes", "repeat_minutes",
            "source_body", "source_document", "contact", "family_agrees", "severity", "urgency",
            "certainty", "polygon", "is_exercise", "is_sealed",
        )  # fmt: skip
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "instruction": forms.Textarea(attrs={"rows": 4}),
            "polygon": forms.Textarea(
                attrs={"rows": 3, "placeholder": "18.42,105.83 18.43,105.85"}
            ),
        }
        help_texts = {
            "source_body": "Để trống thì cảnh báo nói rõ là hướng dẫn của UBND xã.",
            "polygon": "Vĩ độ,kinh độ, cách nhau dấu cách. Không chọn thôn nào thì lấy các thôn "
            "có cụm loa trong đường bao. Loa phát theo thôn; trang sau nói đường bao trùm cụm loa "
            "nào.",
            "is_exercise": "Đi đủ các bước; không phát ra loa, không hiện trên trang công khai.",
            "is_sealed": "Duyệt trước, cất sẵn; khi cần một người phát được ngay, trong 180 ngày.",
            "contact": "Đọc trên loa và ghi trên trang.",
        }  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.instance.kind != AlertKind.MISSING:
            del self.fields["family_agrees"]
        if not self.instance.recording_id:
            del self.fields["no_recording"]
        if self.instance.replaces_id:  # as its original; an update is for now
            del self.fields["is_exercise"], self.fields["is_sealed"]
        alert = self.instance
        lasts = alert.lasts_minutes
        if lasts and lasts not in dict(LASTS):  # of a warning from above: kept as it came
            own = (lasts, duration(lasts * 60))
            self.fields["lasts_minutes"].choices = sorted((*LASTS, own))  # type: ignore[attr-defined]
        if alert.pk and not self.is_bound:
            chosen = list(alert.hamlets.all())
            there = set(Hamlet.objects.filter(is_active=True))
            self.initial["everywhere"] = is_everywhere(chosen, there)
            self.initial["hamlets"] = [] if self.initial["everywhere"] else chosen

    def clean_polygon(self) -> str:
        """Points as CAP writes them; the first is repeated at the end where that was forgotten."""
        points = str(self.cleaned_data["polygon"]).split()
        if points and points[0] != points[-1]:
            points.append(points[0])
        fault = polygon_fault(" ".join(points)) if points else None
        if fault:
            raise forms.ValidationError(f"Đường bao {fault}.")
        return " ".join(points)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("headline", "description", "instruction", "source_body", "source_document",
                     "contact"):  # fmt: skip
            cleaned[name] = nfc(str(cleaned.get(name, ""))).strip()
        if not cleaned.get("everywhere") and not cleaned.get("hamlets"):
            self._choose_by_outline(cleaned)
        return cleaned

    def _choose_by_outline(self, cleaned: dict[str, Any]) -> None:
        outline = str(cleaned.get("polygon", ""))
        cleaned["hamlets"] = hamlets_inside(outline) if outline else []
        if outline and not cleaned["hamlets"]:
            self.add_error(
                "hamlets",
                "Đường bao không trùm cụm loa nào đã ghi tọa độ ở Danh mục. Chọn cả xã, hoặc ít "
                "nhất một thôn.",
            )
        elif not outline and "polygon" not in self.errors:
            self.add_error("hamlets", "Chọn cả xã, hoặc ít nhất một thôn.")

    def chosen(self) -> list[Hamlet]:
        """The hamlets of the area."""
        if self.cleaned_data["everywhere"]:
            return list(Hamlet.objects.filter(is_active=True))
        return list(self.cleaned_data["hamlets"])

    def first(self) -> list[forms.BoundField]:
        """What stands open."""
        return [self[name] for name in FIRST if name in self.fields]

    def more(self) -> list[forms.BoundField]:
        """What stands folded."""
        return [self[name] for name in MORE if name in self.fields]

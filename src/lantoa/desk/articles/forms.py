"""The form of an article. A draft may lack anything; what is missing for submission is told."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.desk.plans.choosing import TaskPick, TasksPick, live_tasks
from lantoa.newsroom.models import Article
from lantoa.newsroom.terms import ArticleState, Genre
from lantoa.plan.models import Task

WRITTEN = (
    "title", "lead", "body", "tasks", "audiences", "has_no_secret", "genre", "section", "series",
    "topic", "priority", "for_loudspeaker", "language", "project", "source", "script", "post",
)  # fmt: skip
STALE = (
    "Bài vừa được lưu ở nơi khác nên bản đang sửa chưa được lưu. Lời đang gõ vẫn còn trên màn "
    "hình này. Chép lại phần cần giữ rồi tải lại trang."
)


class ArticleForm(forms.ModelForm[Article]):
    """All that a person writes of an article; `base` is the content that the screen was opened
    with, so that two people never overwrite each other."""

    base = forms.CharField(required=False, widget=forms.HiddenInput)
    tasks = TasksPick(Task.objects.none(), required=False, label="Nhiệm vụ")

    class Meta:
        model = Article
        fields = WRITTEN
        widgets = {
            "audiences": forms.CheckboxSelectMultiple,
            "lead": forms.Textarea(attrs={"rows": 3}),
            "script": forms.Textarea(attrs={"rows": 4}),
            "post": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        # Blocks that are still empty may be saved in a draft.
        self.fields["body"].is_deferred_validation = True  # type: ignore[attr-defined]
        self.fields["tasks"].queryset = live_tasks()  # type: ignore[attr-defined]
        for name in ("section", "series", "project"):
            self.fields[name].empty_label = "không chọn"  # type: ignore[attr-defined]
        self.initial["base"] = self.instance.content if self.instance.pk else ""

    def clean(self) -> dict[str, Any]:
        """Refuses a form that was opened before somebody else saved."""
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("base") != self.initial["base"]:
            raise forms.ValidationError(STALE, code="stale")
        return cleaned

    def written(self) -> Article:
        """The article with everything that was written, not yet saved."""
        article = self.save(commit=False)
        self.save_m2m()
        return article


class FilterForm(forms.Form):
    """Search and filters of the list; the names stand in its address."""

    q = forms.CharField(
        label="Tìm trong tin bài", required=False, max_length=100,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "có dấu hoặc không dấu", "data-search": ""}
        ),
    )  # fmt: skip
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "tất cả"), *ArticleState.choices]
    )
    the_loai = forms.ChoiceField(
        label="Thể loại", required=False, choices=[("", "tất cả"), *Genre.choices]
    )
    nhiem_vu = TaskPick(Task.objects.none(), label="Nhiệm vụ", required=False, empty_label="tất cả")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nhiem_vu"].queryset = live_tasks()  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What is asked for; a value that makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

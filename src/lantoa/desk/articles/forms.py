"""The form of an article. A draft may lack anything; what is missing for submission is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from lantoa.channels.social.terms import RULES
from lantoa.desk.plans.choosing import TaskPick, TasksPick, live_tasks
from lantoa.newsroom.data.sheets import LONGEST, SHEETS, Question
from lantoa.newsroom.models import Article
from lantoa.newsroom.terms import ArticleState, Genre
from lantoa.plan.models import Task

WRITTEN = (
    "title", "lead", "body", "tasks", "audiences", "has_no_secret", "genre", "section", "series",
    "topic", "priority", "for_loudspeaker", "language", "project", "source", "script", "post",
    "post_facebook", "post_zalo", "used_help",
)  # fmt: skip
MOST_BLOCKS = 400
TOO_MANY_BLOCKS = (
    "Bài có {count} khối, nhiều hơn {most} khối nên chưa lưu. Lời đang gõ vẫn còn trên màn hình "
    "này. Gộp bớt các đoạn, hoặc chuyển phần cuối sang bài khác."
)
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
            "used_help": forms.HiddenInput,
            "post": forms.Textarea(attrs={"rows": 4, "data-count": ""}),
            **{
                f"post_{network}": forms.Textarea(
                    attrs={"rows": 4, "data-count": rules.longest, "data-folded": rules.folded}
                )
                for network, rules in RULES.items()
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        # Blocks that are still empty may be saved in a draft.
        self.fields["body"].is_deferred_validation = True  # type: ignore[attr-defined]
        self.fields["tasks"].queryset = live_tasks()  # type: ignore[attr-defined]
        self._ask_for_sheets()
        for name in ("section", "series", "project"):
            self.fields[name].empty_label = "không chọn"  # type: ignore[attr-defined]
        self.initial["base"] = self.instance.content if self.instance.pk else ""

    def clean(self) -> dict[str, Any]:
        """Refuses a form that was opened before somebody else saved."""
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("base") != self.initial["base"]:
            raise forms.ValidationError(STALE, code="stale")
        return cleaned

    def clean_body(self) -> Any:
        """A text that nobody reads to its end is refused before it is too long to be sent."""
        body = self.cleaned_data["body"]
        if len(body) > MOST_BLOCKS:
            raise forms.ValidationError(
                TOO_MANY_BLOCKS.format(count=len(body), most=MOST_BLOCKS), code="too long"
            )
        return body

    def clean_used_help(self) -> bool:
        """A mark that stands stays: the words of a machine are still in what was written since."""
        return bool(self.cleaned_data["used_help"] or self.initial.get("used_help"))

    def _ask_for_sheets(self) -> None:
        """A field for each question of each sheet; the screen shows those of the chosen genre."""
        for genre, asked in SHEETS.items():
            for one in asked:
                name = sheet_field(genre, one)
                self.fields[name] = _question_field(one)
                self.initial[name] = self.instance.sheet.get(one.name, "")

    def sheets(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Each sheet: its genre, its heading, its fields."""
        return [
            (genre, str(Genre(genre).label), [self[sheet_field(genre, one)] for one in asked])
            for genre, asked in SHEETS.items()
        ]

    def _sheet(self) -> dict[str, str]:
        """Every answer that was typed; those of the chosen genre win where two share a name."""
        genres = sorted(SHEETS, key=lambda genre: genre == self.cleaned_data.get("genre"))
        found = dict(self.instance.sheet)
        for genre in genres:
            for one in SHEETS[genre]:
                typed = self.cleaned_data.get(sheet_field(genre, one))
                found[one.name] = typed.isoformat() if isinstance(typed, date) else typed or ""
        return {name: text for name, text in found.items() if text}

    def written(self) -> Article:
        """The article with everything that was written, not yet saved."""
        article = self.save(commit=False)
        article.sheet = self._sheet()
        self.save_m2m()
        return article


def sheet_field(genre: str, question: Question) -> str:
    """The name of a sheet's field in the form."""
    return f"sheet_{genre}_{question.name}"


def _question_field(question: Question) -> forms.Field:
    if question.is_day:
        wrong = {"invalid": f"Ô «{question.said}» chưa đúng ngày. Chọn lại ngày trong lịch."}
        picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(
            label=question.said, help_text=question.help, required=False, widget=picker,
            error_messages=wrong,
        )  # fmt: skip
    return forms.CharField(
        label=question.said, help_text=question.help, required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


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

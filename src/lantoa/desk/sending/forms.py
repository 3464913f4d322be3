"""Forms of sending."""

from __future__ import annotations

from django import forms

from lantoa.desk.outreach.files import ACCEPTED, HELP, FilesField, FilesInput
from lantoa.registry.models import Unit


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _units() -> forms.ModelMultipleChoiceField[Unit]:
    return forms.ModelMultipleChoiceField(
        Unit.objects.filter(is_active=True), label="Gửi tới", widget=forms.CheckboxSelectMultiple
    )


class GuidanceForm(forms.Form):
    """Headline and text of guidance."""

    headline = forms.CharField(
        label="Trích yếu", max_length=300, help_text="ví dụ: V/v hướng dẫn thực hiện Kế hoạch"
    )
    text = forms.CharField(
        label="Nội dung", max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="mỗi đoạn một dòng",
    )  # fmt: skip


class SendGuidanceForm(forms.Form):
    """Number and day of the clerk, and to whom."""

    number = forms.CharField(label="Số, ký hiệu do văn thư cấp", max_length=60)
    issued_on = _day("Ngày trên văn bản")
    units = _units()


class PackForm(forms.Form):
    """Theme, script and three questions of a month."""

    month = forms.DateField(
        label="Tháng", input_formats=["%Y-%m"], widget=forms.DateInput(attrs={"type": "month"})
    )
    title = forms.CharField(label="Chủ đề", max_length=200)
    script = forms.CharField(
        label="Lời nói trong lễ chào cờ, cuộc họp", max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 8}), help_text="đọc trong hai, ba phút",
    )  # fmt: skip
    question_1 = forms.CharField(label="Câu hỏi 1", max_length=300)
    question_2 = forms.CharField(label="Câu hỏi 2", max_length=300)
    question_3 = forms.CharField(label="Câu hỏi 3", max_length=300)


class SendPackForm(forms.Form):
    """To whom."""

    units = _units()


class ReturnForm(forms.Form):
    """What a unit did with the pack: one form with a photo."""

    held_on = _day("Đã dùng ngày")
    attended_count = forms.IntegerField(label="Số người dự", min_value=1, max_value=100_000)
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    papers = FilesField(
        label="Ảnh", required=False, help_text=HELP,
        widget=FilesInput(attrs={"multiple": True, "accept": ACCEPTED}),
    )  # fmt: skip

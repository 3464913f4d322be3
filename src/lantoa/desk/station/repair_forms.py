"""Forms of a repair ticket and of a noise complaint."""

from __future__ import annotations

from datetime import date

from django import forms

from lantoa.desk.outreach.fields import DAY
from lantoa.desk.station.fields import Clock
from lantoa.plan.models import Task
from lantoa.plan.terms import Source


class OpenForm(forms.Form):
    """Lập phiếu sửa chữa."""

    fault = forms.CharField(
        label="Hỏng thế nào", max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="ví dụ: không kêu, rè, một loa gãy, bộ thu không lên đèn",
    )  # fmt: skip
    found_by = forms.CharField(
        label="Ai báo", max_length=120, required=False,
        help_text="chức danh là đủ, ví dụ: trưởng thôn",
    )  # fmt: skip


class NoteForm(forms.Form):
    """Diễn biến."""

    text = forms.CharField(
        label="Ghi thêm diễn biến", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="ví dụ: đã gọi thợ, chờ nguồn mới đến thứ Năm",
    )  # fmt: skip


class CloseForm(forms.Form):
    """Khép phiếu."""

    done = forms.CharField(
        label="Đã làm gì", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="ví dụ: thay nguồn, hàn lại dây loa",
    )  # fmt: skip
    cost = forms.IntegerField(
        label="Chi phí (đồng)", min_value=0, max_value=10**13, required=False,
        help_text="để trống nếu không tốn tiền",
    )  # fmt: skip
    source = forms.ChoiceField(
        label="Nguồn kinh phí", required=False, choices=[("", "chưa chọn"), *Source.choices]
    )
    document = forms.CharField(
        label="Chứng từ (số, ngày)", max_length=200, required=False,
        help_text="ví dụ: Phiếu chi 112, 30/9/2026",
    )  # fmt: skip
    was_heard = forms.BooleanField(label="Đã có người nghe loa kêu tại chỗ", required=False)


class BookForm(forms.Form):
    """Ghi vào kinh phí của nhiệm vụ."""

    tasks = forms.ModelMultipleChoiceField(
        Task.objects.none(), label="Nhiệm vụ của kế hoạch", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một nhiệm vụ."},
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["tasks"].queryset = Task.objects.select_related("plan").order_by("pk")  # type: ignore[attr-defined]


class ComplaintForm(forms.Form):
    """Phản ánh tiếng ồn."""

    text = forms.CharField(
        label="Phản ánh điều gì", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="không ghi tên, số điện thoại người phản ánh; ví dụ: loa to lúc 5 giờ sáng, "
        "hướng thẳng vào nhà",
    )  # fmt: skip
    heard_on = forms.DateField(label="Ngày nghe thấy", widget=DAY, input_formats=["%Y-%m-%d"])
    heard_at = forms.TimeField(label="Vào lúc", required=False, widget=Clock)

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["heard_on"].initial = today
        self.fields["heard_on"].widget.attrs["max"] = today.isoformat()


class AnswerForm(forms.Form):
    """Đã xử lý."""

    answer = forms.CharField(
        label="Đã xử lý thế nào", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="ví dụ: đặt âm lượng mức 5 trước 06:00, quay loa ra đồng",
    )  # fmt: skip

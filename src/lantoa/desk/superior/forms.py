"""Forms of the register of higher documents."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from lantoa.core.errors import Refused
from lantoa.desk.paperfile import PaperField
from lantoa.desk.registry.forms import DayInput, RowForm
from lantoa.plan.mentions import documents_in
from lantoa.plan.models import SuperiorDocument
from lantoa.plan.services import keep_document
from lantoa.plan.superior import entry_for
from lantoa.registry.models import Account


class SuperiorForm(RowForm):
    """Văn bản cấp trên."""

    file = PaperField()

    class Meta:
        model = SuperiorDocument
        fields = ("kind", "number", "issued_on", "issuer", "summary")
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "kind": "Quyết định, Nghị quyết, Kế hoạch…; luật không có số thì ghi cả tên luật",
            "number": "ví dụ: 1169/QĐ-TTg",
        }

    def clean_number(self) -> str:
        """As it is written in documents: without blanks."""
        return "".join(str(self.cleaned_data["number"]).split())

    def keep(self, *, by: Account, now: datetime) -> None:
        document = self.save(commit=False)
        keep_document(document=document, by=by, now=now, paper=self.cleaned_data["file"])


class EndForm(forms.Form):
    """Đã bị thay thế or hết hiệu lực: by which document, from which day."""

    by_words = forms.CharField(
        label="Văn bản thay thế", required=False, max_length=600,
        help_text="chép số, ngày, ví dụ: Quyết định số 25/QĐ-TTg ngày 01/10/2026; để trống nếu "
        "văn bản hết hiệu lực, bị bãi bỏ mà không có văn bản thay",
    )  # fmt: skip
    ended_on = forms.DateField(label="Từ ngày", widget=DayInput(), input_formats=["%Y-%m-%d"])
    why = forms.CharField(label="Căn cứ, ghi chú", required=False, max_length=300)

    def clean_by_words(self) -> str:
        """One document that can be read out of the words, or nothing."""
        words = str(self.cleaned_data["by_words"]).strip()
        if words and len(documents_in(words)) != 1:
            raise forms.ValidationError(
                "Cần đúng một văn bản có số, ký hiệu, ví dụ: Quyết định số 25/QĐ-TTg."
            )
        return words


def replacement_of(words: str) -> SuperiorDocument | None:
    """The entry that the words name; None where they are empty or it is not in the register."""
    found = documents_in(words)
    return entry_for(found[0]) if found else None


def lines_in(words: str) -> list[dict[str, Any]]:
    """The documents of a pasted line for the screen: as read, and the entry that is there."""
    found = documents_in(words)
    if words.strip() and not found:
        raise Refused(
            "Chưa thấy số, ký hiệu văn bản nào trong dòng đã dán. Chưa ghi gì. Dán câu có dạng "
            "«Quyết định số 1169/QĐ-TTg ngày …», hoặc thêm văn bản bằng tay."
        )
    return [{"line": one.line, "one": one, "entry": entry_for(one)} for one in found]

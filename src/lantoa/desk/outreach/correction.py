"""The form of «Điều chỉnh»: the figures and words of an entry, with a reason."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.channels.outreach.models import Deed

REASON = "reason"


class Correction(forms.ModelForm):  # type: ignore[type-arg]
    reason = forms.CharField(
        label="Lý do điều chỉnh", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="lý do đứng trong sổ minh chứng, ai đọc sổ cũng thấy",
        error_messages={"required": "Ghi rõ lý do."},
    )  # fmt: skip

    def changes(self) -> dict[str, Any]:
        """The fields that differ from what was entered."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != REASON}


def correction_form(row: Deed, data: Any = None) -> Correction:
    """A form of the fields that the ledger holds of this row; unknown figures may stay empty."""
    fields = tuple(dict.fromkeys(row.PAYLOAD.values()))
    made: Any = forms.modelform_factory(type(row), form=Correction, fields=fields)
    answer: Correction = made(data, instance=type(row)._default_manager.get(pk=row.pk))
    return answer

"""The form of an account."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.registry.models import Account, Officer, OwnRole
from lantoa.registry.terms import Role
from lantoa.vietnamese import nfc

# Before the key of a role of the commune's own, in the choice of roles.
OWN = "own:"


class AccountForm(forms.Form):
    """Name, role, address, officer; the sign-in name only when it is made."""

    username = forms.CharField(
        label="Tên đăng nhập", max_length=40,
        help_text="chữ không dấu và số, ví dụ: mai.tran; không đổi được về sau",
        error_messages={"required": "Chưa ghi tên đăng nhập."},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    name = forms.CharField(
        label="Họ và tên", max_length=120, error_messages={"required": "Chưa ghi họ và tên."}
    )
    role = forms.ChoiceField(
        label="Vai trò", choices=[("", "chọn vai trò"), *Role.choices],
        error_messages={"required": "Chưa chọn vai trò."},
        help_text="tài khoản quản trị không viết, không duyệt, không phát: "
        "người làm cả hai việc có hai tài khoản",
    )  # fmt: skip
    email = forms.EmailField(
        label="Thư điện tử cơ quan", required=False, max_length=254,
        help_text="nơi nhận đường dẫn duyệt, lời nhắc việc; để trống được",
        error_messages={"invalid": "Địa chỉ thư chưa đúng, ví dụ: mai.tran@xa.gov.vn"},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    officer = forms.ModelChoiceField(
        label="Cán bộ", queryset=Officer.objects.all(), required=False, empty_label="không gắn",
        help_text="gắn với người trong danh sách cán bộ; mỗi cán bộ một tài khoản",
    )  # fmt: skip

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(f"{OWN}{one.pk}", str(one)) for one in OwnRole.objects.select_related("group")]
        self.fields["role"].choices = [("", "chọn vai trò"), *Role.choices, *own]  # type: ignore[attr-defined]
        if account is not None:
            del self.fields["username"]
            role = f"{OWN}{account.own_role_id}" if account.own_role_id else account.role
            self.initial.update(
                name=account.name, role=role, email=account.email, officer=account.officer_id
            )

    def clean(self) -> dict[str, Any]:
        """`role` becomes a ready role; `own_role` the commune's own, where that was chosen."""
        cleaned = super().clean() or self.cleaned_data
        chosen, cleaned["own_role"] = str(cleaned.get("role", "")), None
        if chosen.startswith(OWN):
            own = OwnRole.objects.get(pk=chosen.removeprefix(OWN))
            cleaned["own_role"], cleaned["role"] = own, own.base
        return cleaned

    def clean_username(self) -> str:
        return nfc(self.cleaned_data["username"]).strip()

    def clean_name(self) -> str:
        return " ".join(nfc(self.cleaned_data["name"]).split())

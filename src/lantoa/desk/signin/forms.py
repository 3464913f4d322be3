"""The forms before one is in, and of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest

from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.desk.signin.lockout import locked_until
from lantoa.registry.models import Account
from lantoa.registry.passwords import is_one_time_over
from lantoa.vietnamese import clock_time, nfc

LONGEST_NAME, LONGEST_PASSWORD = 150, 256


class SignInForm(AuthenticationForm):
    """Name and password. What is wrong is said without saying which of the two."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ và phím Caps Lock.",
        "inactive": "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ và phím Caps Lock.",
    }

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.label_suffix = ""
        name, password = self.fields["username"], self.fields["password"]
        name.label, password.label = "Tên đăng nhập", "Mật khẩu"
        name.widget.attrs.update(autocomplete="username", autocapitalize="none", spellcheck="false")
        password.widget.attrs["autocomplete"] = "current-password"
        # Longer ones belong to nobody, and tables do not hold them.
        wrong = self.error_messages["invalid_login"]
        name.validators.append(MaxLengthValidator(LONGEST_NAME, wrong))
        password.validators.append(MaxLengthValidator(LONGEST_PASSWORD, wrong))
        name.error_messages["required"] = "Chưa ghi tên đăng nhập."
        password.error_messages["required"] = "Chưa ghi mật khẩu."

    def confirm_login_allowed(self, user: Any) -> None:
        """Only who typed the right password is told that it was a one-time one, and is over."""
        super().confirm_login_allowed(user)
        if is_one_time_over(user, now=clock.now()):
            raise ValidationError(
                "Mật khẩu dùng một lần này đã hết hạn. Nhờ người quản trị hệ thống cấp lại."
            )


class CodeForm(forms.Form):
    """Six digits, or a printed code."""

    code = forms.CharField(
        label="Mã xác thực",
        max_length=20,
        error_messages={"required": "Chưa ghi mã."},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autofocus": True}
        ),
    )


class PasswordForm(forms.Form):
    """The password of now, for what only its owner may do."""

    password = forms.CharField(
        label="Mật khẩu đang dùng", strip=False, max_length=256,
        error_messages={"required": "Chưa ghi mật khẩu."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class ChangePasswordForm(PasswordForm):
    """The password of now, and the new one twice."""

    new = forms.CharField(
        label="Mật khẩu mới", strip=False, max_length=256,
        error_messages={"required": "Chưa ghi mật khẩu mới."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label="Mật khẩu mới, gõ lại", strip=False, max_length=256,
        error_messages={"required": "Chưa gõ lại mật khẩu mới."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, request: HttpRequest, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.account = request, account

    def clean_password(self) -> str:
        """A wrong one counts like a wrong sign-in: an open screen is no place to guess."""
        password: str = self.cleaned_data["password"]
        name = self.account.username
        if authenticate(self.request, username=name, password=password) is not None:
            return password
        until = locked_until(name, now=clock.now())
        if until is None:
            raise ValidationError("Mật khẩu đang dùng chưa đúng. Mật khẩu chưa đổi.")
        raise ValidationError(
            "Mật khẩu đang dùng chưa đúng nhiều lần nên tạm khóa đến "
            f"{clock_time(local(until))}. Mật khẩu chưa đổi."
        )

    def clean_new(self) -> str:
        new: str = nfc(self.cleaned_data["new"])
        validate_password(new, self.account)
        return new

    def clean_again(self) -> str:
        again: str = nfc(self.cleaned_data["again"])
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise ValidationError("Hai lần gõ mật khẩu mới chưa giống nhau.")
        return again


class NameForm(forms.Form):
    """Họ và tên."""

    name = forms.CharField(
        label="Họ và tên", max_length=120,
        error_messages={"required": "Chưa ghi họ và tên."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip

    def clean_name(self) -> str:
        return " ".join(nfc(self.cleaned_data["name"]).split())

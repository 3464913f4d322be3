"""The sign-in form: the CMS's, in plain Vietnamese."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.auth import LoginForm as CmsLoginForm


class LoginForm(CmsLoginForm):
    """Name and password. What is wrong is said without saying which of the two."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ và phím Caps Lock.",
        "inactive": "Tài khoản này đã ngừng dùng. Báo người quản trị hệ thống của xã.",
    }

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        for name, label in (("username", "Tên đăng nhập"), ("password", "Mật khẩu")):
            field = self.fields[name]
            field.label = label
            field.widget.attrs.pop("placeholder", None)
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"
        self.fields["username"].widget.attrs["autocomplete"] = "username"

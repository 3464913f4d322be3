"""Tài khoản: own user model, from the first migration."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac

from lantoa.registry.terms import Role


class Account(AbstractUser):
    """Tài khoản. Signs in to the desk; belongs to at most one officer of the rosters."""

    last_name = None  # type: ignore[assignment]
    name = models.CharField("họ và tên", max_length=120, blank=True)
    role = models.CharField("vai trò", max_length=20, choices=Role, default=Role.UNIT_CONTACT)
    own_role = models.ForeignKey(
        "registry.OwnRole", models.PROTECT, null=True, blank=True, verbose_name="vai trò riêng",
        related_name="accounts",
    )  # fmt: skip
    officer = models.OneToOneField(
        "registry.Officer",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="cán bộ",
        related_name="account",
    )
    second_factor_skipped = models.BooleanField(
        "bỏ qua lớp xác thực thứ hai (chỉ ở xã minh họa)", default=False
    )

    password_changed_at = models.DateTimeField("đổi mật khẩu lúc", null=True, blank=True)
    previous_password = models.CharField(
        "mật khẩu liền trước, đã băm", max_length=128, blank=True, editable=False
    )
    # Set while the password is a one-time one: it must be changed at once, and dies at this hour.
    one_time_until = models.DateTimeField("hạn của mật khẩu dùng một lần", null=True, blank=True)
    # Another stamp ends every session of the account.
    sign_in_stamp = models.CharField(max_length=16, blank=True, editable=False)
    active_since = models.DateTimeField("mở lại lúc", null=True, blank=True)
    # Since when it holds its role and what that role may decide; empty: since it was made.
    role_since = models.DateTimeField("giữ vai trò từ lúc", null=True, blank=True)
    # It held a right to decide or to open accounts: two people open it until the end of this day.
    guarded_until = models.DateField("hai người mới mở được, đến hết ngày", null=True, blank=True)
    # From this day it decides: it was given the right a short while ago, and another approver has
    # not confirmed it yet. `date.max`: one refused to. Empty: nobody ever asked.
    signs_from = models.DateField("duyệt được từ ngày", null=True, blank=True)
    # Where its letters went before; told as well while the change is fresh, then cleared.
    previous_email = models.EmailField("thư điện tử liền trước", blank=True)
    email_changed_at = models.DateTimeField("đổi thư điện tử lúc", null=True, blank=True)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ("username",)
        permissions = [("take_part", "Làm phần việc của mình: xác nhận, trả lời, gửi tin")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()

    @property
    def first_name(self) -> str:  # type: ignore[override]
        """The CMS greets by this; a Vietnamese name is one field."""
        return self.get_full_name()

    def get_session_auth_hash(self) -> str:
        """A session lives as long as this: password and stamp."""
        return salted_hmac(
            "lantoa.session", f"{self.password} {self.sign_in_stamp}", algorithm="sha256"
        ).hexdigest()

    @property
    def role_name(self) -> str:
        """The role as screens name it: the commune's own, else the ready one."""
        return str(self.own_role) if self.own_role_id else str(self.get_role_display())

    @property
    def code(self) -> str:
        """How the ledger names this account; nothing personal."""
        return f"account:{self.pk}"

"""Tài khoản: own user model, from the first migration."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from lantoa.registry.terms import Role


class Account(AbstractUser):
    """Tài khoản. Signs in to the desk; belongs to at most one officer of the rosters."""

    last_name = None  # type: ignore[assignment]
    name = models.CharField("họ và tên", max_length=120, blank=True)
    role = models.CharField("vai trò", max_length=20, choices=Role, default=Role.UNIT_CONTACT)
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

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ("username",)

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

    @property
    def code(self) -> str:
        """How the ledger names this account; nothing personal."""
        return f"account:{self.pk}"

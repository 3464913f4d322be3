"""Roles of the commune's own, and what an administrator changed in the ready ones."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models

from lantoa.registry.terms import Role


class OwnRole(models.Model):
    """Vai trò riêng. A role that the commune made by copying one; its rights are its group's."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="own_role")
    base = models.CharField("chép từ vai trò", max_length=20, choices=Role)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người tạo", related_name="+"
    )
    made_at = models.DateTimeField("tạo lúc")

    class Meta:
        verbose_name = "vai trò riêng"
        verbose_name_plural = "vai trò riêng"
        ordering = ("group__name",)

    def __str__(self) -> str:
        return self.group.name


class RightChange(models.Model):
    """Quyền đã đổi. One permission given to or taken from a ready role; the next start keeps it."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="right_changes")
    code = models.CharField("mã quyền", max_length=150)
    is_given = models.BooleanField("được thêm")

    class Meta:
        verbose_name = "quyền đã đổi"
        verbose_name_plural = "quyền đã đổi"
        constraints = [
            models.UniqueConstraint("group", "code", name="registry_right_changed_once"),
        ]

    def __str__(self) -> str:
        return self.code

"""A way into an account that signs or keeps accounts: two people open it, never one."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.registry.terms import ResetAct, ResetEnd


class ResetRequest(models.Model):
    """Đề nghị đặt lại. One administrator asks, a second person agrees; used once, in time."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="tài khoản", related_name="resets"
    )
    act = models.CharField("việc", max_length=10, choices=ResetAct)
    why = models.CharField("lý do", max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đề nghị", related_name="+"
    )
    asked_at = models.DateTimeField("đề nghị lúc")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người đồng ý", related_name="+",
    )  # fmt: skip
    agreed_at = models.DateTimeField("đồng ý lúc", null=True, blank=True)
    end = models.CharField("kết thúc", max_length=10, choices=ResetEnd, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người kết thúc", related_name="+",
    )  # fmt: skip
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đề nghị đặt lại"
        verbose_name_plural = "đề nghị đặt lại"
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                "account", "act", condition=models.Q(end=""), name="registry_one_open_reset"
            ),
            models.CheckConstraint(
                condition=~models.Q(agreed_by=models.F("asked_by")),
                name="registry_nobody_agrees_with_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.account}"

"""Đôn đốc: recorded nudges."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """Đôn đốc. A nudge to an officer or a unit; the same nudge never twice a day."""

    to_account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name="tài khoản nhận",
        related_name="notices",
    )
    to_unit = models.ForeignKey(
        "registry.Unit", models.CASCADE, null=True, blank=True, verbose_name="đơn vị nhận"
    )
    text = models.TextField("nội dung")
    link = models.CharField("đường dẫn", max_length=200, blank=True)
    subject = models.CharField("mã đối tượng", max_length=80)
    sent_on = models.DateField("ngày")
    sent_at = models.DateTimeField("gửi lúc")
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)
    by = models.CharField("người đôn đốc", max_length=60)

    class Meta:
        verbose_name = "đôn đốc"
        verbose_name_plural = "đôn đốc"
        ordering = ("-sent_at",)
        constraints = [
            models.UniqueConstraint(
                "subject",
                "to_unit",
                "sent_on",
                condition=models.Q(to_unit__isnull=False),
                name="notices_unit_once_a_day",
            ),
            models.UniqueConstraint(
                "subject",
                "to_account",
                "sent_on",
                condition=models.Q(to_account__isnull=False),
                name="notices_account_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

"""The code that opens an empty program to its first administrator."""

from __future__ import annotations

from django.db import models


class FirstCode(models.Model):
    """Mã lần đầu. One row: the hash of the one-time code that the terminal printed."""

    code_hash = models.CharField("mã lần đầu (băm)", max_length=64, blank=True)
    expires_at = models.DateTimeField("hết hạn lúc")
    wrong_count = models.PositiveSmallIntegerField("số lần nhập sai", default=0)
    closed_until = models.DateTimeField("tạm đóng đến", null=True, blank=True)

    class Meta:
        verbose_name = "mã lần đầu"
        verbose_name_plural = "mã lần đầu"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="registry_one_first_code"),
        ]

    def __str__(self) -> str:
        return "mã lần đầu"

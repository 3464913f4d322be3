"""Sealed alerts at the loudspeakers: the code that starts one there, and each time that one did."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class StartCode(models.Model):
    """Mã khởi động. Of one sealed alert: printed once, kept as a slow hash. Drawing another makes
    the one before worthless as soon as receivers hear of it."""

    alert = models.OneToOneField(
        "newsroom.Alert", models.CASCADE, verbose_name="cảnh báo", related_name="start_code"
    )
    salt = models.CharField("muối", max_length=64)
    check_hash = models.CharField("mã băm", max_length=64)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lấy mã", related_name="+"
    )
    drawn_at = models.DateTimeField("lấy mã lúc")

    class Meta:
        verbose_name = "mã khởi động"
        verbose_name_plural = "mã khởi động"
        default_permissions = ()

    def __str__(self) -> str:
        return f"mã khởi động: {self.alert}"


class LocalStart(models.Model):
    """Lượt khởi động tại bộ thu. A sealed alert that somebody started with the code, as the
    receiver proved it when its line was back."""

    alert = models.ForeignKey(
        "newsroom.Alert", models.PROTECT, verbose_name="cảnh báo", related_name="local_starts"
    )
    receiver = models.ForeignKey(
        "registry.Receiver", models.PROTECT, verbose_name="bộ thu", related_name="local_starts"
    )
    # By the receiver's own clock; with it the receiver names this start.
    started_at = models.DateTimeField("khởi động lúc")
    times = models.PositiveIntegerField("số lần phát", default=0)
    airtime_seconds = models.PositiveIntegerField("đã phát (giây)", default=0)
    told_at = models.DateTimeField("báo về lúc")

    class Meta:
        verbose_name = "lượt khởi động tại bộ thu"
        verbose_name_plural = "lượt khởi động tại bộ thu"
        ordering = ("-started_at", "receiver")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "alert", "receiver", "started_at", name="station_local_start_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert} · {self.receiver}"

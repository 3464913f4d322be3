"""What a receiver is told beside what it plays: volume, tests, restarts; what it refused."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from lantoa.channels.station.models.line import Order
from lantoa.channels.station.terms import DeviceAct, DeviceOutcome


class ReceiverTuning(models.Model):
    """Cài đặt bộ thu. The volume that it should have, and which settings it was told last."""

    receiver = models.OneToOneField(
        "registry.Receiver", models.CASCADE, verbose_name="bộ thu", related_name="tuning"
    )
    gain_db = models.SmallIntegerField(
        "âm lượng (dB)", default=0, validators=[MinValueValidator(-60), MaxValueValidator(0)]
    )
    told = models.CharField("mã băm cài đặt đã gửi", max_length=64, blank=True)
    told_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    # The version of a program that does not know the order: it needs another one.
    refused_by = models.CharField("phiên bản không nhận", max_length=40, blank=True)

    class Meta:
        verbose_name = "cài đặt bộ thu"
        verbose_name_plural = "cài đặt bộ thu"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(gain_db__gte=-60, gain_db__lte=0), name="station_gain_bounded"
            )
        ]

    def __str__(self) -> str:
        return f"{self.receiver}: {self.gain_db} dB"


class DeviceOrder(models.Model):
    """Lệnh cho bộ thu. A person's order to one device, and what came of it."""

    receiver = models.ForeignKey(
        "registry.Receiver", models.PROTECT, verbose_name="bộ thu", related_name="device_orders"
    )
    act = models.CharField("việc", max_length=8, choices=DeviceAct)
    value = models.SmallIntegerField("giá trị", default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ra lệnh", related_name="+"
    )
    made_at = models.DateTimeField("ra lệnh lúc")
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="+")
    boot = models.CharField("lần chạy lúc ra lệnh", max_length=80, blank=True)
    outcome = models.CharField(
        "kết quả", max_length=8, choices=DeviceOutcome, default=DeviceOutcome.WAITING
    )
    outcome_at = models.DateTimeField("biết kết quả lúc", null=True, blank=True)
    detail = models.CharField("mã lý do", max_length=40, blank=True)

    class Meta:
        verbose_name = "lệnh cho bộ thu"
        verbose_name_plural = "lệnh cho bộ thu"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.receiver}"

    @property
    def wire_id(self) -> str:
        return f"t/{self.pk}"


class RefusedOrder(models.Model):
    """Lệnh bị từ chối. What a receiver signed that it did not obey, and why."""

    receiver = models.ForeignKey(
        "registry.Receiver", models.PROTECT, verbose_name="bộ thu", related_name="refused_orders"
    )
    at = models.DateTimeField("lúc")
    detail = models.CharField("mã lý do", max_length=40)
    signer = models.CharField("mã khóa người ký", max_length=64, blank=True)
    number = models.PositiveBigIntegerField("số lệnh", default=0)
    digest = models.CharField("mã băm của lệnh", max_length=64, blank=True)
    order = models.ForeignKey(
        Order, models.SET_NULL, null=True, blank=True, verbose_name="lệnh của đài",
        related_name="refusals",
    )  # fmt: skip

    class Meta:
        verbose_name = "lệnh bị từ chối"
        verbose_name_plural = "lệnh bị từ chối"
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["receiver", "-at"], name="station_refused_lately")]

    def __str__(self) -> str:
        return f"{self.receiver}: {self.detail}"

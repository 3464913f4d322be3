"""Lịch phát sóng: zones and the hours in which they sound."""

from __future__ import annotations

from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from lantoa.receiver.quiet import QuietHours


class Zone(models.Model):
    """Khu vực phát. Clusters that sound together, and the hours in which they do not.

    Both ends of the closed hours, or neither: a zone without closed hours.
    """

    name = models.CharField("tên khu vực", max_length=80, unique=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    clusters = models.ManyToManyField(
        "registry.SpeakerCluster", blank=True, verbose_name="cụm loa", related_name="zones"
    )
    quiet_from = models.TimeField("không phát từ", null=True, blank=True, default=time(21, 0))
    quiet_until = models.TimeField("đến", null=True, blank=True, default=time(5, 0))
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "khu vực phát"
        verbose_name_plural = "khu vực phát"
        ordering = ("position", "name")
        permissions = [("change_timetable", "Sửa lịch phát sóng")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="station_zone_quiet_both_or_none",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"zone:{self.pk}"

    @property
    def quiet(self) -> QuietHours:
        """Khung giờ không phát, by the same rule that the receiver keeps."""
        if self.quiet_from is None or self.quiet_until is None:
            return QuietHours.read("", "")
        return QuietHours(self.quiet_from, self.quiet_until)


class TimeSlot(models.Model):
    """Khung giờ. Fixed hours of a zone: an RFC 5545 rule, a start and a length."""

    zone = models.ForeignKey(Zone, models.PROTECT, verbose_name="khu vực", related_name="slots")
    name = models.CharField("tên khung giờ", max_length=80)
    rule = models.CharField("lặp lại (RFC 5545)", max_length=200, default="FREQ=DAILY")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    at = models.TimeField("giờ bắt đầu")
    seconds = models.PositiveIntegerField(
        "thời lượng (giây)", validators=[MinValueValidator(10), MaxValueValidator(4 * 3600)]
    )
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "khung giờ"
        verbose_name_plural = "khung giờ"
        ordering = ("at", "name")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seconds__gte=10, seconds__lte=4 * 3600),
                name="station_slot_has_length",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.zone})"

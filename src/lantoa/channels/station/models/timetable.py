"""Lịch phát sóng: zones and the hours in which they sound."""

from __future__ import annotations

from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from lantoa.channels.station.limits import READY_MADE, Limits
from lantoa.channels.station.loudness import LOUDEST
from lantoa.channels.station.terms import LimitSet, SlotKind, SlotStart, ZoneKind
from lantoa.receiver.quiet import QuietHours


class Zone(models.Model):
    """Khu vực phát. Clusters that sound together, and the hours in which they do not.

    Both ends of the closed hours, or neither: a zone without closed hours.
    """

    name = models.CharField("tên khu vực", max_length=80, unique=True)
    kind = models.CharField("gồm", max_length=8, choices=ZoneKind, default=ZoneKind.GROUP)
    hamlet = models.ForeignKey(
        "registry.Hamlet", models.PROTECT, null=True, blank=True, verbose_name="thôn",
        related_name="zones",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    clusters = models.ManyToManyField(
        "registry.SpeakerCluster", blank=True, verbose_name="cụm loa", related_name="zones"
    )
    quiet_from = models.TimeField("không phát từ", null=True, blank=True, default=time(21, 0))
    quiet_until = models.TimeField("đến", null=True, blank=True, default=time(5, 0))
    limits_set = models.CharField(
        "mức phát", max_length=6, choices=LimitSet, default=LimitSet.RURAL
    )
    session_minutes = models.PositiveSmallIntegerField("phút mỗi buổi", null=True, blank=True)
    sessions = models.PositiveSmallIntegerField("số buổi mỗi ngày", null=True, blank=True)
    day_minutes = models.PositiveSmallIntegerField("phút mỗi ngày", null=True, blank=True)
    weekdays_only = models.BooleanField("nghỉ thứ Bảy, Chủ nhật", default=False)
    volume = models.PositiveSmallIntegerField(
        "mức âm lượng (trên 10)", default=LOUDEST,
        validators=[MinValueValidator(1), MaxValueValidator(LOUDEST)],
    )  # fmt: skip
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

    @property
    def limits(self) -> Limits:
        """How much may sound here: one of the ready-made sets, or what the commune set itself."""
        if self.limits_set in READY_MADE:
            return READY_MADE[LimitSet(self.limits_set)]
        return Limits(self.session_minutes, self.sessions, self.day_minutes, self.weekdays_only)


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
    kind = models.CharField("nội dung", max_length=6, choices=SlotKind, default=SlotKind.OWN)
    start = models.CharField("bắt đầu", max_length=5, choices=SlotStart, default=SlotStart.HARD)
    relay = models.ForeignKey(
        "station.RelaySource", models.PROTECT, null=True, blank=True, verbose_name="tiếp âm",
        related_name="slots",
    )  # fmt: skip
    source = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="phát lại của khung giờ",
        related_name="repeats",
    )  # fmt: skip
    profile = models.ForeignKey(
        "station.DayProfile", models.PROTECT, null=True, blank=True,
        verbose_name="chỉ phát trong dịp", related_name="slots",
    )  # fmt: skip
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "khung giờ"
        verbose_name_plural = "khung giờ"
        ordering = ("at", "name")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seconds__gte=10, seconds__lte=4 * 3600),
                name="station_slot_has_length",
            ),
            models.CheckConstraint(
                condition=(models.Q(kind=SlotKind.RELAY) & models.Q(relay__isnull=False))
                | (~models.Q(kind=SlotKind.RELAY) & models.Q(relay__isnull=True)),
                name="station_slot_relays_something",
            ),
            models.CheckConstraint(
                condition=(models.Q(kind=SlotKind.REPEAT) & models.Q(source__isnull=False))
                | (~models.Q(kind=SlotKind.REPEAT) & models.Q(source__isnull=True)),
                name="station_slot_repeats_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.zone})"

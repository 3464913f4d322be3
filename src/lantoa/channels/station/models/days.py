"""Days and hours that are not like others."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from lantoa.channels.station.loudness import LOUDEST
from lantoa.channels.station.models.timetable import TimeSlot, Zone
from lantoa.channels.station.terms import (
    ChangeKind,
    ProfileDays,
    ProfileEffect,
    ProfileKind,
    QuietPlaceKind,
)

LEVEL = [MinValueValidator(0), MaxValueValidator(LOUDEST)]


class SlotChange(models.Model):
    """Ngày riêng của khung giờ. One day on which a slot is left out, added or at another hour."""

    slot = models.ForeignKey(TimeSlot, models.CASCADE, related_name="changes")
    day = models.DateField("ngày", db_index=True)
    kind = models.CharField("thay đổi", max_length=4, choices=ChangeKind)
    was_at = models.TimeField("giờ thường ngày", null=True, blank=True)
    at = models.TimeField("giờ phát", null=True, blank=True)
    seconds = models.PositiveIntegerField(
        "thời lượng (giây)", null=True, blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(4 * 3600)],
    )  # fmt: skip
    why = models.CharField("lý do", max_length=120, blank=True)

    class Meta:
        verbose_name = "ngày riêng của khung giờ"
        verbose_name_plural = "ngày riêng của khung giờ"
        ordering = ("day", "at")
        constraints = [
            models.UniqueConstraint(
                "slot", "day", "was_at", condition=~models.Q(kind=ChangeKind.ADD),
                name="station_change_once",
            ),
            models.UniqueConstraint(
                "slot", "day", "at", condition=models.Q(kind=ChangeKind.ADD),
                name="station_addition_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=ChangeKind.SKIP) | models.Q(at__isnull=False),
                name="station_change_has_hour",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.slot.name}, {self.day:%d/%m/%Y}: {self.get_kind_display()}"


class DayProfile(models.Model):
    """Dịp đặc biệt. Days on which the timetable is another one, is silent, or sounds softer."""

    name = models.CharField("tên dịp", max_length=80)
    kind = models.CharField("loại", max_length=8, choices=ProfileKind, default=ProfileKind.OTHER)
    days = models.CharField(
        "vào", max_length=8, choices=ProfileDays, default=ProfileDays.SPAN
    )  # fmt: skip
    first = models.DateField("từ ngày", null=True, blank=True)
    last = models.DateField("đến hết ngày", null=True, blank=True)
    effect = models.CharField(
        "lịch phát", max_length=7, choices=ProfileEffect, default=ProfileEffect.KEEP
    )
    level = models.PositiveSmallIntegerField(
        "âm lượng nhiều nhất (trên 10)", null=True, blank=True, validators=LEVEL
    )
    zones = models.ManyToManyField(
        Zone, blank=True, verbose_name="khu vực", related_name="profiles"
    )
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "dịp đặc biệt"
        verbose_name_plural = "dịp đặc biệt"
        ordering = ("first", "name")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(days=ProfileDays.SPAN)
                | models.Q(first__isnull=False, last__isnull=False, last__gte=models.F("first")),
                name="station_profile_has_days",
            )
        ]

    def __str__(self) -> str:
        return self.name


class VolumeHour(models.Model):
    """Mức âm lượng theo giờ. Hours of a zone in which it sounds no louder than a level; 0: only an
    emergency sounds."""

    zone = models.ForeignKey(Zone, models.CASCADE, related_name="volume_hours")
    start = models.TimeField("từ")
    end = models.TimeField("đến")
    level = models.PositiveSmallIntegerField("mức (trên 10)", validators=LEVEL)

    class Meta:
        verbose_name = "âm lượng theo giờ"
        verbose_name_plural = "âm lượng theo giờ"
        ordering = ("start",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__gte=0, level__lte=LOUDEST), name="station_volume_of_ten"
            )
        ]

    def __str__(self) -> str:
        return f"{self.zone}: {self.start:%H:%M}–{self.end:%H:%M}, mức {self.level}"


class QuietPlace(models.Model):
    """Nơi cần yên tĩnh. A school or clinic near clusters: softer or silent in its hours."""

    name = models.CharField("tên nơi", max_length=80)
    kind = models.CharField(
        "loại", max_length=8, choices=QuietPlaceKind, default=QuietPlaceKind.SCHOOL
    )
    clusters = models.ManyToManyField(
        "registry.SpeakerCluster", verbose_name="cụm loa ở gần", related_name="quiet_places"
    )
    start = models.TimeField("từ")
    end = models.TimeField("đến")
    weekdays_only = models.BooleanField("chỉ thứ Hai đến thứ Sáu", default=True)
    level = models.PositiveSmallIntegerField(
        "âm lượng nhiều nhất (trên 10)", default=0, validators=LEVEL,
        help_text="0: cụm loa ở gần không phát trong giờ này, trừ tin khẩn cấp",
    )  # fmt: skip
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "nơi cần yên tĩnh"
        verbose_name_plural = "nơi cần yên tĩnh"
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__gte=0, level__lte=LOUDEST), name="station_quiet_of_ten"
            )
        ]

    def __str__(self) -> str:
        return self.name

"""Tiếp âm: radio of a higher level, at fixed hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models

from lantoa.channels.station.models.airing import OnReceiver
from lantoa.channels.station.terms import RelayWay


class RelaySource(models.Model):
    """Nguồn tiếp âm. A higher-level station, how its sound comes here, what stands in for it."""

    name = models.CharField("tên đài", max_length=80, unique=True)
    way = models.CharField("cách nhận", max_length=4, choices=RelayWay, default=RelayWay.URL)
    url = models.CharField(
        "địa chỉ đường truyền", max_length=300, blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )  # fmt: skip
    silence_seconds = models.PositiveSmallIntegerField(
        "im lặng quá (giây) thì thay", default=10,
        validators=[MinValueValidator(3), MaxValueValidator(120)],
    )  # fmt: skip
    fallback = models.ForeignKey(
        "newsroom.Article", models.PROTECT, null=True, blank=True,
        verbose_name="khi mất tín hiệu thì phát", related_name="+",
    )  # fmt: skip
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "nguồn tiếp âm"
        verbose_name_plural = "nguồn tiếp âm"
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(way=RelayWay.URL) | ~models.Q(url=""),
                name="station_relay_has_address",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The subject of its approval."""
        return f"relay:{self.pk}"


class RelayAiring(OnReceiver):
    """Lượt tiếp âm. One relay on one receiver: ordered, and what the receiver proved of it."""

    slot = models.ForeignKey("station.TimeSlot", models.PROTECT, related_name="relay_airings")
    receiver = models.ForeignKey("registry.Receiver", models.PROTECT, related_name="relay_airings")
    source_name = models.CharField("tên đài", max_length=80)
    url = models.CharField("địa chỉ đường truyền", max_length=300)
    starts_at = models.DateTimeField("bắt đầu lúc", db_index=True)
    seconds = models.PositiveIntegerField("thời lượng (giây)")
    recipe = models.CharField("mã băm lệnh", max_length=64)

    class Meta:
        verbose_name = "lượt tiếp âm"
        verbose_name_plural = "lượt tiếp âm"
        ordering = ("starts_at",)
        constraints = [
            models.UniqueConstraint(
                "slot", "starts_at", "receiver", name="station_relay_airing_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_name} · {self.receiver}"

    @property
    def wire_id(self) -> str:
        """How orders and proofs name it."""
        return f"l/{self.pk}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(seconds=self.seconds)

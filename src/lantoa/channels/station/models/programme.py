"""What fills a slot: a programme of bulletins, and each airing of a bulletin on a receiver."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from lantoa.channels.station.models.airing import OnReceiver
from lantoa.channels.station.models.kit import StationKit
from lantoa.channels.station.models.timetable import TimeSlot, Zone
from lantoa.newsroom.terms import Priority


class Programme(models.Model):
    """Chương trình phát thanh. Bulletins in order for one occurrence of a slot.

    There is no file of the whole: each bulletin airs as its own approved bytes.
    """

    slot = models.ForeignKey(TimeSlot, models.PROTECT, related_name="programmes")
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="programmes")
    starts_at = models.DateTimeField("bắt đầu lúc", db_index=True)
    seconds = models.PositiveIntegerField("thời lượng khung giờ (giây)")
    # With which it was laid out, whether or not there was room for it.
    kit = models.ForeignKey(
        StationKit, models.PROTECT, null=True, blank=True, verbose_name="bộ nhận diện",
        related_name="programmes",
    )  # fmt: skip

    class Meta:
        verbose_name = "chương trình phát thanh"
        verbose_name_plural = "chương trình phát thanh"
        ordering = ("starts_at",)
        constraints = [
            models.UniqueConstraint("slot", "starts_at", name="station_programme_once"),
        ]

    def __str__(self) -> str:
        return f"{self.slot.name}: {self.starts_at:%d/%m/%Y %H:%M}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(seconds=self.seconds)


class Bulletin(models.Model):
    """Bản tin. One approved sound inside a programme. `attempt` runs within a delivery: a later
    one is for receivers that could not play the one before, or opens the delivery anew
    (`opening`) after it was taken down and approved once more."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="bulletins")
    position = models.PositiveSmallIntegerField("thứ tự")
    delivery = models.ForeignKey(
        "channels_base.Delivery", models.PROTECT, related_name="bulletins"
    )  # fmt: skip
    article = models.ForeignKey("newsroom.Article", models.PROTECT, related_name="bulletins")
    rendition = models.ForeignKey("newsroom.Rendition", models.PROTECT, related_name="bulletins")
    content = models.CharField("mã băm nội dung", max_length=64)
    title = models.CharField("tên bản tin", max_length=200)
    priority = models.CharField("mức ưu tiên", max_length=10, choices=Priority)
    seconds = models.PositiveIntegerField("thời lượng (giây)")
    starts_at = models.DateTimeField("giờ phát")
    attempt = models.PositiveSmallIntegerField("lần xếp", default=1)
    # It stands behind one that said that a machine speaks, and airs without that sentence.
    is_inner = models.BooleanField("bản trong chương trình", default=False)
    opening = models.PositiveSmallIntegerField("lần mở", default=1)
    # Sounded before, and is put in once more; counted apart from first runs.
    is_repeat = models.BooleanField("phát lại", default=False)
    # Fills what a slot has left; gives way to whatever comes.
    is_filler = models.BooleanField("mục đệm", default=False)
    why = models.CharField("vì sao ở đây", max_length=160, blank=True)

    class Meta:
        verbose_name = "bản tin"
        verbose_name_plural = "bản tin"
        ordering = ("starts_at", "position")
        constraints = [
            models.UniqueConstraint("delivery", "attempt", name="station_bulletin_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sha256(self) -> str:
        """The very bytes that air: one of the two that were approved."""
        return self.rendition.inner_sha256 if self.is_inner else self.rendition.sha256

    @property
    def size(self) -> int:
        return self.rendition.inner_size if self.is_inner else self.rendition.size

    @property
    def wire_id(self) -> str:
        """How orders and proofs name this airing; the same for every receiver."""
        return f"b/{self.pk}"


class Broadcast(OnReceiver):
    """Lượt phát. One bulletin on one receiver: planned, ordered, and what the receiver proved."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="broadcasts")
    receiver = models.ForeignKey("registry.Receiver", models.PROTECT, related_name="broadcasts")
    starts_at = models.DateTimeField("giờ phát", db_index=True)
    ends_at = models.DateTimeField("kết thúc lúc")
    evidence_seq = models.PositiveBigIntegerField("số minh chứng", null=True, blank=True)

    class Meta:
        verbose_name = "lượt phát"
        verbose_name_plural = "lượt phát"
        ordering = ("starts_at",)
        constraints = [
            models.UniqueConstraint("bulletin", "receiver", name="station_broadcast_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin} · {self.receiver}"

    @property
    def hard_end_at(self) -> datetime:
        """Nothing of it sounds after this."""
        return max(self.ends_at + timedelta(seconds=1), self.bulletin.programme.ends_at)

"""How the station sounds around what it says: parts, and what a leader approved of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from lantoa.channels.station.models.airing import OnReceiver
from lantoa.channels.station.terms import (
    GAP_SECONDS,
    KitPart,
    KitSide,
    KitSource,
)
from lantoa.newsroom.terms import RenditionState


class KitSound(models.Model):
    """Phần của bộ nhận diện. One version of one part, kept under the hash of its bytes."""

    part = models.CharField("phần", max_length=8, choices=KitPart)
    source = models.CharField("cách làm", max_length=6, choices=KitSource)
    text = models.TextField("lời", blank=True)
    voice = models.CharField("giọng", max_length=80, blank=True)
    recording = models.ForeignKey(
        "library.Recording", models.PROTECT, null=True, blank=True, verbose_name="bản ghi âm",
        related_name="kit_sounds",
    )  # fmt: skip
    cut_from_ms = models.PositiveIntegerField("giữ từ (mili giây)", null=True)
    cut_to_ms = models.PositiveIntegerField("giữ đến (mili giây)", null=True)
    recipe = models.CharField("mã băm cách làm", max_length=64, blank=True, db_index=True)
    sha256 = models.CharField("mã băm tệp", max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)", default=0)
    milliseconds = models.PositiveIntegerField("thời lượng (mili giây)", default=0)
    state = models.CharField(
        "tình trạng", max_length=10, choices=RenditionState, default=RenditionState.MAKING
    )
    percent = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    problem = models.CharField("vì sao chưa làm được", max_length=300, blank=True)
    is_chosen = models.BooleanField("đang chọn", default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người làm", related_name="+"
    )
    made_at = models.DateTimeField("làm lúc")

    class Meta:
        verbose_name = "phần của bộ nhận diện"
        verbose_name_plural = "phần của bộ nhận diện"
        ordering = ("-made_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                "part", condition=models.Q(is_chosen=True), name="station_kit_one_chosen"
            ),
        ]

    def __str__(self) -> str:
        return str(KitPart(self.part).label)

    @property
    def is_synthetic(self) -> bool:
        return self.source == KitSource.VOICE

    @property
    def seconds(self) -> float:
        return self.milliseconds / 1000


class StationKit(models.Model):
    """Bộ nhận diện đài. The parts joined as they air, for a leader to hear: never changed, only
    replaced by a later one. `parts`: part → hash; `opening`, `closing`: the joined files."""

    sounds = models.ManyToManyField(KitSound, verbose_name="các phần", related_name="kits")
    parts = models.JSONField("mã băm các phần", default=dict)
    opening_sha256 = models.CharField("mã băm phần mở đầu", max_length=64, blank=True)
    opening_size = models.PositiveBigIntegerField("cỡ phần mở đầu (byte)", default=0)
    opening_ms = models.PositiveIntegerField("phần mở đầu dài (mili giây)", default=0)
    closing_sha256 = models.CharField("mã băm phần kết", max_length=64, blank=True)
    closing_size = models.PositiveBigIntegerField("cỡ phần kết (byte)", default=0)
    closing_ms = models.PositiveIntegerField("phần kết dài (mili giây)", default=0)
    # The opening says that a machine speaks, for the whole programme.
    announces = models.BooleanField("có câu báo giọng máy", default=False)
    state = models.CharField(
        "tình trạng", max_length=10, choices=RenditionState, default=RenditionState.MAKING
    )
    percent = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    problem = models.CharField("vì sao chưa làm được", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người làm", related_name="+"
    )
    made_at = models.DateTimeField("làm lúc")
    retired_at = models.DateTimeField("thôi dùng lúc", null=True, blank=True)

    class Meta:
        verbose_name = "bộ nhận diện đài"
        verbose_name_plural = "bộ nhận diện đài"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"Bộ nhận diện đài số {self.pk}"

    @property
    def code(self) -> str:
        return f"kit:{self.pk}"

    @property
    def files(self) -> dict[str, str]:
        """Everything of it that is heard: name → hash."""
        joined = {"opening-air": self.opening_sha256, "closing-air": self.closing_sha256}
        return {name: sha for name, sha in {**self.parts, **joined}.items() if sha}

    def sha256_of(self, side: str) -> str:
        return self.opening_sha256 if side == KitSide.OPENING else self.closing_sha256

    def size_of(self, side: str) -> int:
        return self.opening_size if side == KitSide.OPENING else self.closing_size


class KitAiring(OnReceiver):
    """Lượt phát nhận diện. The kit's opening or closing of one programme on one receiver: ordered
    and proven as a bulletin is, but no content, no delivery, and no minute of anything."""

    programme = models.ForeignKey(
        "station.Programme", models.PROTECT, related_name="kit_airings"
    )  # fmt: skip
    kit = models.ForeignKey(StationKit, models.PROTECT, related_name="airings")
    side = models.CharField("chỗ", max_length=8, choices=KitSide)
    receiver = models.ForeignKey("registry.Receiver", models.PROTECT, related_name="kit_airings")
    seconds = models.PositiveIntegerField("thời lượng (giây)")
    starts_at = models.DateTimeField("giờ phát", db_index=True)

    class Meta:
        verbose_name = "lượt phát nhận diện"
        verbose_name_plural = "lượt phát nhận diện"
        ordering = ("starts_at",)
        constraints = [
            models.UniqueConstraint(
                "programme", "side", "receiver", name="station_kit_airing_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} · {self.receiver}"

    @property
    def wire_id(self) -> str:
        return f"k/{self.pk}"

    @property
    def sha256(self) -> str:
        """The very bytes that air, as a leader approved them."""
        return self.kit.sha256_of(self.side)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(seconds=self.seconds)

    @property
    def hard_end_at(self) -> datetime:
        """Never into what stands behind it."""
        return self.ends_at + timedelta(seconds=GAP_SECONDS)

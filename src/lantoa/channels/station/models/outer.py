"""What sounded without a receiver of ours: switched by a hand, written in a log book."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class HandSheet(models.Model):
    """Tờ ghi phát tay. One act of somebody who switched loudspeakers by hand and wrote it down.

    `photos`: of the page of the log book, as `ledger.attachments.keep` answers them. `form_key`:
    of the form that was filled in; pressed twice, it is one sheet all the same."""

    slot = models.ForeignKey(
        "station.TimeSlot", models.PROTECT, null=True, blank=True, verbose_name="khung giờ",
        related_name="hand_sheets",
    )  # fmt: skip
    starts_at = models.DateTimeField("phát lúc", db_index=True)
    photos = models.JSONField("ảnh trang sổ", default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    made_at = models.DateTimeField("ghi lúc")
    form_key = models.CharField(
        "mã của tờ ghi", max_length=80, null=True, blank=True, unique=True, editable=False
    )

    class Meta:
        verbose_name = "tờ ghi phát tay"
        verbose_name_plural = "tờ ghi phát tay"
        ordering = ("-starts_at", "-pk")

    def __str__(self) -> str:
        return f"Tờ ghi phát tay {self.starts_at:%d/%m/%Y %H:%M}"


class OuterAiring(models.Model):
    """Lượt phát ngoài bộ thu. One item on one cluster that no receiver of ours signed for. Answers
    for one entry of the ledger; `article` is None for a relay of higher-level radio (`source`)."""

    sheet = models.ForeignKey(
        HandSheet, models.PROTECT, null=True, blank=True, verbose_name="tờ ghi phát tay",
        related_name="airings",
    )  # fmt: skip
    log = models.ForeignKey(
        "station.PartnerLog", models.PROTECT, null=True, blank=True, verbose_name="nhật ký nhận về",
        related_name="airings",
    )  # fmt: skip
    article = models.ForeignKey(
        "newsroom.Article", models.PROTECT, null=True, blank=True, verbose_name="tin bài",
        related_name="outer_airings",
    )  # fmt: skip
    title = models.CharField("nội dung", max_length=200)
    source = models.CharField("tiếp âm đài", max_length=80, blank=True)
    cluster = models.ForeignKey(
        "registry.SpeakerCluster", models.PROTECT, verbose_name="cụm loa",
        related_name="outer_airings",
    )  # fmt: skip
    starts_at = models.DateTimeField("phát lúc", db_index=True)
    seconds = models.PositiveIntegerField("đã phát (giây)")
    is_repeat = models.BooleanField("phát lại", default=False)
    evidence_seq = models.PositiveBigIntegerField("số minh chứng", unique=True)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lượt phát ngoài bộ thu"
        verbose_name_plural = "lượt phát ngoài bộ thu"
        ordering = ("starts_at", "cluster__name")

    def __str__(self) -> str:
        return f"{self.title} · {self.cluster}"


class AirtimeBefore(models.Model):
    """Thời lượng tháng trước kế hoạch. What a log book says of one month before the program came.
    Answers for one entry of the ledger."""

    month = models.DateField("tháng")
    minutes = models.PositiveIntegerField("số phút mỗi cụm loa")
    clusters = models.PositiveIntegerField("số cụm loa")
    source = models.CharField("lấy từ sổ", max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    made_at = models.DateTimeField("ghi lúc")
    evidence_seq = models.PositiveBigIntegerField("số minh chứng", unique=True)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thời lượng tháng trước kế hoạch"
        verbose_name_plural = "thời lượng tháng trước kế hoạch"
        ordering = ("month",)
        constraints = [
            models.UniqueConstraint(
                "month",
                condition=models.Q(withdrawn_at__isnull=True),
                name="station_airtime_before_once_a_month",
            ),
        ]

    def __str__(self) -> str:
        return f"tháng {self.month:%m/%Y}"

    @property
    def total(self) -> int:
        """Minutes added up over the clusters, as airtime is counted everywhere."""
        return self.minutes * self.clusters

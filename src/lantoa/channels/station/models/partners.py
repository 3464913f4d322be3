"""Who plays for us on equipment of their own: what is handed over to them, what their log says."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.channels.station.terms import LogState, PartnerKind


class Partner(models.Model):
    """Nơi phát hộ. The province's system or a vendor that plays on clusters of the commune.

    `columns`: column → heading, as mapped once in their log; `names`: what their log calls a
    cluster → its id, where it is not our name."""

    name = models.CharField("tên nơi phát", max_length=120, unique=True)
    kind = models.CharField("là", max_length=8, choices=PartnerKind, default=PartnerKind.PROVINCE)
    clusters = models.ManyToManyField(
        "registry.SpeakerCluster", verbose_name="cụm loa do nơi này phát", related_name="partners"
    )
    columns = models.JSONField("cột của nhật ký", default=dict, blank=True)
    names = models.JSONField("tên cụm loa trong nhật ký", default=dict, blank=True)
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "nơi phát hộ"
        verbose_name_plural = "nơi phát hộ"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class HandoverPack(models.Model):
    """Gói giao. The programmes of some days as they were handed over.

    `slots`: [{slot, name, zone, at, seconds, kind, relay, clusters: [id], sounds: [{article,
    title, at, seconds, sha256, priority, repeat}]}]; `left`: [[what, why]]."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, verbose_name="nơi phát", related_name="packs"
    )
    first = models.DateField("từ ngày")
    last = models.DateField("đến hết ngày")
    slots = models.JSONField("các khung giờ", default=list)
    left = models.JSONField("không đưa vào", default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người giao", related_name="+"
    )
    made_at = models.DateTimeField("lập lúc")
    # Made by mistake, or replaced by another of the same days: nothing is matched against it.
    dropped_at = models.DateTimeField("bỏ lúc", null=True, blank=True)

    class Meta:
        verbose_name = "gói giao"
        verbose_name_plural = "gói giao"
        ordering = ("-first", "-pk")

    def __str__(self) -> str:
        return f"{self.partner}: {self.first:%d/%m/%Y}–{self.last:%d/%m/%Y}"


class PartnerLog(models.Model):
    """Nhật ký nhận về. One file of a partner, read and laid out, kept or taken back.

    `tables`: as read, emptied once it was kept; `choices`: {sheet, head, places}; `counts`: rows
    by verdict; `others`: [[row, words]] of rows that did not count."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, verbose_name="nơi phát", related_name="logs"
    )
    file_name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("mã băm tệp", max_length=64, db_index=True)
    state = models.CharField("tình trạng", max_length=6, choices=LogState, default=LogState.DRAFT)
    tables = models.JSONField("các trang tính", default=list, blank=True)
    choices = models.JSONField("cách đọc", default=dict, blank=True)
    counts = models.JSONField("số dòng", default=dict, blank=True)
    others = models.JSONField("dòng không tính", default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhận", related_name="+"
    )
    made_at = models.DateTimeField("nhận lúc")
    kept_at = models.DateTimeField("ghi sổ lúc", null=True, blank=True)

    class Meta:
        verbose_name = "nhật ký nhận về"
        verbose_name_plural = "nhật ký nhận về"
        ordering = ("-made_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                "partner",
                "sha256",
                condition=models.Q(state="kept"),
                name="station_partner_log_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.file_name}"

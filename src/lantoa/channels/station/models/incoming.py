"""What a higher level hands down: it waits for a person, and never airs by itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.channels.station.terms import IncomingKind, IncomingState
from lantoa.newsroom.terms import Priority


class IncomingBulletin(models.Model):
    """Bản tin cấp trên. One file with its level (TT 39/2020), as it came by hand or through the
    adapter's folder. `sha256`: of the file, kept like an attachment of the ledger."""

    ident = models.CharField("mã của nơi gửi", max_length=120, unique=True)
    kind = models.CharField("loại", max_length=5, choices=IncomingKind)
    level = models.CharField("mức", max_length=10, choices=Priority, default=Priority.ORDINARY)
    title = models.CharField("tên bản tin", max_length=200)
    body = models.CharField("nơi gửi", max_length=160, blank=True)
    text = models.TextField("lời kèm theo", blank=True)
    valid_until = models.DateTimeField("dùng đến", null=True, blank=True)
    file_name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("mã băm tệp", max_length=64)
    mime = models.CharField("loại tệp", max_length=60)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)")
    received_at = models.DateTimeField("nhận lúc", db_index=True)
    state = models.CharField(
        "tình trạng", max_length=5, choices=IncomingState, default=IncomingState.NEW
    )
    settled_at = models.DateTimeField("xử lý lúc", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người xử lý", related_name="+",
    )  # fmt: skip
    article = models.ForeignKey(
        "newsroom.Article", models.SET_NULL, null=True, blank=True, verbose_name="thành tin bài",
        related_name="+",
    )  # fmt: skip
    alert = models.ForeignKey(
        "newsroom.Alert", models.SET_NULL, null=True, blank=True, verbose_name="thành cảnh báo",
        related_name="+",
    )  # fmt: skip
    why = models.CharField("lý do không dùng", max_length=200, blank=True)

    class Meta:
        verbose_name = "bản tin cấp trên"
        verbose_name_plural = "bản tin cấp trên"
        ordering = ("-received_at", "-pk")

    def __str__(self) -> str:
        return self.title

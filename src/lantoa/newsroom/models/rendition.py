"""Sản phẩm: one form of an article, made from one version of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.newsroom.models.article import Article
from lantoa.newsroom.terms import Form, RenditionState, Voice
from lantoa.registry.terms import Language


class Rendition(models.Model):
    """Sản phẩm. Carries the hash of the version that it was made from; stale when that changes."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="renditions")
    form = models.CharField("dạng", max_length=8, choices=Form)
    content = models.CharField("mã băm nội dung", max_length=64)
    sha256 = models.CharField("mã băm tệp", max_length=64, blank=True, db_index=True)
    mime = models.CharField("kiểu tệp", max_length=60, blank=True)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)", default=0)
    milliseconds = models.PositiveIntegerField("thời lượng (mili giây)", default=0)
    text = models.TextField("chữ", blank=True)
    voice = models.CharField("giọng", max_length=20, choices=Voice, blank=True)
    is_synthetic = models.BooleanField("giọng máy", default=False)
    language = models.CharField(
        "ngôn ngữ", max_length=3, choices=Language, default=Language.VIETNAMESE
    )
    recording = models.ForeignKey(
        "library.Recording", models.PROTECT, null=True, blank=True, verbose_name="bản ghi âm"
    )
    loudness_centi_lufs = models.IntegerField("độ to (1/100 LUFS)", null=True)
    peak_centi_db = models.IntegerField("đỉnh (1/100 dBTP)", null=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=RenditionState, default=RenditionState.READY
    )
    problem = models.CharField("vì sao chưa làm được", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="người làm",
        related_name="+",
    )
    made_at = models.DateTimeField("làm lúc")

    class Meta:
        verbose_name = "sản phẩm"
        verbose_name_plural = "sản phẩm"
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.get_form_display()}: {self.article}"

    @property
    def seconds(self) -> float:
        return self.milliseconds / 1000

    @property
    def code(self) -> str:
        return f"rendition:{self.pk}"

"""Who is writing an article right now."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.newsroom.models.article import Article


class EditingHold(models.Model):
    """Lượt sửa. Held by one person while their editor is open; another asks for it, and it is
    handed over, or lapses when nobody answers."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="hold")
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="người đang sửa", related_name="+"
    )
    held_since = models.DateTimeField("sửa từ lúc")
    seen_at = models.DateTimeField("còn mở lúc")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True,
        verbose_name="người xin sửa tiếp", related_name="+",
    )  # fmt: skip
    asked_at = models.DateTimeField("xin lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lượt sửa"
        verbose_name_plural = "lượt sửa"

    def __str__(self) -> str:
        return f"{self.held_by}: {self.article}"


class DraftKey(models.Model):
    """Mã bản nháp. Made by the browser with an empty editor and sent with every save until an
    answer comes: the same key answers with the same article, however often the first save is
    sent. `content` is what the last save by this key left."""

    key = models.CharField("mã của bản nháp trên máy soạn", max_length=80, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    content = models.CharField("mã băm nội dung", max_length=64)
    made_at = models.DateTimeField("ghi lúc", db_index=True)

    class Meta:
        verbose_name = "mã bản nháp"
        verbose_name_plural = "mã bản nháp"

    def __str__(self) -> str:
        return self.key

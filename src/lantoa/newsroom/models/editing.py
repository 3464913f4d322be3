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

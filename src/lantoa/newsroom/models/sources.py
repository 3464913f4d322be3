"""What an article was written from, kept beside it and never published."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.newsroom.models.article import Article


class SourcePaper(models.Model):
    """Tài liệu nguồn. A report or a table that the numbers of an article come from. `values`: the
    numbers that it holds, as they are compared; `is_read`: could a program read its words?"""

    article = models.ForeignKey(Article, models.CASCADE, related_name="source_papers")
    name = models.CharField("tên tệp", max_length=120)
    file = models.FileField("tệp", upload_to="nguon/%Y/%m")
    sha256 = models.CharField("mã băm", max_length=64)
    mime = models.CharField("kiểu tệp", max_length=90)
    size = models.PositiveBigIntegerField("cỡ (byte)")
    is_read = models.BooleanField("máy đọc được chữ", default=False)
    values = models.JSONField("các con số trong tệp", default=list)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người kèm", related_name="+"
    )
    added_at = models.DateTimeField("kèm lúc")

    class Meta:
        verbose_name = "tài liệu nguồn"
        verbose_name_plural = "tài liệu nguồn"
        ordering = ("added_at", "pk")
        constraints = [
            models.UniqueConstraint("article", "sha256", name="newsroom_source_paper_once"),
        ]

    def __str__(self) -> str:
        return self.name

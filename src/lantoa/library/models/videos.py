"""Video."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from lantoa.library.models.rights import Rights
from lantoa.vietnamese.text import fold


class Video(Rights, models.Model):
    """Video. The file as it was filmed, whole, without the place; kept once by its hash."""

    title = models.CharField("tên", max_length=200)
    description = models.CharField(
        "nội dung, cho người không nhìn thấy", max_length=300, blank=True
    )
    file = models.FileField("tệp", upload_to="video", max_length=120)
    poster = models.FileField("ảnh đại diện", upload_to="video", max_length=120)
    sha256 = models.CharField("mã băm", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)")
    milliseconds = models.PositiveIntegerField("thời lượng (mili giây)")
    width = models.PositiveIntegerField("rộng")
    height = models.PositiveIntegerField("cao")
    has_sound = models.BooleanField("có tiếng", default=True)
    look = models.CharField(max_length=64, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người tải lên", related_name="+"
    )
    created_at = models.DateTimeField("tải lên lúc")
    folded = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = "video"
        verbose_name_plural = "video"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(" ".join((self.title, self.description, self.source)))
        super().save(*args, **kwargs)

"""Tệp văn bản, bản ghi âm."""

from __future__ import annotations

from django.db import models
from wagtail.documents.models import AbstractDocument

from lantoa.library.models.rights import Rights
from lantoa.registry.terms import Language


class File(Rights, AbstractDocument):
    """Tệp văn bản."""

    admin_form_fields = ("title", "file", "right", "source", "licence", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "tệp văn bản"
        verbose_name_plural = "tệp văn bản"
        permissions = [("choose_document", "Chọn tệp văn bản")]


class Recording(Rights, models.Model):
    """Bản ghi âm. A person's recording as it was uploaded, before it is made fit for the air."""

    title = models.CharField("tên", max_length=200)
    file = models.FileField("tệp", upload_to="ban-ghi/%Y/%m")
    sha256 = models.CharField("mã băm", max_length=64, db_index=True)
    seconds = models.FloatField("thời lượng (giây)")
    language = models.CharField(
        "ngôn ngữ", max_length=3, choices=Language, default=Language.VIETNAMESE
    )
    speaker = models.CharField("người đọc", max_length=120, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "bản ghi âm"
        verbose_name_plural = "bản ghi âm"
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return self.title

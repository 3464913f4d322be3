"""Imports of tables."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.registry.terms import ImportState


class SheetImport(models.Model):
    """Lượt nhập bảng tính. First a draft that is shown, then kept, then perhaps taken back.

    The rows of a draft and the changes of an import hold names: they are emptied a day after the
    draft was laid aside and when an import can no longer be undone.
    """

    kind = models.CharField("loại bảng", max_length=40)
    file_name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("mã băm của tệp", max_length=64)
    state = models.CharField(
        "tình trạng", max_length=10, choices=ImportState, default=ImportState.DRAFT
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhập", related_name="+"
    )
    made_at = models.DateTimeField("đưa tệp vào lúc")
    tables = models.JSONField("các bảng đã đọc", default=list)
    choices = models.JSONField("cách đọc đã chọn", default=dict)
    counts = models.JSONField("số dòng", default=dict)
    changes = models.JSONField("các thay đổi", default=list)
    kept_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    stayed = models.JSONField("mục không hoàn tác được", default=list)

    class Meta:
        verbose_name = "lượt nhập bảng tính"
        verbose_name_plural = "lượt nhập bảng tính"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.file_name

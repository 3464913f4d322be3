"""What is on its way into the library: photos that somebody still has to decide on, and videos
whose pieces arrive."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.library.terms import UploadState


class HeldPicture(models.Model):
    """Ảnh chờ lưu. Cleaned and looked at, not yet in the library; goes after a day."""

    token = models.CharField("lượt tải", max_length=32, db_index=True)
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tên", max_length=200)
    mime = models.CharField("kiểu tệp", max_length=20)
    sha256 = models.CharField("mã băm", max_length=64)
    look = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField("rộng")
    height = models.PositiveIntegerField("cao")
    had_place = models.BooleanField("có vị trí chụp", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="người tải lên", related_name="+"
    )
    at = models.DateTimeField("tải lên lúc")

    class Meta:
        verbose_name = "ảnh chờ lưu"
        verbose_name_plural = "ảnh chờ lưu"
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["token", "position"], name="one_held_picture_a_place")
        ]

    def __str__(self) -> str:
        return self.title


class VideoUpload(models.Model):
    """Lượt tải video. Pieces follow each other; `received` bytes are on the disk for certain."""

    token = models.CharField("lượt tải", max_length=32, unique=True)
    name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)")
    # SHA-256 of the file's first and last pieces and its size: the same file is known again.
    fingerprint = models.CharField("dấu nhận ra tệp", max_length=64)
    received = models.PositiveBigIntegerField("đã nhận (byte)", default=0)
    state = models.CharField(
        "tình trạng", max_length=10, choices=UploadState, default=UploadState.RECEIVING
    )
    tries = models.PositiveSmallIntegerField("số lần kiểm tra", default=0)
    problem = models.CharField("vì sao chưa lưu", max_length=300, blank=True)
    video = models.ForeignKey(
        "library.Video", models.SET_NULL, null=True, blank=True, verbose_name="video",
        related_name="+",
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="người tải lên", related_name="+"
    )
    begun_at = models.DateTimeField("bắt đầu lúc")
    touched_at = models.DateTimeField("nhận phần gần nhất lúc")

    class Meta:
        verbose_name = "lượt tải video"
        verbose_name_plural = "lượt tải video"
        ordering = ("-begun_at", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        return self.received * 100 // self.size if self.size else 0

"""Kho tư liệu: own image, document and recording models, with the right to use them."""

from __future__ import annotations

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from lantoa.registry.terms import Language


class Right(models.TextChoices):
    """By what right the commune uses an asset."""

    OWN = "own", "xã tự làm"
    GIVEN = "given", "được tác giả cho phép"
    LICENCE = "licence", "theo giấy phép công khai"
    OFFICIAL = "official", "văn bản, tư liệu của cơ quan nhà nước"
    UNKNOWN = "", "chưa rõ"


class Rights(models.Model):
    """Who made an asset, by what right it is used, whether the people shown were told."""

    right = models.CharField(
        "quyền sử dụng", max_length=10, choices=Right, default=Right.UNKNOWN, blank=True
    )
    source = models.CharField("tác giả, nguồn", max_length=200, blank=True)
    licence = models.CharField("giấy phép", max_length=120, blank=True)
    shows_people = models.BooleanField("có hình hoặc tiếng người nhận ra được", default=False)
    people_informed = models.BooleanField(
        "những người có mặt đã được báo là có ghi hình, ghi âm", default=False
    )
    is_synthetic = models.BooleanField("do máy tạo ra", default=False)

    class Meta:
        abstract = True


class Picture(Rights, AbstractImage):
    """Ảnh."""

    alt_text = models.CharField("mô tả ảnh cho người không nhìn thấy", max_length=200, blank=True)
    caption = models.CharField("chú thích", max_length=200, blank=True)

    admin_form_fields = (
        "title", "file", "alt_text", "caption", "right", "source", "licence", "shows_people",
        "people_informed", "is_synthetic", "tags",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        permissions = [("choose_image", "Chọn ảnh")]

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or self.title


class PictureRendition(AbstractRendition):
    """Kích cỡ của ảnh."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = "kích cỡ ảnh"
        verbose_name_plural = "kích cỡ ảnh"
        unique_together = (("image", "filter_spec", "focal_point_key"),)


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


__all__ = ["File", "Picture", "PictureRendition", "Recording", "Right", "Rights"]

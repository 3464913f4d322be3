"""Kho tư liệu: own image, document and recording models, with the right to use them."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from lantoa.core.errors import Refused
from lantoa.library.uses import name_of_user
from lantoa.registry.terms import Language


class Right(models.TextChoices):
    """By what right the commune uses an asset."""

    OWN = "own", "xã tự làm"
    GIVEN = "given", "được tác giả cho phép"
    LICENCE = "licence", "theo giấy phép công khai"
    OFFICIAL = "official", "văn bản, tư liệu của cơ quan nhà nước"
    UNKNOWN = "", "chưa rõ"


class Consent(models.TextChoices):
    """How the people who can be recognised agreed to be shown or heard."""

    UNKNOWN = "", "chưa rõ"
    NOT_NEEDED = "not_needed", "không cần, không nhận ra ai"
    WRITTEN = "written", "có văn bản đồng ý"
    SPOKEN = "spoken", "đồng ý bằng lời tại sự kiện"
    GUARDIAN = "guardian", "cha mẹ hoặc người giám hộ đồng ý"


IN_USE = (
    "Ảnh này đang dùng trong tin bài «{title}» nên chưa đổi gì. "
    "Tải ảnh mới lên thay vì thay tệp, mô tả hoặc xóa ảnh này."
)
# The fields of a picture by which it is seen, and heard by those who do not see.
LOOKS = {"file", "sha256", "alt_text", "title"}


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
    consent = models.CharField(
        "sự đồng ý của người có mặt", max_length=10, choices=Consent, default=Consent.UNKNOWN,
        blank=True,
    )  # fmt: skip
    is_synthetic = models.BooleanField("do máy tạo ra", default=False)

    class Meta:
        abstract = True


class Picture(Rights, AbstractImage):
    """Ảnh. What an approver saw of it stays: while an article that is live or waits for approval
    shows it, neither its file nor the words said for it change, and it is not deleted."""

    alt_text = models.CharField("mô tả ảnh cho người không nhìn thấy", max_length=200, blank=True)
    caption = models.CharField("chú thích", max_length=200, blank=True)
    sha256 = models.CharField("mã băm tệp", max_length=64, blank=True, editable=False)

    admin_form_fields = (
        "title", "file", "alt_text", "caption", "right", "source", "licence", "shows_people",
        "people_informed", "consent", "is_synthetic", "tags",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        permissions = [("choose_image", "Chọn ảnh")]

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or self.title

    @property
    def shown(self) -> tuple[str, str]:
        """What readers are given: the hash of the file's bytes, and the words said for it."""
        return self.sha256, self.default_alt_text

    def clean(self) -> None:
        """The CMS's form says beside its fields what `save` would refuse."""
        super().clean()
        try:
            self._refuse_another_look()
        except Refused as refusal:
            kept = Picture.objects.get(pk=self.pk)  # the page that says so shows what is kept
            self.file, self.sha256 = kept.file, kept.sha256  # type: ignore[has-type]
            raise ValidationError(str(refusal)) from refusal

    def save(self, *args: Any, **kwargs: Any) -> None:
        if LOOKS & set(kwargs.get("update_fields") or LOOKS):
            self._refuse_another_look()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_while_used()
        gone: tuple[int, dict[str, int]] = super().delete(*args, **kwargs)
        return gone

    def refuse_while_used(self) -> None:
        """Refuses while an article that is live or waits for approval shows this picture."""
        title = name_of_user(self.pk)
        if title:
            raise Refused(IN_USE.format(title=title))

    def _refuse_another_look(self) -> None:
        if self.file and (not self.file._committed or not self.sha256):
            self.sha256 = self._digest()
        before = Picture.objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.shown != self.shown:
            self.refuse_while_used()

    def _digest(self) -> str:
        sha = hashlib.sha256()
        with self.open_file() as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                sha.update(piece)
            file.seek(0)
        return sha.hexdigest()


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


__all__ = ["Consent", "File", "Picture", "PictureRendition", "Recording", "Right", "Rights"]

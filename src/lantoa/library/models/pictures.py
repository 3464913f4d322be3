"""Ảnh, with the sizes that are made of it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition

from lantoa.core.errors import Refused
from lantoa.library.models.rights import Rights
from lantoa.library.uses import name_of_user
from lantoa.vietnamese.text import fold

IN_USE = (
    "Ảnh này đang dùng trong tin bài «{title}» nên chưa đổi gì. "
    "Tải ảnh mới lên thay vì thay tệp, mô tả hoặc xóa ảnh này."
)
# The fields of a picture by which it is seen, and heard by those who do not see.
LOOKS = {"file", "sha256", "alt_text", "title"}


class Picture(Rights, AbstractImage):
    """Ảnh. What an approver saw of it stays: while an article that is live or waits for approval
    shows it, neither its file nor the words said for it change, and it is not deleted."""

    alt_text = models.CharField("mô tả ảnh cho người không nhìn thấy", max_length=200, blank=True)
    caption = models.CharField("chú thích", max_length=200, blank=True)
    sha256 = models.CharField(
        "mã băm tệp", max_length=64, blank=True, editable=False, db_index=True
    )
    # How it looks in few bits (`media.looks`): the same photo is known again.
    look = models.CharField(max_length=64, blank=True, editable=False)
    folded = models.TextField(blank=True, editable=False)

    admin_form_fields = (
        "title", "file", "alt_text", "caption", "right", "source", "licence", "shows_people",
        "people_informed", "consent", "is_synthetic",
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
        self.folded = fold(" ".join((self.title, self.alt_text, self.caption, self.source)))
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
            self.look = self._looked_at()
        before = Picture.objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.shown != self.shown:
            self.refuse_while_used()

    def _looked_at(self) -> str:
        """Empty for bytes that are no picture: other rooms check what they hand in."""
        from lantoa.media.photos import look_of_photo

        with self.open_file() as file:
            look = look_of_photo(file.read())
            file.seek(0)
        return look

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


class PictureUse(models.Model):
    """Nơi dùng ảnh. Kept by the room whose thing shows the picture, for the library to name."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="uses")
    subject = models.CharField("nơi dùng", max_length=60, db_index=True)
    title = models.CharField("tên", max_length=200)

    class Meta:
        verbose_name = "nơi dùng ảnh"
        verbose_name_plural = "nơi dùng ảnh"
        constraints = [
            models.UniqueConstraint(fields=["picture", "subject"], name="one_use_a_subject")
        ]

    def __str__(self) -> str:
        return self.title

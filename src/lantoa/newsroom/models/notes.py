"""Notes on a passage: what the CMS has for pages only."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.newsroom.models.article import Article


class PassageNote(models.Model):
    """Ghi chú. On one passage of an article, bound to its place and to the words that it was made
    on, so that it stays with them when other passages change. An answer belongs to a note."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="notes")
    answers_to = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="answers",
        verbose_name="trả lời ghi chú",
    )  # fmt: skip
    place = models.CharField("đoạn", max_length=80)
    label = models.CharField("nhãn của đoạn", max_length=80)
    quote = models.CharField("lời được ghi chú", max_length=300, blank=True)
    text = models.TextField("ghi chú", blank=True)
    voice = models.FileField("lời ghi âm", upload_to="ghi-chu/%Y/%m", blank=True)
    voice_milliseconds = models.PositiveIntegerField("thời lượng (mili giây)", default=0)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    noted_at = models.DateTimeField("ghi lúc")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người đánh dấu đã xong", related_name="+",
    )  # fmt: skip
    settled_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ghi chú"
        verbose_name_plural = "ghi chú"
        ordering = ("noted_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at=None, settled_by=None)
                | models.Q(settled_at__isnull=False, settled_by__isnull=False),
                name="newsroom_note_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text or f"Ghi âm về {self.label.lower()}"

    @property
    def key(self) -> str:
        """Its key as text, for names of fields."""
        return str(self.pk)

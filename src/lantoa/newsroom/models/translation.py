"""An article in another language, and the words of the original that it follows."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.newsroom.models.article import Article


class Translation(models.Model):
    """Bản dịch. `words`: the original as it read when somebody last said that they agree."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="translation")
    original = models.ForeignKey(Article, models.CASCADE, related_name="translations")
    words = models.TextField("lời bản gốc đã dịch")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đối chiếu", related_name="+"
    )
    checked_at = models.DateTimeField("đối chiếu lúc")

    class Meta:
        verbose_name = "bản dịch"
        verbose_name_plural = "bản dịch"
        ordering = ("original", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(article=models.F("original")),
                name="newsroom_translation_of_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.article.get_language_display()})"

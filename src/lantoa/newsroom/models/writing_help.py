"""The optional writing help: where it is asked, and what was asked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.newsroom.models.article import Article
from lantoa.newsroom.terms import HelpKind, HelpState


class WritingHelp(models.Model):
    """Trợ giúp viết. The one outside address that may be asked; off until somebody turns it on.

    `sealed_key` is sealed by a secret that lies in a file, not in the database.
    """

    is_on = models.BooleanField("bật", default=False)
    address = models.URLField("địa chỉ", max_length=300, blank=True)
    # An administrator said so: what is asked there does not cross the internet.
    is_local = models.BooleanField("máy chủ trong mạng nội bộ", default=False)
    model_name = models.CharField("tên mô hình", max_length=120, blank=True)
    sealed_key = models.TextField("mã khóa (đã niêm phong)", blank=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="người đổi",
        related_name="+",
    )  # fmt: skip
    changed_at = models.DateTimeField("đổi lúc", null=True)

    class Meta:
        verbose_name = "trợ giúp viết"
        verbose_name_plural = "trợ giúp viết"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="newsroom_one_writing_help")
        ]

    def __str__(self) -> str:
        return self.address or "chưa ghi địa chỉ"


class HelpAsk(models.Model):
    """Lượt hỏi trợ giúp. Kept a day: the pieces wait for the officer, who takes each or none."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="help_asks")
    kind = models.CharField("hỏi gì", max_length=8, choices=HelpKind)
    state = models.CharField(
        "tình trạng", max_length=8, choices=HelpState, default=HelpState.WAITING
    )
    pieces = models.JSONField("các gợi ý", default=list, blank=True)
    masked_count = models.PositiveSmallIntegerField("số chỗ đã che", default=0)
    problem = models.CharField("vì sao chưa có", max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người hỏi", related_name="+"
    )
    asked_at = models.DateTimeField("hỏi lúc")

    class Meta:
        verbose_name = "lượt hỏi trợ giúp viết"
        verbose_name_plural = "lượt hỏi trợ giúp viết"
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.article}"

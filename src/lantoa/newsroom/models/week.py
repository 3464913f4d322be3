"""The week of the newsroom: what is planned for which day."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.newsroom.terms import Genre


class PlannedItem(models.Model):
    """Mục lịch tuần. A story that is meant for a day, before it is written and while it is.

    How far it is follows from its article; nothing about that is kept here.
    """

    day = models.DateField("ngày", db_index=True)
    headline = models.CharField("tên tin bài", max_length=200)
    genre = models.CharField("thể loại", max_length=12, choices=Genre, default=Genre.NEWS)
    task = models.ForeignKey(
        "plan.Task", models.SET_NULL, null=True, blank=True, verbose_name="nhiệm vụ",
        related_name="planned_items",
    )  # fmt: skip
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="ai viết",
        related_name="+",
    )  # fmt: skip
    idea = models.OneToOneField(
        "newsroom.Idea", models.SET_NULL, null=True, blank=True, verbose_name="ý tưởng",
        related_name="planned",
    )  # fmt: skip
    article = models.OneToOneField(
        "newsroom.Article", models.SET_NULL, null=True, blank=True, verbose_name="tin bài",
        related_name="planned",
    )  # fmt: skip
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người xếp", related_name="+"
    )
    made_at = models.DateTimeField("xếp lúc")

    class Meta:
        verbose_name = "mục lịch tuần"
        verbose_name_plural = "mục lịch tuần"
        ordering = ("day", "pk")

    def __str__(self) -> str:
        return self.headline

    @property
    def code(self) -> str:
        return f"planned:{self.pk}"

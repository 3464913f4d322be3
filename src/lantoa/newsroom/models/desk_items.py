"""Sections, series and ideas."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Section(models.Model):
    """Chuyên mục. A standing section of the site; one of them is the Resolution-57 section."""

    name = models.CharField("tên chuyên mục", max_length=80, unique=True)
    slug = models.SlugField("đường dẫn", max_length=80, unique=True)
    is_resolution57 = models.BooleanField("là chuyên mục Nghị quyết 57", default=False)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"section:{self.slug}"


class Series(models.Model):
    """Chuyên đề. Articles on one theme for a time."""

    name = models.CharField("tên chuyên đề", max_length=120, unique=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "chuyên đề"
        verbose_name_plural = "chuyên đề"
        ordering = ("-starts_on",)

    def __str__(self) -> str:
        return self.name


class Idea(models.Model):
    """Ý tưởng, đề tài. Something worth a story."""

    text = models.TextField("nội dung")
    from_whom = models.CharField("nguồn", max_length=120, blank=True)
    noted_at = models.DateTimeField("ghi lúc")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name="người ghi"
    )

    class Meta:
        verbose_name = "ý tưởng"
        verbose_name_plural = "ý tưởng"
        ordering = ("-noted_at",)

    def __str__(self) -> str:
        return self.text[:60]

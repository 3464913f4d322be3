"""Sections and series."""

from __future__ import annotations

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

"""What is searched: one row a thing, its words folded when it is written."""

from __future__ import annotations

from django.db import models

from lantoa.desk.search.terms import Found


class SearchItem(models.Model):
    """Mục tìm được. Made from the rooms' own rows and made anew when they change; nothing is kept
    only here. `code` names the row (`article:7`), `version` tells whether it changed since."""

    kind = models.CharField("loại", max_length=8, choices=Found)
    code = models.CharField("mã", max_length=80, unique=True)
    version = models.CharField("dấu thay đổi", max_length=64)
    title = models.CharField("tên", max_length=400)
    text = models.TextField("lời", blank=True)
    note = models.CharField("dòng phụ", max_length=200, blank=True)
    address = models.CharField("đường dẫn", max_length=300)
    on = models.DateField("ngày", null=True, blank=True)
    # Of the write that made it so: higher than all before, never given twice.
    stamp = models.BigIntegerField("số lần ghi", db_index=True)
    is_draft = models.BooleanField("chưa công khai", default=False)
    folded_title = models.CharField(max_length=400)
    folded = models.TextField()

    class Meta:
        verbose_name = "mục tìm được"
        verbose_name_plural = "mục tìm được"
        ordering = ("kind", "-on", "pk")

    def __str__(self) -> str:
        return self.title

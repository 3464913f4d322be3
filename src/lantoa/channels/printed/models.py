"""Đợt phát tài liệu in."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from lantoa.channels.printed.terms import MOST_COPIES


class Handout(models.Model):
    """Đợt phát tài liệu in. Copies of one approved leaflet, poster or document: how many, where,
    by whom. Answers for one entry of the ledger."""

    article = models.ForeignKey(
        "newsroom.Article", models.PROTECT, verbose_name="tin bài", related_name="handouts"
    )
    product = models.ForeignKey(
        "newsroom.Rendition", models.PROTECT, verbose_name="bản in đã duyệt", related_name="+"
    )
    copies = models.PositiveIntegerField(
        "số bản", validators=[MinValueValidator(1), MaxValueValidator(MOST_COPIES)]
    )
    hamlets = models.ManyToManyField(
        "registry.Hamlet", blank=True, verbose_name="phát ở thôn", related_name="+"
    )
    units = models.ManyToManyField(
        "registry.Unit", blank=True, verbose_name="phát cho đơn vị", related_name="+"
    )
    place = models.CharField("nơi phát", max_length=200, blank=True)
    unit = models.ForeignKey(
        "registry.Unit", models.PROTECT, verbose_name="đơn vị phát", related_name="+"
    )
    happened_at = models.DateTimeField("phát lúc")
    entered_at = models.DateTimeField("nhập lúc")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhập", related_name="+"
    )
    cost = models.ForeignKey(
        "plan.CostLine", models.SET_NULL, null=True, blank=True, verbose_name="khoản chi in",
        related_name="+",
    )  # fmt: skip
    evidence_seq = models.PositiveBigIntegerField("số minh chứng", null=True, unique=True)
    # Of the form that was filled in: pressed twice, it is one run all the same.
    form_key = models.CharField(
        "mã của tờ ghi", max_length=80, null=True, blank=True, unique=True, editable=False
    )
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    # Where the sheet should no longer be about: when that was seen to, and how many came back.
    recalled_at = models.DateTimeField("gỡ, thu hồi lúc", null=True, blank=True)
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người ghi gỡ, thu hồi", related_name="+",
    )  # fmt: skip
    recalled_copies = models.PositiveIntegerField("số bản đã gỡ, thu hồi", null=True, blank=True)

    class Meta:
        verbose_name = "đợt phát tài liệu in"
        verbose_name_plural = "đợt phát tài liệu in"
        ordering = ("-happened_at", "-pk")

    def __str__(self) -> str:
        return f"{self.product.get_form_display()}: {self.article}"

    @property
    def where(self) -> str:
        """«thôn Bến Đò, Cồn Soi; Trường THCS Sông Lam; chợ Bến Đò»."""
        hamlets = ", ".join(hamlet.name for hamlet in self.hamlets.all())
        units = ", ".join(unit.name for unit in self.units.all())
        parts = (f"thôn {hamlets}" if hamlets else "", units, self.place)
        return "; ".join(part for part in parts if part)

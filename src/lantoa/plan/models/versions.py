"""Earlier versions of a plan."""

from __future__ import annotations

from django.db import models

from lantoa.plan.models.document import Plan


class PlanVersion(models.Model):
    """Bản kế hoạch trước. What a plan said before a later version took its place."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    version = models.PositiveSmallIntegerField("bản")
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    text = models.TextField("văn bản như đã đọc")
    reading = models.JSONField("kết quả đọc", default=dict)
    source_sha256 = models.CharField("mã băm tệp gốc", max_length=64)
    source_name = models.CharField("tên tệp gốc", max_length=200)
    replaced_at = models.DateTimeField("được thay lúc")

    class Meta:
        verbose_name = "bản kế hoạch trước"
        verbose_name_plural = "bản kế hoạch trước"
        ordering = ("plan", "-version")
        constraints = [models.UniqueConstraint("plan", "version", name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.plan.code}, bản {self.version}"

"""What is sent to units: the plan with their own part, guidance, the pack of a month."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.plan.models.document import Plan

QUESTIONS = 3
"""Questions that go with the script of a month."""


class Guidance(models.Model):
    """Công văn hướng dẫn. Drafted here, numbered by the clerk, sent and recorded like the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="guidances")
    headline = models.CharField("trích yếu", max_length=300)
    text = models.TextField("nội dung")
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người soạn", related_name="+"
    )
    made_at = models.DateTimeField("soạn lúc")

    class Meta:
        verbose_name = "công văn hướng dẫn"
        verbose_name_plural = "công văn hướng dẫn"
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.headline


class MonthlyPack(models.Model):
    """Bộ tài liệu tháng. A script for the flag ceremony or a meeting, and three questions."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="packs")
    month = models.DateField("tháng", help_text="ngày đầu tháng")
    title = models.CharField("chủ đề", max_length=200)
    script = models.TextField("lời nói trong lễ chào cờ, cuộc họp")
    questions = models.JSONField("câu hỏi", default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người soạn", related_name="+"
    )
    made_at = models.DateTimeField("soạn lúc")

    class Meta:
        verbose_name = "bộ tài liệu tháng"
        verbose_name_plural = "bộ tài liệu tháng"
        ordering = ("-month", "-made_at")
        constraints = [
            models.UniqueConstraint("plan", "month", "title", name="plan_pack_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.month:%m/%Y})"

    @property
    def code(self) -> str:
        return f"pack:{self.pk}"


class Dispatch(models.Model):
    """Lượt gửi văn bản. One paper to one unit; the unit confirms, and returns what it did."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="dispatches")
    guidance = models.ForeignKey(
        Guidance, models.CASCADE, null=True, blank=True, related_name="dispatches"
    )
    pack = models.ForeignKey(
        MonthlyPack, models.CASCADE, null=True, blank=True, related_name="dispatches"
    )
    unit = models.ForeignKey(
        "registry.Unit", models.PROTECT, verbose_name="đơn vị nhận", related_name="dispatches"
    )
    # Of the plan; guidance and packs have one version.
    version = models.PositiveSmallIntegerField("bản", default=1)
    recipient_text = models.CharField("nơi nhận như trong văn bản", max_length=300, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người gửi", related_name="+"
    )
    sent_at = models.DateTimeField("gửi lúc")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người xác nhận", related_name="+",
    )  # fmt: skip
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    held_on = models.DateField("dùng ngày", null=True, blank=True)
    attended_count = models.PositiveIntegerField("số người dự", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "lượt gửi văn bản"
        verbose_name_plural = "lượt gửi văn bản"
        ordering = ("-sent_at", "unit")
        constraints = [
            models.UniqueConstraint(
                "plan", "unit", "version", condition=models.Q(guidance=None, pack=None),
                name="plan_dispatch_plan_once",
            ),
            models.UniqueConstraint(
                "guidance", "unit", condition=models.Q(guidance__isnull=False),
                name="plan_dispatch_guidance_once",
            ),
            models.UniqueConstraint(
                "pack", "unit", condition=models.Q(pack__isnull=False),
                name="plan_dispatch_pack_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.guidance or self.pack or self.plan}: {self.unit}"

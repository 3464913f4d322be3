"""What a yearly day needs: things to do, texts to copy, drafts that other rooms made for it."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models

from lantoa.plan.models.document import Plan
from lantoa.plan.models.work import Task
from lantoa.plan.terms import KitTextKind


class CampaignKit(models.Model):
    """Bộ tài liệu hưởng ứng. One for a day and year, whatever becomes of the plan's own list."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="kits")
    held_on = models.DateField("ngày hưởng ứng")
    name = models.CharField("tên ngày", max_length=200)
    about = models.TextField("ngày này là gì", blank=True)
    tasks = models.ManyToManyField(Task, verbose_name="nhiệm vụ", related_name="kits", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người chuẩn bị sớm", related_name="+",
    )  # fmt: skip
    made_at = models.DateTimeField("có từ lúc")

    class Meta:
        verbose_name = "bộ tài liệu hưởng ứng"
        verbose_name_plural = "bộ tài liệu hưởng ứng"
        ordering = ("held_on",)
        constraints = [models.UniqueConstraint("held_on", name="plan_kit_once_a_day")]

    def __str__(self) -> str:
        return f"{self.name} ({self.held_on:%d/%m/%Y})"

    @property
    def code(self) -> str:
        return f"kit:{self.pk}"


class KitItem(models.Model):
    """Việc của bộ tài liệu. Which unit, how many days before the day (below zero: after it)."""

    kit = models.ForeignKey(CampaignKit, models.CASCADE, related_name="items")
    text = models.CharField("việc cần làm", max_length=300)
    unit = models.ForeignKey(
        "registry.Unit", models.PROTECT, null=True, blank=True, verbose_name="đơn vị",
        related_name="kit_items",
    )  # fmt: skip
    days_before = models.SmallIntegerField("số ngày trước ngày hưởng ứng", default=0)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người đánh dấu xong", related_name="+",
    )  # fmt: skip
    done_at = models.DateTimeField("đánh dấu xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "việc của bộ tài liệu hưởng ứng"
        verbose_name_plural = "việc của bộ tài liệu hưởng ứng"
        ordering = ("kit", "-days_before", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, done_by__isnull=True)
                | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="plan_kit_item_done_by_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text

    @property
    def due_on(self) -> date:
        """The day by which it is to be done."""
        return self.kit.held_on - timedelta(days=self.days_before)


class KitText(models.Model):
    """Lời chép sẵn. «[thôn]» in it stands for the hamlet that is chosen on the screen."""

    kit = models.ForeignKey(CampaignKit, models.CASCADE, related_name="texts")
    kind = models.CharField("loại", max_length=10, choices=KitTextKind)
    text = models.TextField("lời")

    class Meta:
        verbose_name = "lời chép sẵn"
        verbose_name_plural = "lời chép sẵn"
        ordering = ("kit", "pk")
        constraints = [models.UniqueConstraint("kit", "kind", name="plan_kit_text_once")]

    def __str__(self) -> str:
        return self.get_kind_display()


class KitDraft(models.Model):
    """Bản nháp của bộ tài liệu. What a room above made for the kit: by which maker, its code."""

    kit = models.ForeignKey(CampaignKit, models.CASCADE, related_name="drafts")
    maker = models.CharField("loại bản nháp", max_length=20)
    subject = models.CharField("mã của bản nháp", max_length=60)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người tạo", related_name="+"
    )
    made_at = models.DateTimeField("tạo lúc")

    class Meta:
        verbose_name = "bản nháp của bộ tài liệu hưởng ứng"
        verbose_name_plural = "bản nháp của bộ tài liệu hưởng ứng"
        ordering = ("kit", "pk")
        constraints = [models.UniqueConstraint("kit", "maker", name="plan_kit_draft_once")]

    def __str__(self) -> str:
        return f"{self.maker} {self.subject}"

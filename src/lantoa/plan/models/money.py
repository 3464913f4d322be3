"""What may be spent, and what the commune pays for items."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.plan.models.document import Plan
from lantoa.plan.models.work import Task
from lantoa.plan.terms import ItemForm, Source


class BudgetLine(models.Model):
    """Dự toán. Money set aside for a year from one source: for a task, or for the plan as a
    whole. What was spent stands apart, in the ledger."""

    plan = models.ForeignKey(
        Plan, models.CASCADE, verbose_name="kế hoạch", related_name="budget_lines"
    )
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, verbose_name="nhiệm vụ",
        related_name="budget_lines",
    )  # fmt: skip
    source = models.CharField("nguồn", max_length=12, choices=Source)
    year = models.PositiveSmallIntegerField("năm")
    amount = models.PositiveBigIntegerField("dự toán (đồng)")
    document = models.CharField("văn bản giao dự toán (số, ngày)", max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    made_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "dự toán"
        verbose_name_plural = "dự toán"
        ordering = ("-year", "task__position", "source")
        constraints = [
            models.UniqueConstraint(
                fields=("plan", "task", "source", "year"), name="plan_budget_line_of_a_task"
            ),
            models.UniqueConstraint(
                fields=("plan", "source", "year"), condition=models.Q(task__isnull=True),
                name="plan_budget_line_of_a_plan",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_source_display()} năm {self.year}"


class RoyaltyRate(models.Model):
    """Định mức nhuận bút, thù lao. The commune's own: an amount an item, by genre and form, from
    a day on. None is shipped."""

    genre = models.CharField("thể loại", max_length=12)
    form = models.CharField("hình thức", max_length=8, choices=ItemForm)
    starts_on = models.DateField("áp dụng từ ngày")
    amount = models.PositiveIntegerField("mức chi một tin bài (đồng)")
    basis = models.CharField("căn cứ (văn bản số, ngày)", max_length=200)

    class Meta:
        verbose_name = "định mức nhuận bút, thù lao"
        verbose_name_plural = "định mức nhuận bút, thù lao"
        ordering = ("genre", "form", "-starts_on")
        constraints = [
            models.UniqueConstraint(
                fields=("genre", "form", "starts_on"), name="plan_royalty_rate_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.genre}, {self.get_form_display()}"

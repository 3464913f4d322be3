"""Figures asked of units, and what they answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.plan.models.work import Task
from lantoa.plan.terms import ContributionState


class DataRequest(models.Model):
    """Yêu cầu số liệu. One figure asked of several units by a day."""

    title = models.CharField("số liệu cần", max_length=200)
    text = models.TextField("cách tính, giải thích", blank=True)
    measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    period_words = models.CharField("kỳ số liệu", max_length=120, blank=True)
    due_on = models.DateField("trước ngày")
    tasks = models.ManyToManyField(Task, verbose_name="nhiệm vụ", related_name="data_requests")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người yêu cầu", related_name="+"
    )
    made_at = models.DateTimeField("yêu cầu lúc")

    class Meta:
        verbose_name = "yêu cầu số liệu"
        verbose_name_plural = "yêu cầu số liệu"
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        return f"request:{self.pk}"


class Contribution(models.Model):
    """Số liệu đơn vị cung cấp. One unit's answer; accepted, it is evidence «theo báo cáo của …»."""

    request = models.ForeignKey(
        DataRequest, models.CASCADE, verbose_name="yêu cầu", related_name="contributions"
    )
    unit = models.ForeignKey(
        "registry.Unit", models.PROTECT, verbose_name="đơn vị", related_name="contributions"
    )
    state = models.CharField(
        "tình trạng", max_length=8, choices=ContributionState, default=ContributionState.OWED
    )
    value = models.DecimalField("số liệu", max_digits=18, decimal_places=4, null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    document = models.CharField("văn bản kèm theo (số, ngày)", max_length=200, blank=True)
    attachments = models.JSONField("tệp kèm", default=list, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người trả lời", related_name="+",
    )  # fmt: skip
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    reason = models.TextField("lý do trả lại", blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người nhận số liệu", related_name="+",
    )  # fmt: skip
    settled_at = models.DateTimeField("nhận lúc", null=True, blank=True)

    class Meta:
        verbose_name = "số liệu đơn vị cung cấp"
        verbose_name_plural = "số liệu đơn vị cung cấp"
        ordering = ("request", "unit")
        constraints = [
            models.UniqueConstraint("request", "unit", name="plan_contribution_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("owed", "returned")) | models.Q(value__isnull=False),
                name="plan_contribution_answered_has_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.unit}"

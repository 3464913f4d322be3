"""Money and praise."""

from __future__ import annotations

from django.db import models

from lantoa.plan.models.work import Task
from lantoa.plan.terms import Praised, Source


class CostLine(models.Model):
    """Khoản chi. Money planned and spent for tasks, in đồng."""

    tasks = models.ManyToManyField(Task, verbose_name="nhiệm vụ", related_name="cost_lines")
    text = models.CharField("nội dung chi", max_length=300)
    source = models.CharField("nguồn", max_length=12, choices=Source)
    planned = models.PositiveBigIntegerField("dự toán (đồng)", default=0)
    spent = models.PositiveBigIntegerField("đã chi (đồng)", default=0)
    spent_on = models.DateField("ngày chi")
    document = models.CharField("chứng từ (số, ngày)", max_length=200, blank=True)

    class Meta:
        verbose_name = "khoản chi"
        verbose_name_plural = "khoản chi"
        ordering = ("-spent_on",)

    def __str__(self) -> str:
        return self.text


class Commendation(models.Model):
    """Khen thưởng, biểu dương. Praise proposed or given."""

    tasks = models.ManyToManyField(Task, verbose_name="nhiệm vụ", related_name="commendations")
    whom = models.CharField("tập thể, cá nhân, mô hình", max_length=300)
    for_what = models.TextField("thành tích")
    whom_kind = models.CharField("là", max_length=12, choices=Praised, blank=True)
    # Paper of the file (`Paper`) → its number and day, or a mark that it is there.
    papers = models.JSONField("hồ sơ", default=dict, blank=True)
    # Paper → its file as the attachments keep it: {sha256, size, mime, name}.
    files = models.JSONField("tệp của hồ sơ", default=dict, blank=True)
    # Numbers of entries of the ledger on which the proposal rests.
    evidence = models.JSONField("minh chứng", default=list, blank=True)
    is_given = models.BooleanField("đã có quyết định", default=False)
    decision_number = models.CharField("số quyết định", max_length=80, blank=True)
    decided_on = models.DateField("ngày")

    class Meta:
        verbose_name = "khen thưởng"
        verbose_name_plural = "khen thưởng"
        ordering = ("-decided_on",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_given=False) | ~models.Q(decision_number=""),
                name="plan_commendation_given_has_number",
            ),
        ]

    def __str__(self) -> str:
        return self.whom

    @property
    def code(self) -> str:
        return f"commendation:{self.pk}"

"""What stands in the way of a task."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.plan.models.work import Task
from lantoa.plan.terms import ObstacleState


class Obstacle(models.Model):
    """Khó khăn, vướng mắc. A unit reports it, the plan officer lays it before a leader, whose
    decision (who, what, by when) closes it."""

    task = models.ForeignKey(
        Task, models.PROTECT, verbose_name="nhiệm vụ", related_name="obstacles"
    )
    unit = models.ForeignKey(
        "registry.Unit", models.PROTECT, verbose_name="đơn vị báo", related_name="obstacles"
    )
    text = models.TextField("khó khăn, vướng mắc")
    wish = models.TextField("đề nghị", blank=True)
    state = models.CharField(
        "tình trạng", max_length=8, choices=ObstacleState, default=ObstacleState.RAISED
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người báo", related_name="+"
    )
    raised_at = models.DateTimeField("báo lúc")
    opinion = models.TextField("ý kiến của cán bộ kế hoạch", blank=True)
    forwarded_at = models.DateTimeField("trình lúc", null=True, blank=True)
    decision = models.TextField("quyết định: làm gì", blank=True)
    decided_unit = models.ForeignKey(
        "registry.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="giao đơn vị",
        related_name="+",
    )
    decided_due_on = models.DateField("trước ngày", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="người quyết định",
        related_name="+",
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)

    class Meta:
        verbose_name = "khó khăn, vướng mắc"
        verbose_name_plural = "khó khăn, vướng mắc"
        ordering = ("-raised_at",)
        permissions = [
            ("forward_obstacle", "Trình lãnh đạo khó khăn, vướng mắc"),
            ("decide_obstacle", "Quyết định về khó khăn, vướng mắc"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="decided")
                | (
                    models.Q(decided_unit__isnull=False, decided_due_on__isnull=False)
                    & ~models.Q(decision="")
                ),
                name="plan_obstacle_decision_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def code(self) -> str:
        return f"obstacle:{self.pk}"

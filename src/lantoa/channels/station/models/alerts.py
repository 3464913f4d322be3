"""Cảnh báo on the air: each time that it breaks in, numbered so that nothing sounds twice."""

from __future__ import annotations

from django.db import models

from lantoa.channels.station.models.groups import BreakIn
from lantoa.newsroom.alerts.terms import Part


class AlertRun(models.Model):
    """Lần phát cảnh báo. One sounding in the whole area: the alert for the first or the nth time,
    or once that it is over."""

    alert = models.ForeignKey("newsroom.Alert", models.PROTECT, related_name="runs")
    part = models.CharField("phần", max_length=4, choices=Part)
    number = models.PositiveIntegerField("lần thứ")
    break_in = models.OneToOneField(
        BreakIn, models.PROTECT, verbose_name="lượt phát khẩn cấp", related_name="alert_run"
    )
    closed_at = models.DateTimeField("khép lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần phát cảnh báo"
        verbose_name_plural = "lần phát cảnh báo"
        ordering = ("break_in",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("alert", "part", "number", name="station_alert_run_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.number}: {self.alert}"

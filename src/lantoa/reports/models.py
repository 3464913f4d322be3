"""Báo cáo."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.reports.terms import ReportState


class Report(models.Model):
    """Báo cáo. A frozen snapshot of figures and parts whose words people edit.

    `snapshot` is `reports.snapshot.Snapshot` as JSON; `last_snapshot` the one before the newest
    refresh, so that changes can be shown. Number and day are the clerk's.
    """

    plan = models.ForeignKey(
        "plan.Plan", models.PROTECT, verbose_name="kế hoạch", related_name="reports"
    )
    period = models.CharField("kỳ báo cáo", max_length=8, blank=True)
    since = models.DateField("từ ngày")
    cutoff_on = models.DateField("ngày chốt số liệu")
    title = models.CharField("tên", max_length=300)
    addressee = models.CharField("gửi", max_length=200, blank=True)
    due_on = models.DateField("trước ngày", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=ReportState, default=ReportState.DRAFT
    )
    number = models.PositiveIntegerField("số", null=True, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    snapshot = models.JSONField("số liệu đã chốt")
    last_snapshot = models.JSONField("số liệu lần trước", null=True, blank=True)
    seen_changes = models.BooleanField("đã xem thay đổi", default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+"
    )
    made_at = models.DateTimeField("lập lúc")
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="người sửa", related_name="+", blank=True
    )

    class Meta:
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        ordering = ("-cutoff_on", "-made_at")
        permissions = [("issue_report", "Ghi số, ngày phát hành báo cáo")]
        constraints = [
            models.UniqueConstraint(
                "plan", "period", condition=~models.Q(period=""), name="reports_one_a_period"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="issued")
                | models.Q(number__isnull=False, issued_on__isnull=False),
                name="reports_issued_has_number",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        return f"report:{self.pk}"


class ReportPart(models.Model):
    """Phần của báo cáo. Words with figures by name in braces; `is_edited` once a person wrote."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="parts")
    key = models.CharField("mã", max_length=20)
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.TextField("lời văn", blank=True)
    is_edited = models.BooleanField("đã có người viết", default=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người viết", related_name="+",
    )  # fmt: skip
    edited_at = models.DateTimeField("viết lúc", null=True, blank=True)

    class Meta:
        verbose_name = "phần của báo cáo"
        verbose_name_plural = "phần của báo cáo"
        ordering = ("report", "position")
        constraints = [models.UniqueConstraint("report", "key", name="reports_part_once")]

    def __str__(self) -> str:
        return f"{self.report}: {self.key}"

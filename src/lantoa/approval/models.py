"""Lượt trình và lượt duyệt."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.approval.terms import Decision, RequestState


class Request(models.Model):
    """Lượt trình. Something was laid before an approver: which bytes, by whom, written by whom."""

    subject = models.CharField("mã đối tượng", max_length=80, db_index=True)
    title = models.CharField("tên", max_length=300)
    manifest = models.JSONField("các mã băm được trình")
    hash = models.CharField("mã băm của lượt trình", max_length=64, db_index=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người trình", related_name="+"
    )
    submitted_at = models.DateTimeField("trình lúc")
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="người viết", related_name="+"
    )
    tasks = models.JSONField("mã nhiệm vụ", default=list)
    needed_by = models.DateTimeField("cần trước lúc", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=RequestState, default=RequestState.OPEN
    )

    class Meta:
        verbose_name = "lượt trình"
        verbose_name_plural = "lượt trình"
        ordering = ("-submitted_at",)
        constraints = [
            models.UniqueConstraint(
                "subject", condition=models.Q(state="open"), name="approval_one_open_request"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Approval(models.Model):
    """Lượt duyệt. A person's decision, bound to a hash; never changed."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="approvals")
    subject = models.CharField("mã đối tượng", max_length=80, db_index=True)
    content = models.CharField("mã băm nội dung", max_length=64, db_index=True)
    hash = models.CharField("mã băm của lượt trình", max_length=64)
    decision = models.CharField("quyết định", max_length=10, choices=Decision)
    reason = models.TextField("lý do", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người duyệt", related_name="+"
    )
    decided_at = models.DateTimeField("lúc")
    # What the approver opened or heard before deciding: recorded, never required.
    seen = models.JSONField("đã mở, đã nghe", default=list)
    via = models.CharField("nơi duyệt", max_length=10, default="desk")

    class Meta:
        verbose_name = "lượt duyệt"
        verbose_name_plural = "lượt duyệt"
        ordering = ("-decided_at",)
        indexes = [models.Index(fields=["subject", "content"], name="approval_subject_content")]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.request}"

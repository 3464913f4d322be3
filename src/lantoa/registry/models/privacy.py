"""Requests about personal data, with their clocks."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.registry.terms import PrivacyKind


class PrivacyRequest(models.Model):
    """Yêu cầu về dữ liệu cá nhân. What a person asked, and until when an answer is owed."""

    person = models.CharField("người yêu cầu", max_length=120)
    contact = models.CharField("nơi nhận trả lời", max_length=120, blank=True)
    kind = models.CharField("loại yêu cầu", max_length=8, choices=PrivacyKind)
    text = models.TextField("nội dung yêu cầu", blank=True)
    received_on = models.DateField("ngày nhận")
    acknowledge_by = models.DateField("báo đã nhận trước ngày")
    due_on = models.DateField("hạn trả lời")
    is_extended = models.BooleanField("đã gia hạn", default=False)
    acknowledged_on = models.DateField("đã báo nhận ngày", null=True, blank=True)
    closed_on = models.DateField("trả lời ngày", null=True, blank=True)
    result = models.TextField("kết quả", blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhận", related_name="+"
    )

    class Meta:
        verbose_name = "yêu cầu về dữ liệu cá nhân"
        verbose_name_plural = "yêu cầu về dữ liệu cá nhân"
        ordering = ("-received_on", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"

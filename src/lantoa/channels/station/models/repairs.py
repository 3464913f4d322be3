"""What is broken at a cluster, what it cost; who found it too loud."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.plan.terms import Source


class RepairTicket(models.Model):
    """Phiếu sửa chữa. One fault of one cluster, from the report until somebody heard it work
    again. The money stands here; what belongs to a task of the plan is booked there as well."""

    cluster = models.ForeignKey(
        "registry.SpeakerCluster", models.PROTECT, verbose_name="cụm loa", related_name="repairs"
    )
    fault = models.CharField("hỏng thế nào", max_length=300)
    found_by = models.CharField("ai báo", max_length=120, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+"
    )
    opened_at = models.DateTimeField("lập lúc", db_index=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người khép", related_name="+",
    )  # fmt: skip
    closed_at = models.DateTimeField("khép lúc", null=True, blank=True, db_index=True)
    done = models.CharField("đã làm gì", max_length=300, blank=True)
    cost = models.PositiveBigIntegerField("chi phí (đồng)", default=0)
    source = models.CharField("nguồn kinh phí", max_length=12, choices=Source, blank=True)
    document = models.CharField("chứng từ (số, ngày)", max_length=200, blank=True)
    cost_line = models.OneToOneField(
        "plan.CostLine", models.SET_NULL, null=True, blank=True, verbose_name="khoản chi",
        related_name="repair",
    )  # fmt: skip

    class Meta:
        verbose_name = "phiếu sửa chữa"
        verbose_name_plural = "phiếu sửa chữa"
        ordering = ("-opened_at", "-pk")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "cluster", condition=models.Q(closed_at__isnull=True),
                name="station_one_open_repair",
            ),
            models.CheckConstraint(
                condition=models.Q(cost=0) | ~models.Q(source=""), name="station_repair_cost_source"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"phiếu {self.pk}: {self.cluster}"

    @property
    def code(self) -> str:
        return f"repair:{self.pk}"


class RepairNote(models.Model):
    """Diễn biến sửa chữa. One line of what was done meanwhile."""

    ticket = models.ForeignKey(RepairTicket, models.CASCADE, related_name="notes")
    text = models.CharField("diễn biến", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "diễn biến sửa chữa"
        verbose_name_plural = "diễn biến sửa chữa"
        ordering = ("at", "pk")
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


class NoiseComplaint(models.Model):
    """Phản ánh tiếng ồn. Of one cluster, without a name: what disturbs, when, and the answer."""

    cluster = models.ForeignKey(
        "registry.SpeakerCluster", models.PROTECT, verbose_name="cụm loa",
        related_name="noise_complaints",
    )  # fmt: skip
    text = models.CharField("phản ánh điều gì", max_length=300)
    heard_on = models.DateField("ngày nghe thấy")
    heard_at = models.TimeField("vào lúc", null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    noted_at = models.DateTimeField("ghi lúc")
    answer = models.CharField("đã xử lý thế nào", max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người xử lý", related_name="+",
    )  # fmt: skip
    answered_at = models.DateTimeField("xử lý lúc", null=True, blank=True)

    class Meta:
        verbose_name = "phản ánh tiếng ồn"
        verbose_name_plural = "phản ánh tiếng ồn"
        ordering = ("-heard_on", "-pk")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.cluster}: {self.text}"

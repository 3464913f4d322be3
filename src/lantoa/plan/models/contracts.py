"""Contracts of the commune's channels and machines."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from lantoa.plan.models.results import CostLine
from lantoa.plan.terms import ContractKind, SettlementPaper


class Contract(models.Model):
    """Hợp đồng. What runs out and has to be renewed or settled: SIM, hosting, domain, upkeep."""

    kind = models.CharField("loại", max_length=12, choices=ContractKind)
    name = models.CharField("nội dung hợp đồng", max_length=200)
    party = models.CharField("bên cung cấp", max_length=200)
    number = models.CharField("số hợp đồng", max_length=80, blank=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("hết hạn ngày")
    amount = models.PositiveBigIntegerField("giá trị (đồng)", null=True, blank=True)
    cost_line = models.ForeignKey(
        CostLine, models.SET_NULL, null=True, blank=True, verbose_name="khoản chi",
        related_name="contracts",
    )  # fmt: skip
    # {sha256, size, mime, name} of the contract, kept with the attachments of the ledger.
    paper = models.JSONField("tệp hợp đồng", default=dict, blank=True)
    # Settlement paper (`SettlementPaper`) → the day on which it was ticked.
    settled = models.JSONField("giấy tờ thanh toán", default=dict, blank=True)
    closed_on = models.DateField("thanh lý, thôi dùng ngày", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    made_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "hợp đồng"
        verbose_name_plural = "hợp đồng"
        ordering = ("ends_on", "name")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="plan_contract_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"contract:{self.pk}"

    @property
    def missing(self) -> list[str]:
        """The settlement papers that are not there yet, by name."""
        return [str(one.label) for one in SettlementPaper if one.value not in self.settled]

    def standing(self, today: date) -> str:
        """«còn 12 ngày», «đã hết hạn 3 ngày», «đã thanh lý, thôi dùng»."""
        days = (self.ends_on - today).days
        if self.closed_on is not None:
            return "đã thanh lý, thôi dùng"
        if days < 0:
            return f"đã hết hạn {-days} ngày"
        return "hết hạn hôm nay" if days == 0 else f"còn {days} ngày"

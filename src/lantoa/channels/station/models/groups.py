"""Receivers that take one order together, and what breaks into the programme by such an order."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.channels.station.models.airing import OnReceiver
from lantoa.channels.station.models.timetable import Zone
from lantoa.channels.station.terms import BroadcastState
from lantoa.registry.models import Hamlet, Receiver


class ReceiverGroup(models.Model):
    """Nhóm bộ thu. Takes one order together: all of the commune, a zone, or what a hamlet hears.

    `members` is the list that was last signed; `digest` names it, so that a beat can say which
    list a receiver holds.
    """

    name = models.CharField("tên trên đường truyền", max_length=40, unique=True)
    zone = models.OneToOneField(
        Zone, models.PROTECT, null=True, blank=True, verbose_name="khu vực phát",
        related_name="group",
    )  # fmt: skip
    hamlet = models.OneToOneField(
        Hamlet, models.PROTECT, null=True, blank=True, verbose_name="thôn",
        related_name="receiver_group",
    )  # fmt: skip
    members = models.ManyToManyField(
        Receiver, blank=True, verbose_name="bộ thu", related_name="groups"
    )
    digest = models.CharField("mã băm danh sách", max_length=64, blank=True)
    changed_at = models.DateTimeField("đổi lúc")

    class Meta:
        verbose_name = "nhóm bộ thu"
        verbose_name_plural = "nhóm bộ thu"
        ordering = ("name",)

    def __str__(self) -> str:
        if self.zone is not None:
            return f"khu vực {self.zone}"
        return f"thôn {self.hamlet}" if self.hamlet is not None else "toàn xã"


class BreakIn(models.Model):
    """Lượt phát khẩn cấp. One approved sound that breaks into whatever sounds, also in closed
    hours, on the receivers of one or more groups; after it the programme goes on."""

    title = models.CharField("tên bản tin", max_length=200)
    sha256 = models.CharField("mã băm tệp", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)")
    mime = models.CharField("loại tệp", max_length=60)
    seconds = models.PositiveIntegerField("thời lượng (giây)")
    language = models.CharField("ngôn ngữ", max_length=8, default="vi")
    is_synthetic = models.BooleanField("giọng máy", default=False)
    topic = models.CharField("nội dung thiết yếu", max_length=40, blank=True)
    # Codes of what it is about (alert, hamlets, tasks): they go into every entry of the ledger.
    subjects = models.JSONField("mã đối tượng", default=list)
    approval = models.ForeignKey(
        "approval.Approval", models.PROTECT, verbose_name="lượt duyệt", related_name="+"
    )
    groups = models.ManyToManyField(
        ReceiverGroup, verbose_name="nhóm bộ thu", related_name="break_ins"
    )
    starts_at = models.DateTimeField("phát từ", db_index=True)
    hard_end_at = models.DateTimeField("dừng hẳn lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ra lệnh", related_name="+"
    )
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lượt phát khẩn cấp"
        verbose_name_plural = "lượt phát khẩn cấp"
        ordering = ("-starts_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hard_end_at__gt=models.F("starts_at")),
                name="station_break_in_has_end",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def wire_id(self) -> str:
        """How orders and proofs name it; the same for every receiver."""
        return f"e/{self.pk}"


class BreakInAiring(OnReceiver):
    """Lượt phát khẩn cấp trên bộ thu. Ordered, and what this receiver proved."""

    break_in = models.ForeignKey(BreakIn, models.PROTECT, related_name="airings")
    receiver = models.ForeignKey(
        "registry.Receiver", models.PROTECT, related_name="break_in_airings"
    )
    state = models.CharField(
        "tình trạng", max_length=10, choices=BroadcastState, default=BroadcastState.ORDERED,
        db_index=True,
    )  # fmt: skip
    order_number = models.PositiveBigIntegerField("số lệnh")
    evidence_seq = models.PositiveBigIntegerField("số minh chứng", null=True, blank=True)

    class Meta:
        verbose_name = "lượt phát khẩn cấp trên bộ thu"
        verbose_name_plural = "lượt phát khẩn cấp trên bộ thu"
        ordering = ("break_in", "receiver")
        constraints = [
            models.UniqueConstraint(
                "break_in", "receiver", name="station_break_in_once_a_receiver"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.break_in} · {self.receiver}"

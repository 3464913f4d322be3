"""Cảnh báo: what is said, where, how long; its sounds; what went out of it as CAP."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from lantoa.newsroom.alerts.terms import (
    AlertKind,
    AlertState,
    Certainty,
    MessageKind,
    Part,
    Severity,
    Urgency,
)
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.terms import Language


class Alert(models.Model):
    """Cảnh báo. An article's urgent sister: it goes out through every channel at once, after a
    second person approved exactly its words and its sounds."""

    kind = models.CharField("loại", max_length=10, choices=AlertKind)
    headline = models.CharField("tiêu đề", max_length=140)
    description = models.TextField("chuyện gì đang xảy ra", max_length=1200)
    instruction = models.TextField("bà con cần làm gì", max_length=1200)
    # Whose warning is passed on; both empty: guidance of the commune itself.
    source_body = models.CharField("cơ quan ban hành", max_length=160, blank=True)
    source_document = models.CharField("số, ký hiệu, ngày của bản tin", max_length=160, blank=True)
    contact = models.CharField("số điện thoại cần gọi", max_length=80, blank=True)
    hamlets = models.ManyToManyField(
        "registry.Hamlet", verbose_name="vùng cảnh báo", related_name="alerts"
    )
    polygon = models.TextField("đường bao theo tọa độ", blank=True)
    severity = models.CharField("mức độ", max_length=10, choices=Severity)
    urgency = models.CharField("phải làm khi nào", max_length=10, choices=Urgency)
    certainty = models.CharField("mức chắc chắn", max_length=10, choices=Certainty)
    lasts_minutes = models.PositiveIntegerField("hiệu lực (phút)")
    repeat_minutes = models.PositiveIntegerField("nhắc lại (phút)", default=10)
    language = models.CharField(
        "ngôn ngữ", max_length=3, choices=Language, default=Language.VIETNAMESE
    )
    voice = models.CharField("giọng", max_length=80, default="vi")
    recording = models.ForeignKey(
        "library.Recording", models.PROTECT, null=True, blank=True, verbose_name="bản thu",
        related_name="+",
    )  # fmt: skip
    family_agrees = models.BooleanField("gia đình đồng ý công bố", default=False)
    is_exercise = models.BooleanField("diễn tập", default=False)
    is_sealed = models.BooleanField("duyệt sẵn để dùng khi khẩn cấp", default=False)
    state = models.CharField(
        "tình trạng", max_length=10, choices=AlertState, default=AlertState.DRAFT, db_index=True
    )
    # Who wants it laid before an approver as soon as its sounds are made.
    submit_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="thay cho",
        related_name="updates",
    )  # fmt: skip
    # The sealed alert of which this one is a use: its approval and its sounds are that one's.
    sealed_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="uses"
    )
    # Identifier of the CAP message from above that it passes on.
    from_cap = models.CharField("mã bản tin của cấp trên", max_length=120, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người soạn", related_name="+"
    )
    # Everybody who wrote of it, also of what it goes on from: none of them approves it.
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="người viết", related_name="+"
    )
    made_at = models.DateTimeField("soạn lúc")
    issued_at = models.DateTimeField("phát lúc", null=True, blank=True)
    expires_at = models.DateTimeField("hết hiệu lực lúc", null=True, blank=True, db_index=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="người hủy", related_name="+",
    )  # fmt: skip
    end_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    class Meta:
        verbose_name = "cảnh báo"
        verbose_name_plural = "cảnh báo"
        ordering = ("-made_at", "-pk")
        default_permissions = ("add",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lasts_minutes__gte=10, lasts_minutes__lte=7 * 1440),
                name="newsroom_alert_lasts",
            ),
            models.CheckConstraint(
                condition=models.Q(issued_at__isnull=True)
                | models.Q(expires_at__gt=models.F("issued_at")),
                name="newsroom_alert_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def code(self) -> str:
        return f"alert:{self.pk}"

    @property
    def plain_title(self) -> str:
        """What may stand in records that are kept for ever: nobody's name."""
        return str(self.get_kind_display()) if self.kind == AlertKind.MISSING else self.headline

    @property
    def approved_code(self) -> str:
        """The subject of the approval that it stands on."""
        return f"alert:{self.sealed_from_id or self.pk}"

    @property
    def lasts(self) -> timedelta:
        return timedelta(minutes=self.lasts_minutes)

    def is_in_force(self, now: datetime) -> bool:
        return (
            self.state == AlertState.LIVE and self.expires_at is not None and self.expires_at > now
        )


class AlertSound(models.Model):
    """Bản âm thanh của cảnh báo. The very bytes that air, made before the approval."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="sounds")
    part = models.CharField("phần", max_length=4, choices=Part)
    text = models.TextField("lời")
    recipe = models.CharField("mã băm cách làm", max_length=64, blank=True)
    sha256 = models.CharField("mã băm tệp", max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)", default=0)
    milliseconds = models.PositiveIntegerField("thời lượng (mili giây)", default=0)
    is_synthetic = models.BooleanField("giọng máy", default=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=RenditionState, default=RenditionState.MAKING
    )
    percent = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    problem = models.CharField("vì sao chưa làm được", max_length=300, blank=True)
    made_at = models.DateTimeField("làm lúc")

    class Meta:
        verbose_name = "âm thanh của cảnh báo"
        verbose_name_plural = "âm thanh của cảnh báo"
        ordering = ("alert", "part")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("alert", "part", name="newsroom_one_alert_sound_a_part"),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.alert}"

    @property
    def seconds(self) -> int:
        """Whole seconds, rounded up: what an order says."""
        return -(-self.milliseconds // 1000)


class AlertMessage(models.Model):
    """Bản tin CAP. What went out of an alert, as it went out; never made anew."""

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="messages")
    kind = models.CharField("loại", max_length=8, choices=MessageKind)
    identifier = models.CharField("mã bản tin", max_length=120, unique=True)
    sender = models.CharField("nơi phát", max_length=120)
    sent_at = models.DateTimeField("phát lúc", db_index=True)
    xml = models.TextField("tệp CAP")

    class Meta:
        verbose_name = "bản tin CAP"
        verbose_name_plural = "bản tin CAP"
        ordering = ("-sent_at", "-pk")
        default_permissions = ()

    def __str__(self) -> str:
        return self.identifier

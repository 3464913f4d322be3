"""Loudspeakers, receivers, boards."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from lantoa.registry.models.commune import Hamlet
from lantoa.registry.terms import ReceiverState


class SpeakerCluster(models.Model):
    """Cụm loa. Loudspeakers at one place, driven by one receiver."""

    name = models.CharField("tên cụm loa", max_length=80, unique=True)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, verbose_name="thôn", related_name="clusters")
    hears = models.ManyToManyField(
        Hamlet, blank=True, verbose_name="các thôn nghe được", related_name="heard_from"
    )
    horn_count = models.PositiveSmallIntegerField("số loa", default=2)
    # For the outline of an alert; inside the desk only.
    latitude = models.DecimalField("vĩ độ", max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(
        "kinh độ", max_digits=8, decimal_places=5, null=True, blank=True
    )
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "cụm loa"
        verbose_name_plural = "cụm loa"
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(8, 24),
                    longitude__range=(102, 118),
                ),
                name="registry_cluster_in_the_country",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"cluster:{self.pk}"


class Receiver(models.Model):
    """Bộ thu. Holds its own private key, which never leaves it; here is the public one."""

    cluster = models.OneToOneField(
        SpeakerCluster, models.PROTECT, verbose_name="cụm loa", related_name="receiver"
    )
    code_hash = models.CharField("mã ghi danh (băm)", max_length=64, blank=True)
    code_expires_at = models.DateTimeField("mã ghi danh hết hạn lúc", null=True, blank=True)
    public_key = models.CharField("khóa công khai", max_length=64, blank=True)
    broker_password = models.CharField("mật khẩu MQTT (băm)", max_length=200, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=ReceiverState, default=ReceiverState.INVITED
    )
    enrolled_at = models.DateTimeField("ghi danh lúc", null=True, blank=True)
    last_beat_at = models.DateTimeField("liên lạc gần nhất", null=True, blank=True)
    last_beat = models.JSONField("tin báo gần nhất", default=dict, blank=True)
    # The last proof of an unbroken chain; what comes later waits until the gap is filled.
    proof_seq = models.PositiveBigIntegerField("số xác nhận đã nhận liền mạch", default=0)
    proof_head = models.CharField("mã băm của xác nhận cuối", max_length=64, blank=True)

    class Meta:
        verbose_name = "bộ thu"
        verbose_name_plural = "bộ thu"
        ordering = ("cluster",)

    def __str__(self) -> str:
        return f"Bộ thu {self.cluster}"

    @property
    def code(self) -> str:
        return f"receiver:{self.pk}"


class Board(models.Model):
    """Bảng tin công cộng. A public board or screen."""

    name = models.CharField("tên bảng tin", max_length=80, unique=True)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, verbose_name="thôn", related_name="boards")
    is_electronic = models.BooleanField("bảng điện tử", default=False)
    columns = models.PositiveSmallIntegerField(
        "số chữ một dòng của bảng điện tử", default=32,
        validators=[MinValueValidator(8), MaxValueValidator(120)],
    )  # fmt: skip
    lines = models.PositiveSmallIntegerField(
        "số dòng của bảng điện tử", default=2,
        validators=[MinValueValidator(1), MaxValueValidator(16)],
    )  # fmt: skip
    has_accents = models.BooleanField("bảng điện tử hiện được chữ có dấu", default=False)
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "bảng tin"
        verbose_name_plural = "bảng tin"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return f"board:{self.pk}"

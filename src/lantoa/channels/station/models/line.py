"""What passes between the station and its receivers, kept as it was signed."""

from __future__ import annotations

from django.db import models

from lantoa.channels.station.models.groups import BreakIn, ReceiverGroup
from lantoa.channels.station.models.kit import KitAiring
from lantoa.channels.station.models.programme import Broadcast
from lantoa.channels.station.models.relays import RelayAiring


class StationKey(models.Model):
    """Khóa của đài. The public half and the last order number; the private half is a file."""

    key_id = models.CharField("mã khóa", max_length=64, unique=True)
    public_key = models.CharField("khóa công khai", max_length=64)
    last_number = models.PositiveBigIntegerField("số lệnh cuối", default=0)
    created_at = models.DateTimeField("tạo lúc")

    class Meta:
        verbose_name = "khóa của đài"
        verbose_name_plural = "khóa của đài"

    def __str__(self) -> str:
        return self.key_id[:16]


class Order(models.Model):
    """Lệnh của đài, for one receiver or one group. The very bytes that were signed: sent again,
    they are the same bytes. `digest`: of the envelope, as a receiver names what it refused."""

    key = models.ForeignKey(StationKey, models.PROTECT, related_name="orders")
    number = models.PositiveBigIntegerField("số lệnh")
    receiver = models.ForeignKey(
        "registry.Receiver", models.PROTECT, null=True, blank=True, related_name="orders"
    )
    group = models.ForeignKey(
        ReceiverGroup, models.PROTECT, null=True, blank=True, related_name="orders"
    )
    break_in = models.ForeignKey(
        BreakIn, models.PROTECT, null=True, blank=True, related_name="orders"
    )
    broadcast = models.ForeignKey(
        Broadcast, models.PROTECT, null=True, blank=True, related_name="orders"
    )
    kit_airing = models.ForeignKey(
        KitAiring, models.PROTECT, null=True, blank=True, related_name="orders"
    )
    relay_airing = models.ForeignKey(
        RelayAiring, models.PROTECT, null=True, blank=True, related_name="orders"
    )
    kind = models.CharField("loại lệnh", max_length=20)
    envelope = models.BinaryField("lệnh đã ký")
    digest = models.CharField("mã băm của lệnh", max_length=64, blank=True, db_index=True)
    issued_at = models.DateTimeField("ra lệnh lúc")
    valid_until = models.DateTimeField("hiệu lực đến", db_index=True)
    sent_at = models.DateTimeField("gửi lần cuối lúc", null=True, blank=True)
    is_open = models.BooleanField("còn gửi lại", default=True, db_index=True)

    class Meta:
        verbose_name = "lệnh của đài"
        verbose_name_plural = "lệnh của đài"
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint("key", "number", name="station_order_number_once"),
            models.CheckConstraint(
                condition=models.Q(receiver__isnull=True, group__isnull=False)
                | models.Q(receiver__isnull=False, group__isnull=True),
                name="station_order_to_one_or_a_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class PlayProof(models.Model):
    """Xác nhận phát. What a receiver signed; `is_chained` once everything before it is here."""

    receiver = models.ForeignKey("registry.Receiver", models.PROTECT, related_name="play_proofs")
    key_id = models.CharField("mã khóa của bộ thu", max_length=64)
    seq = models.PositiveBigIntegerField("số xác nhận")
    digest = models.CharField("mã băm", max_length=64)
    envelope = models.BinaryField("xác nhận đã ký")
    received_at = models.DateTimeField("nhận lúc")
    is_chained = models.BooleanField("đã nối vào chuỗi", default=False)
    gap_before = models.PositiveBigIntegerField("số xác nhận thiếu ngay trước", default=0)

    class Meta:
        verbose_name = "xác nhận phát"
        verbose_name_plural = "xác nhận phát"
        ordering = ("receiver", "seq")
        constraints = [
            models.UniqueConstraint("receiver", "key_id", "seq", name="station_proof_once"),
        ]

    def __str__(self) -> str:
        return f"{self.receiver}: {self.seq}"


class StationStatus(models.Model):
    """Tình trạng đài. One row, written by the station's loop, read by the desk and the doctor."""

    commune = models.CharField("mã của xã trên đường truyền", max_length=40)
    turned_at = models.DateTimeField("vòng lặp chạy gần nhất", null=True, blank=True)
    line_is_up = models.BooleanField("đã nối đường truyền lệnh", default=False)
    line_changed_at = models.DateTimeField("đổi trạng thái lúc", null=True, blank=True)
    problem = models.CharField("vướng mắc", max_length=300, blank=True)

    class Meta:
        verbose_name = "tình trạng đài"
        verbose_name_plural = "tình trạng đài"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="station_one_status")]

    def __str__(self) -> str:
        return "đã nối" if self.line_is_up else "chưa nối"

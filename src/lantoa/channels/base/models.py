"""Lượt gửi: the outbox that every channel shares."""

from __future__ import annotations

from django.db import models

from lantoa.channels.base.terms import DeliveryState


class Delivery(models.Model):
    """Lượt gửi. One rendition (or one version of an article) on its way through one channel.

    `key` is the idempotency key `channel:subject:content:target`, and `:sha256` of the sound, or
    the product, on a channel that carries one; the row exists once, whatever dies, so a thing is
    sent once.
    """

    key = models.CharField("khóa chống gửi hai lần", max_length=200, unique=True)
    channel = models.CharField("kênh", max_length=20, db_index=True)
    article = models.ForeignKey(
        "newsroom.Article", models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    alert = models.ForeignKey(
        "newsroom.Alert", models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    rendition = models.ForeignKey(
        "newsroom.Rendition", models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    content = models.CharField("mã băm nội dung", max_length=64)
    target = models.CharField("đích", max_length=80, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=DeliveryState, default=DeliveryState.WAITING,
        db_index=True,
    )  # fmt: skip
    attempt_count = models.PositiveSmallIntegerField("số lần thử", default=0)
    next_attempt_at = models.DateTimeField("thử lại lúc", null=True, blank=True)
    outside_id = models.CharField("mã bên ngoài", max_length=200, blank=True)
    url = models.CharField("đường dẫn công khai", max_length=500, blank=True)
    proof = models.JSONField("minh chứng đọc lại", default=dict, blank=True)
    problem = models.CharField("vướng mắc", max_length=300, blank=True)
    created_at = models.DateTimeField("tạo lúc")
    settled_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lượt gửi"
        verbose_name_plural = "lượt gửi"
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.channel}: {self.article or self.alert}"

"""What sounds again, and what fills a slot that is short."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

MOST_REPEATS = 30


class RepeatWish(models.Model):
    """Phát lại bản tin. So many times more, at most once a day, until a day if one is given."""

    delivery = models.OneToOneField(
        "channels_base.Delivery", models.CASCADE, related_name="repeat_wish"
    )
    times = models.PositiveSmallIntegerField(
        "số lần phát lại", default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_REPEATS)],
    )  # fmt: skip
    until = models.DateField("đến hết ngày", null=True, blank=True)
    by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("đặt lúc")

    class Meta:
        verbose_name = "phát lại bản tin"
        verbose_name_plural = "phát lại bản tin"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(times__gte=1, times__lte=MOST_REPEATS),
                name="station_repeat_times",
            )
        ]

    def __str__(self) -> str:
        return f"{self.delivery}: {self.times} lần"


class StandingPiece(models.Model):
    """Mục đệm. An approved article that may sound whenever a slot has room left."""

    article = models.OneToOneField(
        "newsroom.Article", models.PROTECT, verbose_name="tin bài", related_name="standing_piece"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "mục đệm"
        verbose_name_plural = "mục đệm"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return str(self.article)

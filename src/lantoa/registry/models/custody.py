"""Who answers for a channel."""

from __future__ import annotations

from django.db import models

from lantoa.registry.models.people import Officer
from lantoa.registry.terms import SecondFactor


class Custody(models.Model):
    """Hồ sơ giữ kênh. Who answers for a channel and how it is recovered; never a password.

    The channel is named by its code (`website`, `station`, `board:3`, `social-account:2`): its
    own name and address stand where the channel works, once.
    """

    channel = models.CharField("mã kênh", max_length=40, unique=True)
    owner = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, verbose_name="người giữ kênh",
        related_name="custodies",
    )  # fmt: skip
    deputy = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, verbose_name="người thay khi vắng",
        related_name="deputy_custodies",
    )  # fmt: skip
    held_since = models.DateField("giữ từ ngày", null=True, blank=True)
    recovery_email = models.EmailField(
        "thư khôi phục", blank=True,
        help_text="hộp thư của cơ quan để lấy lại kênh, không dùng hộp thư riêng",
    )  # fmt: skip
    recovery_phone = models.CharField("điện thoại khôi phục", max_length=40, blank=True)
    second_factor = models.CharField(
        "xác thực hai lớp", max_length=10, choices=SecondFactor, default=SecondFactor.UNKNOWN
    )
    codes_kept_at = models.CharField(
        "nơi cất mã dự phòng", max_length=200, blank=True,
        help_text="ví dụ: phong bì niêm phong trong tủ văn thư; không ghi mã, không ghi mật khẩu",
    )  # fmt: skip
    note = models.TextField("ghi chú", max_length=1000, blank=True)

    class Meta:
        verbose_name = "hồ sơ giữ kênh"
        verbose_name_plural = "hồ sơ giữ kênh"
        ordering = ("channel",)

    def __str__(self) -> str:
        return self.channel

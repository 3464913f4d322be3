"""Đôn đốc: recorded nudges."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.notices.terms import MailState


class Notice(models.Model):
    """Đôn đốc. A nudge to an officer or a unit; the same nudge never twice a day."""

    to_account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name="tài khoản nhận",
        related_name="notices",
    )
    to_unit = models.ForeignKey(
        "registry.Unit", models.CASCADE, null=True, blank=True, verbose_name="đơn vị nhận"
    )
    text = models.TextField("nội dung")
    link = models.CharField("đường dẫn", max_length=200, blank=True)
    subject = models.CharField("mã đối tượng", max_length=80)
    sent_on = models.DateField("ngày")
    sent_at = models.DateTimeField("gửi lúc")
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)
    by = models.CharField("người đôn đốc", max_length=60)
    # Does it go by mail as well, in which letter; where it did not, why.
    by_mail = models.BooleanField("gửi cả thư điện tử", default=False)
    mail = models.ForeignKey(
        "notices.Mail", models.SET_NULL, null=True, blank=True, verbose_name="thư đã gửi",
        related_name="notices",
    )  # fmt: skip
    mail_note = models.CharField("vì sao chưa gửi thư", max_length=200, blank=True)

    class Meta:
        verbose_name = "đôn đốc"
        verbose_name_plural = "đôn đốc"
        ordering = ("-sent_at",)
        constraints = [
            models.UniqueConstraint(
                "subject",
                "to_unit",
                "sent_on",
                condition=models.Q(to_unit__isnull=False),
                name="notices_unit_once_a_day",
            ),
            models.UniqueConstraint(
                "subject",
                "to_account",
                "sent_on",
                condition=models.Q(to_account__isnull=False),
                name="notices_account_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Mail(models.Model):
    """Thư điện tử. One letter on its way; `key` makes that the same letter is written once.

    `sending` is kept before the first byte of the letter is handed over: a row that is found so
    after a crash is uncertain, and a person decides; any earlier state is safely tried again.
    """

    key = models.CharField("khóa chống gửi hai lần", max_length=160, unique=True)
    to = models.EmailField("địa chỉ nhận")
    headline = models.CharField("tiêu đề thư", max_length=200)
    text = models.TextField("lời thư")
    subject = models.CharField("mã đối tượng", max_length=80, db_index=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=MailState, default=MailState.WAITING, db_index=True
    )
    attempt_count = models.PositiveSmallIntegerField("số lần thử", default=0)
    next_attempt_at = models.DateTimeField("thử lại lúc", null=True, blank=True)
    touched_at = models.DateTimeField("lần thử gần nhất", null=True, blank=True)
    problem = models.CharField("vướng mắc", max_length=300, blank=True)
    by = models.CharField("người gửi", max_length=60)
    made_at = models.DateTimeField("viết lúc")
    settled_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thư điện tử"
        verbose_name_plural = "thư điện tử"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.headline} ({self.to})"

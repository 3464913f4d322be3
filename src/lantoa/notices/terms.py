"""Words of notices."""

from django.db import models


class MailState(models.TextChoices):
    """Where a letter stands. Only what was never handed over is tried again by itself."""

    WAITING = "waiting", "chờ gửi"
    CONNECTING = "connecting", "đang kết nối"
    SENDING = "sending", "đang gửi"
    SENT = "sent", "đã gửi"
    UNCERTAIN = "uncertain", "chưa rõ đã gửi hay chưa"
    FAILED = "failed", "không gửi được"

"""Words of alerts. The three scales are those of CAP 1.2, with what an officer reads."""

from __future__ import annotations

from django.db import models


class AlertKind(models.TextChoices):
    """What happens."""

    FLOOD = "flood", "Lũ, ngập lụt"
    LANDSLIDE = "landslide", "Lũ quét, sạt lở đất"
    STORM = "storm", "Bão, gió mạnh"
    FIRE = "fire", "Cháy"
    MISSING = "missing", "Tìm người mất tích"
    HEALTH = "health", "Dịch bệnh"
    POWER = "power", "Cúp điện"
    WATER = "water", "Cúp nước"
    OTHER = "other", "Việc khẩn cấp khác"


class Severity(models.TextChoices):
    """How great the danger is."""

    EXTREME = "Extreme", "đặc biệt nghiêm trọng"
    SEVERE = "Severe", "nghiêm trọng"
    MODERATE = "Moderate", "đáng kể"
    MINOR = "Minor", "nhỏ"


class Urgency(models.TextChoices):
    """When people must act."""

    IMMEDIATE = "Immediate", "ngay lập tức"
    EXPECTED = "Expected", "trong vòng một giờ"
    FUTURE = "Future", "trong những giờ tới"


class Certainty(models.TextChoices):
    """How sure it is."""

    OBSERVED = "Observed", "đã xảy ra"
    LIKELY = "Likely", "nhiều khả năng"
    POSSIBLE = "Possible", "có thể"


class AlertState(models.TextChoices):
    """Where an alert stands. A draft waits when a request is open; a sealed one was approved
    beforehand and lies ready."""

    DRAFT = "draft", "đang soạn"
    SEALED = "sealed", "đã duyệt sẵn"
    LIVE = "live", "đang hiệu lực"
    EXPIRED = "expired", "hết hiệu lực"
    CANCELLED = "cancelled", "đã hủy"
    REPLACED = "replaced", "đã thay bằng bản cập nhật"
    DROPPED = "dropped", "đã bỏ"


OVER = (AlertState.EXPIRED, AlertState.CANCELLED, AlertState.REPLACED)


class Part(models.TextChoices):
    """What sounds: the alert, again and again, and once that it is over."""

    CALL = "call", "lời cảnh báo"
    END = "end", "lời kết thúc"


class MessageKind(models.TextChoices):
    """What goes out as CAP. Acknowledgements and errors are for systems, which we do not run."""

    ALERT = "Alert", "cảnh báo"
    UPDATE = "Update", "cập nhật"
    CANCEL = "Cancel", "hủy"


LASTS = (
    (60, "1 giờ"), (120, "2 giờ"), (180, "3 giờ"), (360, "6 giờ"), (720, "12 giờ"),
    (1440, "24 giờ"), (2880, "2 ngày"), (4320, "3 ngày"),
)  # fmt: skip
REPEATS = (
    (5, "mỗi 5 phút"), (10, "mỗi 10 phút"), (15, "mỗi 15 phút"), (30, "mỗi 30 phút"),
    (60, "mỗi giờ"), (0, "chỉ phát một lần"),
)  # fmt: skip
SEALED_DAYS = 180
ALERT_MATTER = "alert"
# A place in a template that must be filled in before the alert can be laid before anybody.
BLANK_OPENS, BLANK_CLOSES = "[", "]"

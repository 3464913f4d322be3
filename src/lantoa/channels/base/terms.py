"""Words that every channel shares."""

from django.db import models

# A delivery that was refused so often is shown as troubled. It is never given up by itself.
MANY_ATTEMPTS = 8


class DeliveryState(models.TextChoices):
    """States of a delivery. What is uncertain is settled by looking, never by sending again."""

    WAITING = "waiting", "chờ gửi"
    SENDING = "sending", "đang gửi"
    DELIVERED = "delivered", "đã tới nơi"
    UNCERTAIN = "uncertain", "chưa rõ"
    FAILED = "failed", "không gửi được"
    WITHDRAWN = "withdrawn", "đã gỡ"


class GrassrootsForm(models.TextChoices):
    """Loại hình thông tin cơ sở: the eight kinds of NĐ 49/2024, or outside them."""

    STATION = "station", "đài truyền thanh cấp xã"
    BOARD = "board", "bảng tin công cộng"
    BULLETIN = "bulletin", "bản tin thông tin cơ sở"
    PRINTED = "printed", "tài liệu không kinh doanh"
    DIRECT = "direct", "tuyên truyền trực tiếp"
    WEBSITE = "website", "cổng, trang thông tin điện tử"
    SOCIAL = "social", "mạng xã hội"
    MESSAGE = "message", "tin nhắn viễn thông"
    OUTSIDE = "outside", "ngoài hệ thống thông tin cơ sở"

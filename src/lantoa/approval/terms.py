"""Words of approval."""

from django.db import models


class Decision(models.TextChoices):
    """What a person decided."""

    APPROVED = "approved", "duyệt"
    RETURNED = "returned", "trả lại"


class Route(models.TextChoices):
    """Through whose hands something goes. A leader may always decide at once."""

    ONE = "one", "một bước: trưởng phòng hoặc lãnh đạo"
    TWO = "two", "hai bước: trưởng phòng rồi lãnh đạo"
    LEADER = "leader", "chỉ lãnh đạo"


class RequestState(models.TextChoices):
    """Where a request stands."""

    OPEN = "open", "chờ duyệt"
    APPROVED = "approved", "đã duyệt"
    RETURNED = "returned", "đã trả lại"
    WITHDRAWN = "withdrawn", "đã rút"


class LinkState(models.TextChoices):
    """Where a link stands; only the first two lead anywhere."""

    WAITING = "waiting", "chưa mở"
    OPENED = "opened", "đã mở"
    USED = "used", "đã dùng"
    REVOKED = "revoked", "đã thu hồi"
    LOCKED = "locked", "đã khóa vì nhập sai mã PIN"
    EXPIRED = "expired", "đã hết hạn"
    CLOSED = "closed", "lượt trình đã khép"

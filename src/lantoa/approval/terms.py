"""Words of approval."""

from django.db import models


class Decision(models.TextChoices):
    """What a person decided."""

    APPROVED = "approved", "duyệt"
    RETURNED = "returned", "trả lại"


class RequestState(models.TextChoices):
    """Where a request stands."""

    OPEN = "open", "chờ duyệt"
    APPROVED = "approved", "đã duyệt"
    RETURNED = "returned", "đã trả lại"
    WITHDRAWN = "withdrawn", "đã rút"

"""By what right an asset is used, and what the people shown said to it."""

from __future__ import annotations

from django.db import models


class Right(models.TextChoices):
    """By what right the commune uses an asset."""

    OWN = "own", "xã tự làm"
    GIVEN = "given", "được tác giả cho phép"
    LICENCE = "licence", "theo giấy phép công khai"
    OFFICIAL = "official", "văn bản, tư liệu của cơ quan nhà nước"
    UNKNOWN = "", "chưa rõ"


class Consent(models.TextChoices):
    """How the people who can be recognised agreed to be shown or heard."""

    UNKNOWN = "", "chưa rõ"
    NOT_NEEDED = "not_needed", "không cần, không nhận ra ai"
    WRITTEN = "written", "có văn bản đồng ý"
    SPOKEN = "spoken", "đồng ý bằng lời tại sự kiện"
    GUARDIAN = "guardian", "cha mẹ hoặc người giám hộ đồng ý"


class Rights(models.Model):
    """Who made an asset, by what right it is used, whether the people shown were told."""

    right = models.CharField(
        "quyền sử dụng", max_length=10, choices=Right, default=Right.UNKNOWN, blank=True
    )
    source = models.CharField("tác giả, nguồn", max_length=200, blank=True)
    licence = models.CharField("giấy phép", max_length=120, blank=True)
    shows_people = models.BooleanField("có hình hoặc tiếng người nhận ra được", default=False)
    people_informed = models.BooleanField(
        "những người có mặt đã được báo là có ghi hình, ghi âm", default=False
    )
    consent = models.CharField(
        "sự đồng ý của người có mặt", max_length=10, choices=Consent, default=Consent.UNKNOWN,
        blank=True,
    )  # fmt: skip
    is_synthetic = models.BooleanField("do máy tạo ra", default=False)

    class Meta:
        abstract = True

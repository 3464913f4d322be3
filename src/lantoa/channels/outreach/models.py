"""What people did face to face. Each row answers for one entry of the ledger."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models


class Deed(models.Model):
    """What every kind shares: when it happened, when and by whom it was entered, its entry.

    `PAYLOAD` names the fields that enter the ledger. A figure that nobody gave is null and is
    left out of the entry: unknown is never zero.
    """

    KIND: ClassVar[str]
    PAYLOAD: ClassVar[dict[str, str]]

    tasks = models.ManyToManyField("plan.Task", verbose_name="nhiệm vụ", related_name="+")
    happened_at = models.DateTimeField("diễn ra lúc")
    entered_at = models.DateTimeField("nhập lúc")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhập", related_name="+"
    )
    evidence_seq = models.PositiveBigIntegerField("số minh chứng", null=True, unique=True)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)

    class Meta:
        abstract = True

    def payload(self) -> dict[str, Any]:
        """What the ledger writes of this row; fields that were not given are left out."""
        values = {name: getattr(self, field) for name, field in self.PAYLOAD.items()}
        return {name: value for name, value in values.items() if value is not None}

    def own_subjects(self) -> list[str]:
        """Codes of what this row alone is about, besides tasks, audiences and people."""
        return []


class Gathering(Deed):
    """People who came together: what trainings, meetings and activities share."""

    PAYLOAD: ClassVar[dict[str, str]] = {
        "title": "title", "place": "place", "attendees": "attendee_count",
        "in_group": "in_group_count", "minutes": "minutes", "feedback": "feedback_count",
    }  # fmt: skip

    title = models.CharField("nội dung", max_length=300)
    place = models.CharField("nơi tổ chức", max_length=200)
    attendee_count = models.PositiveIntegerField("số người dự", validators=[MinValueValidator(1)])
    in_group_count = models.PositiveIntegerField("thuộc nhóm đối tượng", null=True, blank=True)
    minutes = models.PositiveIntegerField("thời gian (phút)", null=True, blank=True)
    feedback_count = models.PositiveIntegerField("số phiếu ý kiến", null=True, blank=True)
    audiences = models.ManyToManyField(
        "registry.Audience", blank=True, verbose_name="nhóm đối tượng", related_name="+"
    )

    class Meta(Deed.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title


class Training(Gathering):
    """Tập huấn, bồi dưỡng. A course; who was certified is named by officer or communicator."""

    KIND = "training.held"
    PAYLOAD: ClassVar[dict[str, str]] = {
        **Gathering.PAYLOAD, "covers_digital": "covers_digital",
        "covers_science": "covers_science",
    }  # fmt: skip

    covers_digital = models.BooleanField("kỹ năng truyền thông số", default=False)
    covers_science = models.BooleanField("nội dung khoa học, công nghệ", default=False)
    officers = models.ManyToManyField(
        "registry.Officer", blank=True, verbose_name="cán bộ được chứng nhận", related_name="+"
    )
    communicators = models.ManyToManyField(
        "registry.Communicator", blank=True, related_name="+",
        verbose_name="tuyên truyền viên được chứng nhận",
    )  # fmt: skip

    class Meta:
        verbose_name = "tập huấn, bồi dưỡng"
        verbose_name_plural = "tập huấn, bồi dưỡng"
        ordering = ("-happened_at",)


class Meeting(Gathering):
    """Hội nghị, cuộc họp. A gathering where content was given."""

    KIND = "meeting.held"

    hamlet = models.ForeignKey(
        "registry.Hamlet", models.PROTECT, null=True, blank=True, verbose_name="thôn",
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = "hội nghị, cuộc họp"
        verbose_name_plural = "hội nghị, cuộc họp"
        ordering = ("-happened_at",)

    def own_subjects(self) -> list[str]:
        return [self.hamlet.code] if self.hamlet else []


class Activity(Gathering):
    """Hoạt động hưởng ứng. For a yearly day (`observance` MM-DD) or for an audience."""

    KIND = "activity.held"
    PAYLOAD: ClassVar[dict[str, str]] = {**Gathering.PAYLOAD, "observance": "observance"}

    observance = models.CharField("ngày hưởng ứng", max_length=5, blank=True)

    class Meta:
        verbose_name = "hoạt động hưởng ứng"
        verbose_name_plural = "hoạt động hưởng ứng"
        ordering = ("-happened_at",)


class Visit(Deed):
    """Lượt thăm hộ. Households visited in one hamlet on one day: counted, never named."""

    KIND = "visits.made"
    PAYLOAD: ClassVar[dict[str, str]] = {"households": "household_count"}

    hamlet = models.ForeignKey(
        "registry.Hamlet", models.PROTECT, verbose_name="thôn", related_name="+"
    )
    household_count = models.PositiveIntegerField(
        "số hộ đã thăm", validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = "lượt thăm hộ"
        verbose_name_plural = "lượt thăm hộ"
        ordering = ("-happened_at",)

    def __str__(self) -> str:
        return f"Thăm {self.household_count} hộ thôn {self.hamlet}"

    def own_subjects(self) -> list[str]:
        return [self.hamlet.code]


class Briefing(Deed):
    """Quán triệt, phổ biến cho cán bộ. `officers`: those who confirmed; the rest are unknown."""

    KIND = "briefing.given"
    PAYLOAD: ClassVar[dict[str, str]] = {"title": "title", "invited": "invited_count"}

    title = models.CharField("nội dung phổ biến", max_length=300)
    invited_count = models.PositiveIntegerField("số người được mời, được gửi")
    officers = models.ManyToManyField(
        "registry.Officer", verbose_name="cán bộ đã xác nhận", related_name="+"
    )

    class Meta:
        verbose_name = "phổ biến cho cán bộ"
        verbose_name_plural = "phổ biến cho cán bộ"
        ordering = ("-happened_at",)

    def __str__(self) -> str:
        return self.title


class Survey(Deed):
    """Khảo sát. The result of a probability sample of households, in basis points."""

    KIND = "survey.estimated"
    PAYLOAD: ClassVar[dict[str, str]] = {
        "title": "title", "n": "n", "estimate_bp": "estimate_bp", "low_bp": "low_bp",
        "high_bp": "high_bp", "verdict": "verdict",
    }  # fmt: skip

    title = models.CharField("tên khảo sát", max_length=300)
    n = models.PositiveIntegerField("số phiếu")
    estimate_bp = models.PositiveSmallIntegerField("ước lượng (phần vạn)")
    low_bp = models.PositiveSmallIntegerField("cận dưới (phần vạn)")
    high_bp = models.PositiveSmallIntegerField("cận trên (phần vạn)")
    verdict = models.CharField("đánh giá", max_length=12)

    class Meta:
        verbose_name = "khảo sát"
        verbose_name_plural = "khảo sát"
        ordering = ("-happened_at",)

    def __str__(self) -> str:
        return self.title

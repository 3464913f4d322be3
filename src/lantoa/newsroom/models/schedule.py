"""When an approved article goes live and when it is taken down."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.newsroom.models.article import Article
from lantoa.newsroom.terms import TimedState


class Timing(models.Model):
    """Hẹn giờ. The hour at which one content of an article goes live, and the one at which it is
    taken down; set with the submission, so that the approver sees it. What waits (SET) and what
    holds for the version in public (LIVE) are two rows: a submission takes nothing from the other
    until it is approved and published."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="timings")
    content = models.CharField("mã băm nội dung", max_length=64)
    publish_at = models.DateTimeField("đăng lúc", null=True, blank=True)
    expire_at = models.DateTimeField("gỡ lúc", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=8, choices=TimedState, default=TimedState.SET, db_index=True
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người hẹn giờ", related_name="+"
    )
    set_at = models.DateTimeField("hẹn lúc")
    settled_at = models.DateTimeField("xong lúc", null=True, blank=True)
    # What stands in the way at its hour; tried again later and later, and told to the officers.
    problem = models.CharField("vướng mắc", max_length=300, blank=True)
    try_count = models.PositiveSmallIntegerField("số lần chưa được", default=0)
    again_at = models.DateTimeField("thử lại lúc", null=True, blank=True)

    class Meta:
        verbose_name = "hẹn giờ"
        verbose_name_plural = "hẹn giờ"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(publish_at=None)
                | models.Q(expire_at=None)
                | models.Q(expire_at__gt=models.F("publish_at")),
                name="newsroom_timing_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                "article", condition=models.Q(state="set"), name="newsroom_timing_one_waits"
            ),
            models.UniqueConstraint(
                "article", condition=models.Q(state="live"), name="newsroom_timing_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.article}"

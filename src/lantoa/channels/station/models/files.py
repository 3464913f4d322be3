"""A slot's programme as one file, to be handed over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from lantoa.channels.station.models.kit import StationKit
from lantoa.channels.station.models.timetable import TimeSlot
from lantoa.newsroom.terms import RenditionState


class ProgrammeFile(models.Model):
    """Tệp chương trình. Opening, approved items, bed and closing of one occurrence of a slot as
    one file, for clusters that another system plays. Never ordered to a receiver of ours.

    `sounds`: [{article, title, priority, sha256, inner}] as they were approved; `left`:
    [[title, why]]."""

    slot = models.ForeignKey(TimeSlot, models.PROTECT, related_name="files")
    starts_at = models.DateTimeField("bắt đầu lúc", db_index=True)
    seconds = models.PositiveIntegerField("thời lượng khung giờ (giây)")
    kit = models.ForeignKey(StationKit, models.PROTECT, related_name="files_made")
    sounds = models.JSONField("các bản tin", default=list)
    left = models.JSONField("không đưa vào", default=list)
    recipe = models.CharField("mã băm cách làm", max_length=64, db_index=True)
    sha256 = models.CharField("mã băm tệp", max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)", default=0)
    milliseconds = models.PositiveIntegerField("thời lượng (mili giây)", default=0)
    state = models.CharField(
        "tình trạng", max_length=10, choices=RenditionState, default=RenditionState.MAKING
    )
    percent = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    problem = models.CharField("vì sao chưa làm được", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người làm", related_name="+"
    )
    made_at = models.DateTimeField("làm lúc")

    class Meta:
        verbose_name = "tệp chương trình"
        verbose_name_plural = "tệp chương trình"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.slot.name}: {self.starts_at:%d/%m/%Y %H:%M}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(seconds=self.seconds)

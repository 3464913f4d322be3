"""The commune orders what meets on one level (TT 39/2020): up, down, and back again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lantoa.channels.station.models import Bulletin
from lantoa.channels.station.room import standing
from lantoa.channels.station.services.placing import lay_out_programme
from lantoa.channels.station.services.zones import need_right
from lantoa.channels.station.terms import PLACE_AHEAD
from lantoa.core.errors import Refused
from lantoa.newsroom.terms import Priority
from lantoa.registry.models import Account

UP, DOWN = -1, 1


def move_bulletin(*, bulletin: Bulletin, step: int, by: Account, now: datetime) -> Bulletin:
    """One place up or down among those of its level; a priority bulletin never goes behind an
    ordinary one. What was ordered is ordered anew. Raises Refused at an end."""
    need_right(by)
    programme = bulletin.programme
    if programme.starts_at < now + PLACE_AHEAD:
        raise Refused("Chương trình sắp hoặc đã phát nên thứ tự giữ nguyên.")
    with transaction.atomic():
        level = [
            row
            for row in standing(programme)
            if row.priority == bulletin.priority and row.is_filler == bulletin.is_filler
        ]
        level.sort(key=lambda row: row.position)
        at = next((n for n, row in enumerate(level) if row.pk == bulletin.pk), -1)
        to = at + (UP if step < 0 else DOWN)
        if at < 0 or not 0 <= to < len(level):
            label = Priority(bulletin.priority).label
            raise Refused(f"Bản tin đã ở đầu hoặc cuối các {label} nên thứ tự giữ nguyên.")
        first = level[0].position
        level[at], level[to] = level[to], level[at]
        for place, row in enumerate(level):
            Bulletin.objects.filter(pk=row.pk).update(position=first + place)
        lay_out_programme(programme=programme, now=now)
    bulletin.refresh_from_db()
    return bulletin

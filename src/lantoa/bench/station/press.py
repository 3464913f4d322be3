"""The service behind «phát khẩn cấp», called as a screen calls it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lantoa.bench.station.commune import People

if TYPE_CHECKING:
    from lantoa.channels.station.models import BreakIn

LASTS = timedelta(hours=1)


def press(who: People, *, now: datetime) -> BreakIn:
    """The one approved sound breaks in on the whole commune; signed and committed when this
    returns."""
    from lantoa.approval.queries import latest_approval
    from lantoa.channels.station.models import ReceiverGroup
    from lantoa.channels.station.services.break_in import Announcement, order_group
    from lantoa.newsroom.models import Article

    article = Article.objects.get()
    sound, approval = article.renditions.get(), latest_approval(
        subject=article.code, content=article.live_content
    )  # fmt: skip
    assert approval is not None
    announcement = Announcement(
        title=article.title, sha256=sound.sha256, size=sound.size, mime=sound.mime,
        seconds=max(1, sound.milliseconds // 1000), subjects=(article.code,),
    )  # fmt: skip
    groups = list(ReceiverGroup.objects.filter(name="all"))
    return order_group(
        groups=groups, announcement=announcement, approval=approval, hard_end_at=now + LASTS,
        by=who.operator, now=now,
    )  # fmt: skip

"""What breaks in, for tests: an approved announcement and receivers that hold their lists."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.approval.queries import latest_approval
from lantoa.channels.station.models import BreakIn, ReceiverGroup
from lantoa.channels.station.services.beats import take_beat
from lantoa.channels.station.services.break_in import Announcement, order_group
from lantoa.channels.station.services.groups import follow_groups
from lantoa.channels.station.services.tuning import settings_of
from lantoa.newsroom.models import Article
from lantoa.receiver import messages
from lantoa.receiver.messages import Beat, State, seal
from tests.make import NOW
from tests.station.make import Speaker, heard_article, operator


def announcement(article: Article) -> Announcement:
    """The approved sound of an article as something that breaks in."""
    sound = article.renditions.get()
    return Announcement(
        title=article.title, sha256=sound.sha256, size=sound.size, mime=sound.mime,
        seconds=30, subjects=(article.code,), topic=article.topic,
    )  # fmt: skip


def broken_in(*groups: ReceiverGroup, now: datetime = NOW, minutes: int = 30) -> BreakIn:
    """An approved sound that breaks in on groups."""
    article = heard_article("Nước lũ lên nhanh", seconds=30)
    approval = latest_approval(subject=article.code, content=article.live_content)
    assert approval is not None
    return order_group(
        groups=groups, announcement=announcement(article), approval=approval, by=operator(),
        hard_end_at=now + timedelta(minutes=minutes), now=now,
    )  # fmt: skip


def beat_of(speaker: Speaker, *, seq: int = 1, boot: str = "b1", **fields: object) -> bytes:
    """A signed sign of life that holds the lists of its groups unless said otherwise."""
    groups = list(speaker.receiver.groups.all())
    values: dict[str, object] = {
        "receiver": speaker.name, "boot": boot, "seq": seq, "at": NOW, "state": State.ALIVE,
        "version": "1", "next": "", "playing": "", "disk_free": 10**9, "proofs_pending": 0,
        "groups": tuple(sorted(group.name for group in groups)),
        "lists": messages.lists_digest(group.digest for group in groups),
        "settings": settings_of(speaker.receiver).digest, **fields,
    }  # fmt: skip
    return seal(Beat(**values), speaker.key)  # type: ignore[arg-type]


def settled(speakers: list[Speaker], *, now: datetime = NOW) -> ReceiverGroup:
    """Groups made, and every receiver has said that it holds its lists. Answers the whole
    commune's group."""
    follow_groups(now=now)
    for speaker in speakers:
        take_beat(name=speaker.name, data=beat_of(speaker), now=now)
        speaker.receiver.refresh_from_db()
    return ReceiverGroup.objects.get(name="all")

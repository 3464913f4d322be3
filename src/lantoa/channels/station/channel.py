"""The station as one of the ways out, and the script as one of an article's forms."""

from __future__ import annotations

from datetime import datetime

from django.utils.html import format_html_join

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.registry import Channel, register_channel
from lantoa.channels.base.terms import GrassrootsForm
from lantoa.channels.station.models import Broadcast
from lantoa.channels.station.queries import active_zones
from lantoa.channels.station.services.placing import place_delivery, withdraw_delivery
from lantoa.channels.station.terms import CHANNEL, WAITING
from lantoa.newsroom.kinds import FormKind, register_form
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import spoken_text
from lantoa.newsroom.queries import spoken_words
from lantoa.newsroom.terms import Form


def targets(article: Article) -> list[str]:
    """Every zone that broadcasts."""
    if not article.for_loudspeaker:
        return []
    return [zone.code for zone in active_zones()]


def deliver(delivery: Delivery, now: datetime) -> None:
    place_delivery(delivery=delivery, now=now)


def withdraw(delivery: Delivery, now: datetime) -> None:
    withdraw_delivery(delivery=delivery, now=now)


def lies_ready(delivery: Delivery, now: datetime) -> bool:
    """All that waits is still ahead: what has sounded waits for its proofs only."""
    waiting = Broadcast.objects.filter(bulletin__delivery=delivery, state__in=WAITING)
    return waiting.exists() and not waiting.filter(starts_at__lte=now).exists()


def is_heard(article: Article) -> bool:
    return article.for_loudspeaker


def spoken(article: Article) -> str:
    """The words as they are said, a line a paragraph: what is approved."""
    return spoken_text(article, spoken_words())


def script_page(article: Article) -> str:
    """The same words for the preview."""
    lines = ((line,) for line in spoken(article).splitlines() if line.strip())
    return format_html_join("\n", "<p>{}</p>", lines)


def register() -> None:
    register_channel(
        Channel(
            code=CHANNEL, name="Loa truyền thanh", grassroots_form=GrassrootsForm.STATION,
            targets=targets, deliver=deliver, withdraw=withdraw,
            carries_sound=True, lies_ready=lies_ready,
        )
    )  # fmt: skip
    register_form(
        FormKind(
            code=Form.SCRIPT, name="Loa", position=2, render=script_page, exact=spoken,
            applies=is_heard,
        )
    )  # fmt: skip

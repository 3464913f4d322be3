"""Somebody at the desk while everything around dies: `python -m lantoa.bench.station.presser`.

`build ARTICLES` makes a commune with two clusters, a slot in every minute and so many drafts, each
with a sound of a value of its own; prints the receivers' codes as JSON. `press SECONDS` submits and
approves one draft after the other, so many seconds apart; killed at any point and started again,
it goes on with the next. `count` prints what the database says about all of it as JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from datetime import time as clock_time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lantoa.channels.station.models import Zone
    from lantoa.registry.models import Account

CLUSTERS, SOUND_SECONDS, SLOT_SECONDS = 2, 3, 55
FIRST_VALUE, STEP = 400, 60
EVERY = 5
"""Minutes between the occurrences of one slot, as seldom as the rules ask; five slots fill them."""


def value_of(number: int) -> int:
    """The one sample of an article's sound; no two are alike."""
    return FIRST_VALUE + STEP * number


def build(articles: int) -> list[str]:
    """Everything but the approvals."""
    from lantoa.bench.station import commune
    from lantoa.bench.station.hearing import steady
    from lantoa.core.clock import now
    from lantoa.registry.services import invite_receiver

    who = commune.founded(now=now())
    places = commune.clusters(CLUSTERS)
    zone = commune.zone(places, by=who.operator)
    save_slots(zone, by=who.operator)
    for number in range(articles):
        sound = steady(SOUND_SECONDS, value_of(number))
        commune.drafted(f"Tin {number}", sound, seconds=SOUND_SECONDS, who=who, now=now())
    return [invite_receiver(cluster=place, by=who.operator, now=now()) for place in places]


def save_slots(zone: Zone, *, by: Account) -> None:
    """One slot in every minute."""
    from lantoa.channels.station.models import TimeSlot
    from lantoa.channels.station.services.zones import save_slot
    from lantoa.core.clock import local, now

    today = local(now()).date()
    for minute in range(EVERY):
        slot = TimeSlot(
            zone=zone, name=f"Phút {minute}", rule=f"FREQ=MINUTELY;INTERVAL={EVERY}",
            at=clock_time(0, minute), seconds=SLOT_SECONDS, starts_on=today - timedelta(days=1),
        )  # fmt: skip
        save_slot(slot=slot, by=by, today=today)


def press(pause: float) -> None:
    """Until no draft is left."""
    from lantoa.approval.queries import open_requests
    from lantoa.bench.station.commune import people
    from lantoa.core.clock import now
    from lantoa.newsroom.models import Article
    from lantoa.newsroom.services import approve_article, submit_article

    who = people()
    while True:
        for request in open_requests():
            approve_article(
                request=request, expected_hash=request.hash, seen=[], by=who.leader, now=now()
            )
        draft = Article.objects.filter(live=False).order_by("pk").first()
        if draft is None:
            return
        time.sleep(pause)
        submit_article(article=draft, by=who.editor, now=now())


def count() -> dict[str, Any]:
    """`waiting`: airings without an outcome; `played`: how often the ledger says that a receiver
    played an article, as {"receiver:1 article:3": 1}; `gaps`: proofs that never came."""
    from lantoa.channels.station.models import Broadcast, PlayProof
    from lantoa.ledger.models import Evidence
    from lantoa.newsroom.models import Article

    played = Counter(
        " ".join(sorted(s for s in row.subjects if s.startswith(("receiver:", "article:"))))
        for row in Evidence.objects.filter(kind="broadcast.played")
    )
    waiting = Broadcast.objects.filter(state__in=("planned", "ordered", "unknown"))
    failed = Broadcast.objects.filter(state="failed").values_list("detail", flat=True)
    return {
        "drafts": Article.objects.filter(live=False).count(),
        "placed": Article.objects.filter(bulletins__isnull=False).distinct().count(),
        "waiting": waiting.count(), "played": dict(played), "failed": dict(Counter(failed)),
        "gaps": sum(PlayProof.objects.values_list("gap_before", flat=True)),
        "unchained": PlayProof.objects.filter(is_chained=False).count(),
    }  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    if sys.argv[1] == "build":
        print(json.dumps(build(int(sys.argv[2]))))
    elif sys.argv[1] == "press":
        press(float(sys.argv[2]))
    else:
        print(json.dumps(count()))

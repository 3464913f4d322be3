"""What can be written down of loudspeakers that a hand switches: which slots passed, what stood in
them, on which clusters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.filling import that_fit, whole_seconds
from lantoa.channels.station.models import Bulletin, HandSheet, OuterAiring, Partner, TimeSlot
from lantoa.channels.station.reading_slots import slots
from lantoa.channels.station.terms import CHANNEL, STANDING, RelayWay, SlotKind
from lantoa.channels.station.timetable import Airtime, airtimes
from lantoa.core.clock import local
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.queries import approved_sound, live_articles
from lantoa.registry.models import SpeakerCluster
from lantoa.registry.terms import ReceiverState

DAYS_BACK = 7
CHOICES = 40
Held = dict[tuple[int, datetime], list[Article]]
Waiting = dict[int, list[Article]]
Sounds = dict[int, Rendition | None]


@dataclass(frozen=True, slots=True)
class HandItem:
    """One approved item with its sound; `seconds`: whole ones, as long as it is."""

    article: Article
    sound: Rendition

    @property
    def seconds(self) -> int:
        return whole_seconds(self.sound.milliseconds)


@dataclass(frozen=True, slots=True)
class HandSlot:
    """A slot that has begun, as it may be written down. `relay`: the higher-level station that it
    relays; `sheets`: what was written of it already."""

    airtime: Airtime
    items: tuple[HandItem, ...]
    clusters: tuple[SpeakerCluster, ...]
    relay: str = ""
    sheets: tuple[HandSheet, ...] = ()

    @property
    def key(self) -> str:
        """How an address names it: «12@2026-11-23T05:00»."""
        return key_of(self.airtime)

    @property
    def seconds(self) -> int:
        """How long what stands in it sounds; a relay takes the whole slot."""
        return self.airtime.slot.seconds if self.relay else sum(one.seconds for one in self.items)


def key_of(airtime: Airtime) -> str:
    return f"{airtime.slot.id}@{local(airtime.starts_at):%Y-%m-%dT%H:%M}"


def hand_clusters() -> QuerySet[SpeakerCluster]:
    """Clusters in use that neither a receiver of ours nor somebody else's system drives."""
    rows = SpeakerCluster.objects.filter(is_active=True).select_related("hamlet")
    ours = rows.exclude(receiver__state=ReceiverState.ENROLLED)
    others = Partner.objects.filter(is_active=True, clusters__isnull=False).values("clusters")
    return ours.exclude(pk__in=others).order_by("name")


def hand_slots(now: datetime) -> list[HandSlot]:
    """Slots of the last days that have begun and sound, wholly or partly, on clusters without a
    receiver of ours, or that a person switches to higher-level radio; newest first."""
    kept, free = slots(), {row.pk: row for row in hand_clusters()}
    lines = _line_relays()
    found = []
    for step in range(DAYS_BACK):
        for airtime in airtimes(kept, local(now).date() - timedelta(days=step)):
            clusters = _clusters_of(airtime, free, lines)
            if clusters and airtime.starts_at <= now:
                found.append((airtime, clusters))
    airtimes_found = [airtime for airtime, _ in found]
    sheets, held = _sheets(airtimes_found), _held(airtimes_found)
    waiting: Waiting = {}
    known: Sounds = {}
    made = [
        HandSlot(
            airtime, tuple(_items_of(airtime, held, waiting, known)), tuple(clusters),
            lines.get(airtime.slot.id, ""),
            tuple(sheets.get((airtime.slot.id, airtime.starts_at), ())),
        )
        for airtime, clusters in found
    ]  # fmt: skip
    return sorted(made, key=lambda one: one.airtime.starts_at, reverse=True)


def _items_of(airtime: Airtime, held: Held, waiting: Waiting, known: Sounds) -> list[HandItem]:
    """What stood in a slot; where no receiver of ours was ordered anything, what waits for this
    zone, as much as the slot holds. A repeat has what its source had last."""
    slot = airtime.slot
    articles = held.get((slot.id, airtime.starts_at)) or _repeated(airtime)
    if not articles:
        if slot.zone_id not in waiting:
            waiting[slot.zone_id] = _waiting(slot.zone_id)
        articles = waiting[slot.zone_id]
    return that_fit(_with_sound(articles, known), slot.seconds)


def choices(now: datetime) -> list[HandItem]:
    """Approved items with a sound that may have been played, newest first."""
    rows = live_articles().filter(for_loudspeaker=True, first_published_at__lte=now)
    return _with_sound(rows.order_by("-first_published_at")[:CHOICES], {})


def sheets() -> QuerySet[HandSheet]:
    """Everything that was written down, newest first."""
    return HandSheet.objects.select_related("slot__zone", "made_by").prefetch_related(
        "airings__cluster", "airings__article"
    )


def heard_before(article: Article, cluster: SpeakerCluster, at: datetime) -> bool:
    """Has this cluster sounded this article before, by whatever proof?"""
    ours = article.bulletins.filter(
        broadcasts__receiver__cluster=cluster, broadcasts__airtime_seconds__gt=0,
        broadcasts__starts_at__lt=at,
    )  # fmt: skip
    outer = OuterAiring.objects.filter(
        article=article, cluster=cluster, withdrawn_at__isnull=True, starts_at__lt=at,
        seconds__gt=0,
    )  # fmt: skip
    return ours.exists() or outer.exists()


def _line_relays() -> dict[int, str]:
    rows = TimeSlot.objects.filter(kind=SlotKind.RELAY, relay__way=RelayWay.LINE)
    return dict(rows.values_list("pk", "relay__name"))


def _clusters_of(
    airtime: Airtime, free: dict[int, SpeakerCluster], lines: dict[int, str]
) -> list[SpeakerCluster]:
    slot = airtime.slot
    if slot.id in lines:  # somebody turns the tuner on, whatever drives the amplifier otherwise
        rows = SpeakerCluster.objects.filter(pk__in=slot.clusters).select_related("hamlet")
        return list(rows.order_by("name"))
    if slot.kind == SlotKind.RELAY:
        return []
    return sorted((free[pk] for pk in slot.clusters if pk in free), key=lambda row: row.name)


def _sheets(found: Sequence[Airtime]) -> dict[tuple[int, datetime], list[HandSheet]]:
    rows = HandSheet.objects.filter(slot__in={one.slot.id for one in found})
    standing = rows.filter(airings__withdrawn_at__isnull=True).distinct()
    known: dict[tuple[int, datetime], list[HandSheet]] = {}
    for row in standing.select_related("made_by"):
        near = [
            one for one in found
            if one.slot.id == row.slot_id
            and abs(one.starts_at - row.starts_at) < timedelta(seconds=one.slot.seconds)
        ]  # fmt: skip
        for one in near[:1]:
            known.setdefault((one.slot.id, one.starts_at), []).append(row)
    return known


def _repeated(airtime: Airtime) -> list[Article]:
    if airtime.slot.source is None:
        return []
    last = HandSheet.objects.filter(
        slot=airtime.slot.source, starts_at__lt=airtime.starts_at,
        airings__withdrawn_at__isnull=True,
    ).order_by("-starts_at").first()  # fmt: skip
    if last is None:
        return []
    rows = last.airings.filter(article__isnull=False, withdrawn_at__isnull=True)
    found = {row.article.pk: row.article for row in rows.select_related("article") if row.article}
    return list(found.values())


def _held(found: Sequence[Airtime]) -> Held:
    """What our receivers were ordered, by slot and start."""
    rows = Bulletin.objects.filter(
        programme__slot__in={one.slot.id for one in found},
        programme__starts_at__in={one.starts_at for one in found},
        broadcasts__state__in=STANDING,
    ).select_related("article", "programme")  # fmt: skip
    known: Held = {}
    for row in rows.distinct().order_by("starts_at"):
        key = (row.programme.slot_id, local(row.programme.starts_at))
        known.setdefault(key, []).append(row.article)
    return known


def _waiting(zone: int) -> list[Article]:
    rows = Delivery.objects.filter(
        channel=CHANNEL, target=f"zone:{zone}", state=DeliveryState.WAITING
    ).select_related("article").order_by("created_at")  # fmt: skip
    return [row.article for row in rows if row.article and row.article.live_content == row.content]


def _with_sound(articles: Iterable[Article], known: Sounds) -> list[HandItem]:
    found = []
    for article in articles:
        if article.pk not in known:
            known[article.pk] = approved_sound(article)
        sound = known[article.pk]
        if sound is not None:
            found.append(HandItem(article, sound))
    return found

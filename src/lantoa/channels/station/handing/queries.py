"""What is handed over, to whom, and what is due of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.filling import whole_seconds
from lantoa.channels.station.handing.matching import Due, Known
from lantoa.channels.station.handing.planned import Hand, PlannedSlot, Sound, plan_slots
from lantoa.channels.station.models import (
    Bulletin,
    HandoverPack,
    OuterAiring,
    Partner,
    PartnerLog,
    TimeSlot,
)
from lantoa.channels.station.reading_slots import slots
from lantoa.channels.station.room import is_allowed
from lantoa.channels.station.terms import CHANNEL, STANDING, SlotKind
from lantoa.channels.station.timetable import Airtime, airtimes
from lantoa.core.clock import local
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.queries import approved_sound
from lantoa.registry.importing.values import name_key

# Who repeats a programme of long ago repeats nothing that anybody handed over lately.
BACK = timedelta(days=15)
ENTRY = ("article", "cluster", "starts_at", "evidence_seq")


def partners() -> QuerySet[Partner]:
    return Partner.objects.prefetch_related("clusters")


def packs() -> QuerySet[HandoverPack]:
    return HandoverPack.objects.select_related("partner", "made_by")


def logs() -> QuerySet[PartnerLog]:
    """Without what they held, which is large."""
    return PartnerLog.objects.select_related("partner", "made_by").defer("tables")


def planned(partner: Partner, days: Sequence[date]) -> list[PlannedSlot]:
    """The slots of some days with what would be handed over in them now."""
    clusters = frozenset(partner.clusters.filter(is_active=True).values_list("pk", flat=True))
    kept = slots()
    found: list[Airtime] = []
    for day in days:
        today = airtimes(kept, day)
        found += [one for one in today if one.slot.kind == SlotKind.RELAY or is_allowed(one, today)]
    return plan_slots(found, clusters, _hand(partner, found))


def missing_sounds(pack: HandoverPack) -> list[str]:
    """Titles in a pack that are not, any more, the approved ones: changed or taken down since."""
    wanted = {(one["article"], one["sha256"], one["title"]) for one in _sounds_of(pack)}
    articles = {row.pk: row for row in Article.objects.filter(pk__in={pk for pk, _, _ in wanted})}
    gone = []
    for pk, sha256, title in wanted:
        article = articles.get(pk)
        sound = approved_sound(article) if article else None
        if sound is None or sha256 != sound.sha256:
            gone.append(title)
    return sorted(set(gone))


def known_of(partner: Partner, *, until: datetime) -> Known:
    """What a log of this partner may speak of: names of clusters, items handed over, and those
    that stand in the ledger already."""
    names = {name_key(row.name): row.pk for row in partner.clusters.all()}
    names |= {name_key(name): pk for name, pk in partner.names.items()}
    due = [
        one for pack in partner.packs.filter(dropped_at__isnull=True)
        for one in dues(pack) if one.at <= until
    ]  # fmt: skip
    unique = {one.key: one for one in due}
    standing = OuterAiring.objects.filter(
        article__in={one.article for one in unique.values()}, withdrawn_at__isnull=True
    )
    taken, failed = (
        _taken(unique.values(), list(rows.values_list(*ENTRY)))
        for rows in (standing.filter(seconds__gt=0), standing.filter(seconds=0))
    )
    return Known(names, list(unique.values()), taken, failed)


def dues(pack: HandoverPack) -> list[Due]:
    """Every item of a pack on every cluster."""
    return [
        Due(
            article=one["article"], title=one["title"], sha256=one["sha256"], cluster=cluster,
            at=datetime.fromisoformat(one["at"]), seconds=one["seconds"],
            slot_at=datetime.fromisoformat(slot["at"]), slot_seconds=slot["seconds"],
            zone=slot["zone"], priority=one["priority"], is_repeat=one["repeat"],
        )
        for slot in pack.slots for one in slot["sounds"] for cluster in slot["clusters"]
    ]  # fmt: skip


def dues_without_entry(
    partner: Partner, *, since: datetime, until: datetime
) -> list[tuple[Due, str]]:
    """What was handed over for these hours and neither log nor hand has told of, with the name of
    the cluster."""
    known = known_of(partner, until=until)
    told = {**known.taken, **known.failed}
    names = dict(partner.clusters.values_list("pk", "name"))
    return [
        (due, names.get(due.cluster, "cụm loa đã bỏ"))
        for due in known.due
        if since <= due.at < until and due.key not in told
    ]


def _taken(
    due: Iterable[Due], standing: Sequence[tuple[int, int, datetime, int]]
) -> dict[tuple[int, int, datetime], int]:
    """An entry stands for the item of the slot in which it began, whoever wrote it."""
    by_item: dict[tuple[int, int], list[tuple[datetime, int]]] = {}
    for article, cluster, at, seq in standing:
        by_item.setdefault((article, cluster), []).append((at, seq))
    found = {}
    for one in due:
        for at, seq in by_item.get((one.article, one.cluster), ()):
            if abs(at - one.at) < max(timedelta(seconds=one.slot_seconds), timedelta(minutes=20)):
                found[one.key] = seq
    return found


def _hand(partner: Partner, found: Sequence[Airtime]) -> Hand:
    zones = {one.slot.zone_id for one in found}
    before = _handed_before(partner, found)
    given = {sound.article for sounds in before.values() for sound in sounds}
    waiting = {zone: _waiting(zone, given) for zone in zones}
    ours = _ours(found)
    last: dict[int, Sequence[Sound]] = {}
    first = min((one.starts_at for one in found), default=None)
    for (slot, at), sounds in sorted(before.items(), key=lambda pair: pair[0][1]):
        if first is not None and at < first:
            last[slot] = sounds
    relays = dict(TimeSlot.objects.filter(kind=SlotKind.RELAY).values_list("pk", "relay__name"))
    return Hand(waiting, {**before, **ours}, frozenset(ours), last, relays)


def _handed_before(
    partner: Partner, found: Sequence[Airtime]
) -> dict[tuple[int, datetime], list[Sound]]:
    """What standing packs of anybody hold, for slots lately and to come: given once, an item is
    not given again in another slot; what was changed since is left out."""
    if not found:
        return {}
    first = local(min(one.starts_at for one in found)).date() - BACK
    rows = HandoverPack.objects.filter(dropped_at__isnull=True, last__gte=first)
    known: dict[tuple[int, datetime], list[Sound]] = {}
    for pack in rows.order_by("pk"):
        gone = set(missing_sounds(pack))
        for slot in pack.slots:
            sounds = [
                Sound(one["article"], one["title"], one["sha256"], one["seconds"],
                      one["priority"], one["repeat"])
                for one in slot["sounds"] if one["title"] not in gone
            ]  # fmt: skip
            if sounds:
                known[(slot["slot"], local(datetime.fromisoformat(slot["at"])))] = sounds
    return known


def _ours(found: Sequence[Airtime]) -> dict[tuple[int, datetime], list[Sound]]:
    """What our own receivers were ordered in the same slot: the partner's clusters of the zone
    sound the same."""
    rows = Bulletin.objects.filter(
        programme__slot__in={one.slot.id for one in found},
        programme__starts_at__in={one.starts_at for one in found},
        broadcasts__state__in=STANDING,
    ).select_related("programme", "article", "rendition")  # fmt: skip
    known: dict[tuple[int, datetime], list[Sound]] = {}
    for row in rows.distinct().order_by("starts_at"):
        key = (row.programme.slot_id, local(row.programme.starts_at))
        known.setdefault(key, []).append(_sound(row.article, row.rendition, row.is_repeat))
    return known


def _waiting(zone: int, given: set[int]) -> list[Sound]:
    rows = Delivery.objects.filter(
        channel=CHANNEL, target=f"zone:{zone}", state=DeliveryState.WAITING
    ).select_related("article").order_by("created_at")  # fmt: skip
    found = []
    for row in rows:
        article = row.article
        if article is None or article.pk in given or article.live_content != row.content:
            continue
        sound = approved_sound(article)
        if sound is not None:
            found.append(_sound(article, sound))
    return found


def _sound(article: Article, sound: Rendition, is_repeat: bool = False) -> Sound:
    return Sound(
        article.pk, article.title, sound.sha256, whole_seconds(sound.milliseconds),
        article.priority, is_repeat,
    )  # fmt: skip


def _sounds_of(pack: HandoverPack) -> list[dict[str, Any]]:
    return [one for slot in pack.slots for one in slot["sounds"]]

"""Puts approved sounds into the next slots with room."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import settle
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.filling import Piece, lay_out, needed_seconds, whole_seconds
from lantoa.channels.station.models import Broadcast, Bulletin, Programme, Zone
from lantoa.channels.station.queries import receivers_of, slots
from lantoa.channels.station.services.issuing import close_orders, issue_withdrawal
from lantoa.channels.station.terms import (
    PLACE_AHEAD,
    PLACE_DAYS,
    STANDING,
    WAITING,
    BroadcastState,
)
from lantoa.channels.station.timetable import Airtime, airtimes, is_quiet
from lantoa.core.clock import local
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.queries import approved_sound
from lantoa.registry.models import Receiver

LOG = logging.getLogger("lantoa.station")
OTHER_VOICE = "Âm thanh khác đã được duyệt thay cho bản này."
LOOK_AGAIN = timedelta(minutes=1)


def place_delivery(*, delivery: Delivery, now: datetime) -> Bulletin | None:
    """Xếp bản tin: the first slot with room in the delivery's zone. Where there is none yet, the
    delivery goes on waiting and says for what."""
    zone = zone_of(delivery)
    article = delivery.article
    assert article is not None
    if article.live_content != delivery.content:
        settle(delivery=delivery, state=DeliveryState.WITHDRAWN, now=now)
        return None
    sound = approved_sound(article)
    if sound is None:
        _wait(delivery, "Âm thanh của bản này chưa được duyệt.", now)
        return None
    if delivery.rendition is None or delivery.rendition.sha256 != sound.sha256:
        settle(delivery=delivery, state=DeliveryState.WITHDRAWN, now=now, problem=OTHER_VOICE)
        return None
    receivers = receivers_of(zone)
    if not receivers:
        _wait(delivery, f"Khu vực «{zone}» chưa có bộ thu nào ghi danh.", now)
        return None
    withdraw_stale(now=now, article=article)  # the new version may have the old one's place
    with transaction.atomic():
        bulletin = place(delivery=delivery, zone=zone, sound=sound, receivers=receivers, now=now)
        if bulletin is None:
            _wait(
                delivery,
                f"Khu vực «{zone}» chưa có khung giờ đủ chỗ trong {PLACE_DAYS} ngày tới.", now,
            )  # fmt: skip
            return None
        settle_sending(delivery)
    return bulletin


def place(
    *, delivery: Delivery, zone: Zone, sound: Rendition, receivers: Sequence[Receiver],
    now: datetime, is_retry: bool = False,
) -> Bulletin | None:  # fmt: skip
    """Adds a bulletin to the first programme with room and lays the programme out anew. None
    where there is no room. `is_retry`: once more within the same opening of the delivery. Run
    inside a transaction."""
    assert delivery.article is not None
    seconds = whole_seconds(sound.milliseconds)
    attempt, opening = _numbers(delivery, is_retry)
    for airtime in _upcoming(zone, now):
        if not _has_room(airtime, seconds, delivery.article.priority, receivers):
            continue
        programme, _ = Programme.objects.get_or_create(
            slot_id=airtime.slot.id, starts_at=airtime.starts_at,
            defaults={"zone": zone, "seconds": airtime.slot.seconds},
        )  # fmt: skip
        bulletin = Bulletin.objects.create(
            programme=programme, position=programme.bulletins.count(), delivery=delivery,
            article=delivery.article, rendition=sound, content=delivery.content,
            title=delivery.article.title, priority=delivery.article.priority, seconds=seconds,
            starts_at=programme.starts_at, attempt=attempt, opening=opening,
        )  # fmt: skip
        end = programme.starts_at + timedelta(seconds=seconds)
        Broadcast.objects.bulk_create(
            Broadcast(bulletin=bulletin, receiver=row, starts_at=programme.starts_at, ends_at=end)
            for row in receivers
        )
        lay_out_programme(programme=programme)
        bulletin.refresh_from_db()
        return bulletin
    return None


def lay_out_programme(*, programme: Programme) -> None:
    """Gives every bulletin its second. What moved is ordered anew, under a new number."""
    rows = list(_standing(programme))
    moments = lay_out(_pieces(rows), programme.starts_at)
    for row in rows:
        starts_at = moments[row.pk]
        ends_at = starts_at + timedelta(seconds=row.seconds)
        Bulletin.objects.filter(pk=row.pk).update(starts_at=starts_at)
        moved = row.broadcasts.filter(state__in=WAITING).exclude(starts_at=starts_at)
        for broadcast in moved:
            close_orders(broadcast=broadcast)
        moved.update(starts_at=starts_at, ends_at=ends_at, state=BroadcastState.PLANNED)


def withdraw_delivery(*, delivery: Delivery, now: datetime) -> None:
    """Rút: what is planned does not sound; what is ordered is taken back by a signed order."""
    with transaction.atomic():
        waiting = Broadcast.objects.filter(bulletin__delivery=delivery, state__in=WAITING)
        for broadcast in waiting.select_related("bulletin", "receiver"):
            withdraw_broadcast(broadcast=broadcast, now=now)
        settle(delivery=delivery, state=DeliveryState.WITHDRAWN, now=now)


def withdraw_broadcast(*, broadcast: Broadcast, now: datetime) -> None:
    """Takes one airing back."""
    was_ordered = broadcast.state == BroadcastState.ORDERED
    close_orders(broadcast=broadcast)
    if was_ordered and broadcast.ends_at > now:
        issue_withdrawal(broadcast=broadcast, now=now)
    broadcast.state = BroadcastState.WITHDRAWN
    broadcast.save(update_fields=["state"])


def withdraw_stale(*, now: datetime, article: Article | None = None) -> int:
    """Takes back what waits to sound (of one article, or of all) although the article was changed
    or taken down, or another voice approved, since. Each in its own transaction; answers how
    many."""
    waiting = Delivery.objects.filter(bulletins__broadcasts__state__in=WAITING).distinct()
    if article is not None:
        waiting = waiting.filter(article=article)
    taken = 0
    for delivery in waiting.select_related("article", "rendition"):
        try:
            if _is_stale(delivery):
                withdraw_delivery(delivery=delivery, now=now)
                taken += 1
        except Exception:
            LOG.exception("delivery %s is not taken back", delivery.pk)
    return taken


def _is_stale(delivery: Delivery) -> bool:
    article = delivery.article
    if article is None or article.live_content != delivery.content:
        return True
    sound = approved_sound(article)
    if sound is None:  # nothing took its place; ordering looks at the bytes once more
        return False
    return delivery.rendition is None or delivery.rendition.sha256 != sound.sha256


def zone_of(delivery: Delivery) -> Zone:
    """The zone of a target such as `zone:3`."""
    return Zone.objects.get(pk=int(delivery.target.partition(":")[2]))


def _numbers(delivery: Delivery, is_retry: bool) -> tuple[int, int]:
    """The next free attempt, and the opening to which it belongs."""
    last = delivery.bulletins.order_by("-attempt").first()
    if last is None:
        return 1, 1
    return last.attempt + 1, last.opening if is_retry else last.opening + 1


def settle_sending(delivery: Delivery) -> None:
    """On its way: the slot and the proofs settle the rest."""
    delivery.state, delivery.problem = DeliveryState.SENDING, ""
    delivery.settled_at = None
    delivery.save(update_fields=["state", "problem", "settled_at"])


def _wait(delivery: Delivery, why: str, now: datetime) -> None:
    delivery.problem, delivery.next_attempt_at = why, now + LOOK_AGAIN
    delivery.save(update_fields=["problem", "next_attempt_at"])


def _upcoming(zone: Zone, now: datetime) -> Iterator[Airtime]:
    own = slots(zone=zone)
    for step in range(PLACE_DAYS):
        for airtime in airtimes(own, local(now).date() + timedelta(days=step)):
            if airtime.starts_at >= now + PLACE_AHEAD:
                yield airtime


def _has_room(airtime: Airtime, seconds: int, priority: str, receivers: Sequence[Receiver]) -> bool:
    """Long enough, in no closed hour, and beside nothing else on one of the receivers."""
    if is_quiet(airtime.slot.quiet, airtime.starts_at, airtime.ends_at):
        return False
    programme = Programme.objects.filter(
        slot_id=airtime.slot.id, starts_at=airtime.starts_at
    ).first()
    held = _pieces(list(_standing(programme))) if programme else []
    if needed_seconds([*held, Piece(0, seconds, priority, 0)]) > airtime.slot.seconds:
        return False
    beside = Broadcast.objects.filter(
        receiver__in=receivers, state__in=STANDING, starts_at__lt=airtime.ends_at,
        ends_at__gt=airtime.starts_at,
    )  # fmt: skip
    return not beside.exclude(bulletin__programme=programme).exists()


def _standing(programme: Programme) -> Sequence[Bulletin]:
    return list(programme.bulletins.filter(broadcasts__state__in=STANDING).distinct())


def _pieces(rows: Sequence[Bulletin]) -> list[Piece]:
    return [Piece(row.pk, row.seconds, row.priority, row.position) for row in rows]

"""Puts approved sounds into the next slots with room."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import settle
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.filling import (
    Frame,
    everywhere,
    lay_out,
    whole_seconds,
)
from lantoa.channels.station.handing.partnership import partner_of_zone
from lantoa.channels.station.models import Broadcast, Bulletin, Programme, Zone
from lantoa.channels.station.queries import receivers_of
from lantoa.channels.station.room import (
    audible,
    has_room,
    piece,
    pieces_from,
    standing,
    upcoming,
)
from lantoa.channels.station.services.framing import (
    announced_to,
    announces,
    choose_frame,
    frame_programme,
    withdraw_frame,
)
from lantoa.channels.station.services.issuing import close_orders, issue_withdrawal
from lantoa.channels.station.terms import (
    PLACE_AHEAD,
    PLACE_DAYS,
    WAITING,
    BroadcastState,
)
from lantoa.channels.station.timetable import Airtime
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.queries import approved_sound, sound_at_hand
from lantoa.newsroom.terms import Priority
from lantoa.registry.models import Receiver

LOG = logging.getLogger("lantoa.station")
OTHER_VOICE = "Âm thanh khác đã được duyệt thay cho bản này."
# Has come to its end on the air; what may still wait are repeats.
SOUNDED = (DeliveryState.DELIVERED, DeliveryState.UNCERTAIN)
LAST_PLACES = 20_000
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
        partner = partner_of_zone(zone.pk)
        why = f"Khu vực «{zone}» chưa có bộ thu nào ghi danh."
        if partner is not None:
            why = f"Khu vực «{zone}» do «{partner}» phát: lập gói giao ở Sổ phát thanh."
        _wait(delivery, why[:300], now)
        return None
    sound = sound_at_hand(article) or sound
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
    is_urgent = delivery.article.priority == Priority.EMERGENCY
    for airtime in upcoming(zone, now):
        heard = audible(airtime, receivers) if not is_urgent else list(receivers)
        new = piece(sound, delivery.article.priority, heard)
        if heard and has_room(airtime, new, heard):
            return put_in(
                airtime=airtime, delivery=delivery, sound=sound, receivers=heard, now=now,
                is_retry=is_retry,
            )  # fmt: skip
    return None


def put_in(
    *, airtime: Airtime, delivery: Delivery, sound: Rendition, receivers: Sequence[Receiver],
    now: datetime, is_retry: bool = False, is_repeat: bool = False, is_filler: bool = False,
    why: str = "",
) -> Bulletin:  # fmt: skip
    """Adds a bulletin to the programme of an airtime that has room for it; what only fills up
    gives way. Run inside a transaction."""
    assert delivery.article is not None
    attempt, opening = _numbers(delivery, is_retry or is_repeat)
    programme, _ = Programme.objects.get_or_create(
        slot_id=airtime.slot.id, starts_at=airtime.starts_at,
        defaults={"zone_id": airtime.slot.zone_id, "seconds": airtime.slot.seconds},
    )  # fmt: skip
    if not is_filler:
        give_way(programme=programme, now=now)
    priority = Priority.ORDINARY if is_filler else delivery.article.priority
    seconds, count = whole_seconds(sound.milliseconds), programme.bulletins.count()
    bulletin = Bulletin.objects.create(
        programme=programme, position=count + (LAST_PLACES if is_filler else 0),
        delivery=delivery, article=delivery.article, rendition=sound, content=delivery.content,
        title=delivery.article.title, priority=priority, seconds=seconds,
        starts_at=programme.starts_at, attempt=attempt, opening=opening, is_repeat=is_repeat,
        is_filler=is_filler, why=why[:160],
    )  # fmt: skip
    end = programme.starts_at + timedelta(seconds=seconds)
    Broadcast.objects.bulk_create(
        Broadcast(bulletin=bulletin, receiver=row, starts_at=programme.starts_at, ends_at=end)
        for row in receivers
    )
    lay_out_programme(programme=programme, now=now)
    bulletin.refresh_from_db()
    return bulletin


def give_way(*, programme: Programme, now: datetime) -> None:
    """Takes out what only fills the programme up: something has come for its place."""
    fillers = Broadcast.objects.filter(
        bulletin__programme=programme, bulletin__is_filler=True, state__in=WAITING
    )
    for broadcast in fillers.select_related("bulletin__programme", "receiver"):
        withdraw_broadcast(broadcast=broadcast, now=now)


def lay_out_programme(
    *, programme: Programme, now: datetime, begin: datetime | None = None
) -> None:
    """Gives every bulletin its second, and to those behind the first synthetic voice the sound
    without the announcement; around them the station's kit where there is room (with `begin`:
    from then on, and without a kit). What moved or changed is ordered anew, under a new number."""
    rows = standing(programme)
    pieces = pieces_from(rows)
    frame = Frame() if begin else choose_frame(programme=programme, pieces=pieces)
    told = everywhere(pieces) if frame.opening and announces(programme) else frozenset()
    first = begin or programme.starts_at + timedelta(seconds=frame.head)
    laid = lay_out(pieces, first, told)
    for row in rows:
        place = laid[row.pk]
        ends_at = place.starts_at + timedelta(seconds=place.seconds)
        is_other = row.is_inner != place.is_inner
        row.starts_at, row.seconds, row.is_inner = place.starts_at, place.seconds, place.is_inner
        row.save(update_fields=["starts_at", "seconds", "is_inner"])
        moved = row.broadcasts.filter(state__in=WAITING)
        moved = moved if is_other else moved.exclude(starts_at=place.starts_at, ends_at=ends_at)
        for broadcast in moved:
            close_orders(broadcast=broadcast)
        moved.update(starts_at=place.starts_at, ends_at=ends_at, state=BroadcastState.PLANNED)
    frame_programme(programme=programme, frame=frame, now=now)


def announce_again(*, programme: Programme, now: datetime) -> None:
    """Where the bulletin that said that a machine speaks was taken out before the programme
    began, the next one says it. Where none is left, neither opening nor closing sounds."""
    rows = standing(programme)
    if not rows:
        withdraw_frame(programme=programme, now=now)
    if not rows or programme.starts_at < now + PLACE_AHEAD:
        return
    laid = lay_out(pieces_from(rows), programme.starts_at, announced_to(programme))
    if any(row.is_inner and not laid[row.pk].is_inner for row in rows):
        lay_out_programme(programme=programme, now=now)
    else:
        frame_programme(programme=programme, now=now)


def withdraw_delivery(*, delivery: Delivery, now: datetime) -> None:
    """Rút: what is planned does not sound; what is ordered is taken back by a signed order. Of
    one that has sounded only the repeats are taken back."""
    with transaction.atomic():
        waiting = Broadcast.objects.filter(bulletin__delivery=delivery, state__in=WAITING)
        for broadcast in waiting.select_related("bulletin", "receiver"):
            withdraw_broadcast(broadcast=broadcast, now=now)
        if delivery.state not in SOUNDED:
            settle(delivery=delivery, state=DeliveryState.WITHDRAWN, now=now)
        for programme in Programme.objects.filter(bulletins__delivery=delivery).distinct():
            announce_again(programme=programme, now=now)


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

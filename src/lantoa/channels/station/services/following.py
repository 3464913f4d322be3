"""What was placed follows the timetable: moved with its slot, or placed anew."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.filling import needed_seconds
from lantoa.channels.station.models import Broadcast, Programme
from lantoa.channels.station.reading_slots import slots
from lantoa.channels.station.room import is_allowed, pieces_of
from lantoa.channels.station.services.framing import withdraw_frame
from lantoa.channels.station.services.placing import lay_out_programme, withdraw_broadcast
from lantoa.channels.station.services.settling import settle_delivery
from lantoa.channels.station.terms import PLACE_AHEAD, WAITING, BroadcastState
from lantoa.channels.station.timetable import Airtime, Slot, airtimes, hushed
from lantoa.core.clock import local
from lantoa.newsroom.terms import Priority

LOG = logging.getLogger("lantoa.station")
MOVES = (*WAITING, BroadcastState.WITHDRAWN)
PLACED_ANEW = "Khung giờ đã đổi; bản tin được xếp lại."


def follow_timetable(*, now: datetime) -> int:
    """Every coming programme whose airtime is no more what it was: it moves with its slot where
    the slot sounds at another hour of that day, is laid out anew where the slot is longer or
    shorter, and is dissolved where the slot does not sound: its bulletins are placed anew. Each in
    its own transaction; answers how many."""
    coming = Programme.objects.filter(
        starts_at__gte=now + PLACE_AHEAD, bulletins__broadcasts__state__in=WAITING
    ).exclude(bulletins__priority=Priority.EMERGENCY)
    kept, changed = slots(), 0
    for programme in coming.distinct().select_related("slot"):
        try:
            with transaction.atomic():
                changed += _follow(programme, kept, now)
        except Exception:
            LOG.exception("programme %s does not follow the timetable", programme.pk)
    return changed


def dissolve(*, programme: Programme, now: datetime) -> None:
    """Nothing of it sounds; first runs wait for another place, repeats and fillers are over."""
    waiting = Broadcast.objects.filter(bulletin__programme=programme, state__in=WAITING)
    for broadcast in waiting.select_related("bulletin__programme", "receiver"):
        withdraw_broadcast(broadcast=broadcast, now=now)
        bulletin = broadcast.bulletin
        if not bulletin.is_repeat:
            Delivery.objects.filter(pk=bulletin.delivery_id, state=DeliveryState.SENDING).update(
                state=DeliveryState.WAITING, problem=PLACED_ANEW, next_attempt_at=now,
                settled_at=None,
            )  # fmt: skip
    withdraw_frame(programme=programme, now=now)


def _follow(programme: Programme, kept: list[Slot], now: datetime) -> bool:
    today = airtimes(kept, local(programme.starts_at).date())
    own = [item for item in today if item.slot.id == programme.slot_id]
    same = next((item for item in own if item.starts_at == programme.starts_at), None)
    if same is not None and is_allowed(same, today):
        hushed_now = _silence(programme, same, now)
        if same.slot.seconds == programme.seconds:
            return hushed_now
        if not _as_long(programme, same.slot.seconds, now):
            dissolve(programme=programme, now=now)
        return True
    target = next((item for item in own if _may_take(item, programme, today, now)), None)
    if target is None:
        dissolve(programme=programme, now=now)
    else:
        programme.starts_at, programme.seconds = target.starts_at, target.slot.seconds
        programme.save(update_fields=["starts_at", "seconds"])
        lay_out_programme(programme=programme, now=now)
    return True


def _silence(programme: Programme, item: Airtime, now: datetime) -> bool:
    """Takes back what would sound on clusters that are silent then for the sake of a school."""
    silent = hushed(item)
    rows = Broadcast.objects.filter(
        bulletin__programme=programme, state__in=WAITING, receiver__cluster__in=list(silent)
    )
    found = list(rows.select_related("bulletin__programme", "bulletin__delivery", "receiver"))
    for row in found:
        withdraw_broadcast(broadcast=row, now=now)
        settle_delivery(delivery=row.bulletin.delivery, now=now)
    return bool(found)


def _as_long(programme: Programme, seconds: int, now: datetime) -> bool:
    if needed_seconds(pieces_of(programme)) > seconds:
        return False
    programme.seconds = seconds
    programme.save(update_fields=["seconds"])
    lay_out_programme(programme=programme, now=now)
    return True


def _may_take(item: Airtime, programme: Programme, today: list[Airtime], now: datetime) -> bool:
    """May the whole programme move there?"""
    if item.starts_at < now + PLACE_AHEAD or not is_allowed(item, today):
        return False
    if Programme.objects.filter(slot_id=item.slot.id, starts_at=item.starts_at).exists():
        return False
    if Broadcast.objects.filter(bulletin__programme=programme).exclude(state__in=MOVES).exists():
        return False
    return needed_seconds(pieces_of(programme)) <= item.slot.seconds

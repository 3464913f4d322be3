"""Phát lại: a bulletin so many times more, or a whole programme in a slot of its own; counted apart
from first runs, and taken only from what is still approved."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from lantoa.channels.base.models import Delivery
from lantoa.channels.station.models import Bulletin, Programme, RepeatWish, Zone
from lantoa.channels.station.models.standing import MOST_REPEATS
from lantoa.channels.station.queries import receivers_of
from lantoa.channels.station.room import audible, has_room, piece, standing, upcoming
from lantoa.channels.station.services.placing import put_in, zone_of
from lantoa.channels.station.services.zones import need_right
from lantoa.channels.station.terms import (
    PLACE_DAYS,
    STANDING,
    WAITING,
    BroadcastState,
    SlotKind,
)
from lantoa.channels.station.timetable import Airtime
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Rendition
from lantoa.newsroom.queries import approved_sound, sound_at_hand
from lantoa.newsroom.terms import Priority
from lantoa.registry.models import Account
from lantoa.vietnamese.moments import date_long

LOG = logging.getLogger("lantoa.station")
# Repeats are put in no earlier than this, so that what is new has its place before them.
REPEAT_AHEAD = timedelta(hours=26)
SOURCE_DAYS = timedelta(days=7)


def ask_repeats(
    *, delivery: Delivery, times: int, until: date | None, by: Account, now: datetime
) -> RepeatWish | None:  # fmt: skip
    """Phát lại so many times more, at most once a day; 0: no more. What waits already and is too
    much is taken back at the next look. Raises Refused."""
    need_right(by)
    if not 0 <= times <= MOST_REPEATS:
        raise Refused(f"Số lần phát lại từ 0 đến {MOST_REPEATS}. Chưa đặt gì.")
    if until is not None and until < local(now).date():
        raise Refused(f"{date_long(until).capitalize()} đã qua. Chưa đặt gì. Chọn ngày khác.")
    if not times:
        RepeatWish.objects.filter(delivery=delivery).delete()
        return None
    if delivery.article is None or delivery.article.priority == Priority.EMERGENCY:
        raise Refused("Tin khẩn cấp lặp lại theo cảnh báo, không đặt phát lại ở đây. Chưa đặt gì.")
    return RepeatWish.objects.update_or_create(
        delivery=delivery, defaults={"times": times, "until": until, "by": by, "asked_at": now}
    )[0]


def place_repeats(*, now: datetime) -> int:
    """Puts in what is to sound again in the coming day: programmes in their repeat slots, then
    single bulletins where there is room. Each in its own transaction; answers how many."""
    made = 0
    for airtime in upcoming(None, now, kind=SlotKind.REPEAT, days=2):
        if airtime.starts_at <= now + REPEAT_AHEAD:
            made += _guarded(partial(_repeat_programme, airtime, now))
    for wish in RepeatWish.objects.select_related("delivery__article"):
        made += _guarded(partial(_repeat_bulletin, wish, now))
    return made


def repeats_of(delivery: Delivery) -> QuerySet[Bulletin]:
    """The repeats of a bulletin that sounded, or may still; fillers are not counted."""
    rows = delivery.bulletins.filter(
        is_repeat=True, is_filler=False, broadcasts__state__in=STANDING
    )
    return rows.exclude(programme__slot__kind=SlotKind.REPEAT).distinct()


def repeatable(delivery: Delivery) -> Rendition | None:
    """The sound that may air again: what was delivered is still what is approved."""
    article = delivery.article
    if article is None or article.live_content != delivery.content:
        return None
    sound = approved_sound(article)
    if sound is None or delivery.rendition is None or delivery.rendition.sha256 != sound.sha256:
        return None
    return sound_at_hand(article) or sound


def _repeat_programme(airtime: Airtime, now: datetime) -> int:
    """The newest programme of the slot that this one repeats, bulletin by bulletin."""
    source = (
        Programme.objects.filter(
            slot_id=airtime.slot.source, starts_at__lt=airtime.starts_at,
            starts_at__gt=airtime.starts_at - SOURCE_DAYS,
            bulletins__broadcasts__state__in=STANDING,
        )
        .order_by("-starts_at").distinct().first()
    )  # fmt: skip
    if source is None:
        return 0
    held = Programme.objects.filter(slot_id=airtime.slot.id, starts_at=airtime.starts_at).first()
    there = {row.delivery_id for row in standing(held)} if held else set()
    zone = Zone.objects.get(pk=airtime.slot.zone_id)
    made = 0
    rows = [row for row in standing(source) if not row.is_filler]
    for row in sorted(rows, key=lambda one: one.starts_at):
        if row.delivery_id not in there and not _is_over(row, airtime):
            why = f"phát lại chương trình {local(source.starts_at):%H:%M %d/%m/%Y}"
            made += _put(airtime, zone, row.delivery, why, now)
    return made


def _repeat_bulletin(wish: RepeatWish, now: datetime) -> int:
    delivery = wish.delivery
    last = delivery.bulletins.filter(broadcasts__state__in=STANDING).order_by("-starts_at").first()
    done = repeats_of(delivery)
    if last is None or last.starts_at > now or done.count() >= wish.times:
        return 0
    if done.filter(broadcasts__state__in=WAITING).exists():
        return 0
    zone = zone_of(delivery)
    for airtime in upcoming(zone, now, days=PLACE_DAYS):
        day = local(airtime.starts_at).date()
        if airtime.starts_at > now + REPEAT_AHEAD or (wish.until and day > wish.until):
            return 0
        if day > local(last.starts_at).date():
            why = f"phát lại lần {done.count() + 1} trên {wish.times}"
            if _put(airtime, zone, delivery, why, now):
                return 1
    return 0


def _put(airtime: Airtime, zone: Zone, delivery: Delivery, why: str, now: datetime) -> int:
    sound = repeatable(delivery)
    heard = audible(airtime, receivers_of(zone))
    if sound is None or not heard or delivery.article is None:
        return 0
    if not has_room(airtime, piece(sound, delivery.article.priority, heard), heard):
        return 0
    put_in(
        airtime=airtime, delivery=delivery, sound=sound, receivers=heard, now=now, is_repeat=True,
        why=why,
    )  # fmt: skip
    return 1


def _is_over(row: Bulletin, airtime: Airtime) -> bool:
    """Said and done: nobody heard it, or it would come before its first run has ended."""
    states = set(row.broadcasts.values_list("state", flat=True))
    unheard = states <= {BroadcastState.FAILED, BroadcastState.WITHDRAWN}
    return unheard or row.starts_at >= airtime.starts_at


def _guarded(step: Callable[[], int]) -> int:
    try:
        with transaction.atomic():
            return step()
    except Exception:
        LOG.exception("a repeat is not put in; it is tried again")
        return 0


def repeat_words(rows: Sequence[Bulletin]) -> dict[int, str]:
    """What the screen says of bulletins that are to sound again: delivery → words."""
    wishes = RepeatWish.objects.filter(delivery__in=[row.delivery_id for row in rows])
    return {
        wish.delivery_id: f"phát lại {wish.times} lần"
        + (f", đến {wish.until:%d/%m/%Y}" if wish.until else "")
        for wish in wishes
    }

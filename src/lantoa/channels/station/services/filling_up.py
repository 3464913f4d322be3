"""Mục đệm: approved standing pieces at the end of a slot that has room left; they give way."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.channels.base.models import Delivery
from lantoa.channels.station.filling import needed_seconds
from lantoa.channels.station.models import Programme, StandingPiece, Zone
from lantoa.channels.station.queries import receivers_of
from lantoa.channels.station.room import audible, has_room, piece, pieces_from, standing, upcoming
from lantoa.channels.station.services.placing import put_in
from lantoa.channels.station.services.repeating import repeatable
from lantoa.channels.station.services.zones import need_right
from lantoa.channels.station.terms import CHANNEL, GAP_SECONDS
from lantoa.channels.station.timetable import Airtime
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import approved_sound
from lantoa.newsroom.terms import Priority
from lantoa.registry.models import Account
from lantoa.vietnamese.moments import duration

LOG = logging.getLogger("lantoa.station")
# What is new comes first: a slot is filled up only so shortly before it begins, and early enough
# that receivers fetch the sound over a poor line.
FILL_AHEAD = timedelta(hours=2)
LEAST_SPARE = 30
MOST_FILLERS = 6


def keep_standing(*, article: Article, by: Account) -> StandingPiece:
    """Makes an approved article a standing piece. Raises Refused without an approved sound."""
    need_right(by)
    if approved_sound(article) is None:
        raise Refused(
            f"Tin bài «{article.title}» chưa có âm thanh được duyệt nên chưa làm mục đệm được. "
            "Chưa lưu gì."
        )
    if article.priority != Priority.ORDINARY:
        raise Refused("Mục đệm là tin thường, nghe lúc nào cũng đúng. Chưa lưu gì.")
    row, _ = StandingPiece.objects.get_or_create(
        article=article, defaults={"position": StandingPiece.objects.count()}
    )
    if not row.is_active:
        row.is_active = True
        row.save(update_fields=["is_active"])
    return row


def drop_standing(*, row: StandingPiece, by: Account) -> None:
    """It fills nothing up any more; what sounded stays as it was."""
    need_right(by)
    row.is_active = False
    row.save(update_fields=["is_active"])


def fill_up(*, now: datetime) -> int:
    """Fills the slots that begin soon and have room left. Each in its own transaction; answers how
    many pieces were put in."""
    pieces = list(StandingPiece.objects.filter(is_active=True).select_related("article"))
    if not pieces:
        return 0
    made = 0
    for airtime in upcoming(None, now, days=2):
        if airtime.starts_at > now + FILL_AHEAD:
            continue
        try:
            with transaction.atomic():
                made += _fill(airtime, pieces, now)
        except Exception:
            LOG.exception("slot %s is not filled up", airtime.slot.id)
    return made


def _fill(airtime: Airtime, pieces: list[StandingPiece], now: datetime) -> int:
    """Only behind something: a slot of fillers alone would be noise, and is left silent."""
    programme = Programme.objects.filter(
        slot_id=airtime.slot.id, starts_at=airtime.starts_at
    ).first()
    rows = standing(programme) if programme else []
    if not rows or any(row.is_filler for row in rows):
        return 0
    zone = Zone.objects.get(pk=airtime.slot.zone_id)
    heard = audible(airtime, receivers_of(zone))
    held = pieces_from(rows)
    spare = airtime.slot.seconds - needed_seconds(held) - _kit_seconds(programme)
    why = f"khung giờ còn trống {duration(max(0, spare))}"
    there, made = {row.article_id for row in rows}, 0
    for one in _by_rest(pieces):
        delivery = Delivery.objects.filter(
            channel=CHANNEL, article=one.article, target=zone.code
        ).order_by("-pk").first()  # fmt: skip
        sound = repeatable(delivery) if delivery else None
        if delivery is None or sound is None or one.article_id in there or not heard:
            continue
        new = piece(sound, Priority.ORDINARY, heard)
        if spare < LEAST_SPARE or made >= MOST_FILLERS or new.seconds + GAP_SECONDS > spare:
            continue
        if not has_room(airtime, new, heard):
            continue
        put_in(
            airtime=airtime, delivery=delivery, sound=sound, receivers=heard, now=now,
            is_repeat=True, is_filler=True, why=why,
        )  # fmt: skip
        spare, made = spare - new.seconds - GAP_SECONDS, made + 1
    return made


def _by_rest(pieces: list[StandingPiece]) -> list[StandingPiece]:
    """The one that rested longest first."""

    def last(one: StandingPiece) -> tuple[bool, object, int]:
        newest = one.article.bulletins.order_by("-starts_at").values_list("starts_at", flat=True)
        found = newest.first()
        return (found is not None, found or 0, one.position)

    return sorted(pieces, key=last)


def _kit_seconds(programme: Programme | None) -> int:
    """The kit around a programme has its place before any filler."""
    if programme is None:
        return 0
    sides = dict(programme.kit_airings.exclude(state="withdrawn").values_list("side", "seconds"))
    return sum(seconds + GAP_SECONDS for seconds in sides.values())

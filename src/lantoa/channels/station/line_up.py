"""What a coming slot holds, second by second, and what is left out of it, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.filling import whole_seconds
from lantoa.channels.station.models import Bulletin, KitAiring
from lantoa.channels.station.reading_slots import slots
from lantoa.channels.station.terms import (
    CHANNEL,
    GAP_SECONDS,
    PLACE_DAYS,
    STANDING,
    WAITING,
    KitSide,
)
from lantoa.channels.station.timetable import Airtime, airtimes
from lantoa.core.clock import local
from lantoa.media.choosing import LESS_URGENT, NO_ROOM, TOO_LONG
from lantoa.receiver.messages import Priority

COMING, LEFT_SHOWN = 20, 30
PLACED_BEFORE = "đã xếp vào khung giờ khác từ trước"
WAITS = "chờ được xếp vào khung giờ"
NO_KIT = "Không có mở đầu và kết: chưa có bộ nhận diện đài được duyệt."
BEFORE_NO_EMERGENCY = "Không có mở đầu và kết: trước tin khẩn cấp không phát nhạc hiệu."
NO_ROOM_FOR_KIT = "Không có phần {sides}: tin đã dùng hết chỗ trong khung giờ."


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A bulletin that is not in the slot: why, and when it airs instead (None: not known yet)."""

    title: str
    seconds: int
    reason: str
    airs_at: datetime | None


@dataclass(frozen=True, slots=True)
class LineUp:
    """`used`: seconds from the slot's beginning to the end of what sounds last; `around`: the
    kit's opening and closing; `kit_note`: what of the kit is left out, and why."""

    airtime: Airtime
    held: tuple[Bulletin, ...]
    left: tuple[LeftOut, ...]
    used: int
    around: tuple[KitAiring, ...] = ()
    kit_note: str = ""

    @property
    def spare(self) -> int:
        return self.airtime.slot.seconds - self.used


def coming_airtimes(now: datetime) -> list[Airtime]:
    """The next slots, filled or not, and every filled one of the days in which bulletins are
    placed; earliest first."""
    kept = slots()
    found = [
        item
        for step in range(PLACE_DAYS)
        for item in airtimes(kept, local(now).date() + timedelta(days=step))
        if item.ends_at > now
    ]
    filled = set(
        Bulletin.objects.filter(programme__starts_at__gte=now, broadcasts__state__in=WAITING)
        .values_list("programme__slot", "programme__starts_at")
    )  # fmt: skip
    return [
        item
        for number, item in enumerate(found)
        if number < COMING or (item.slot.id, item.starts_at) in filled
    ]


def line_up(airtime: Airtime) -> LineUp:
    """The programme of one slot as it stands now."""
    held, around = _standing(airtime), _around(airtime)
    begins = held[0].starts_at if held else airtime.starts_at
    ends_at = max((row.starts_at + timedelta(seconds=row.seconds) for row in held), default=begins)
    content = round((ends_at - begins).total_seconds())
    last = max([ends_at, *(row.ends_at for row in around)])
    left = [*_placed_later(airtime, held, content), *_waiting(airtime)]
    used = round((last - airtime.starts_at).total_seconds())
    return LineUp(
        airtime, tuple(held), tuple(left), used, tuple(around), _kit_note(held, around)
    )  # fmt: skip


def _around(airtime: Airtime) -> list[KitAiring]:
    """One opening and one closing, whatever the number of receivers."""
    rows = KitAiring.objects.filter(
        programme__slot=airtime.slot.id, programme__starts_at=airtime.starts_at,
        state__in=STANDING,
    ).select_related("kit").order_by("starts_at", "pk")  # fmt: skip
    return list({row.side: row for row in reversed(rows)}.values())[::-1]


def _kit_note(held: Sequence[Bulletin], around: Sequence[KitAiring]) -> str:
    if not held:
        return ""
    kit = held[0].programme.kit
    if kit is None:
        return NO_KIT
    if any(row.priority == Priority.EMERGENCY for row in held):
        return BEFORE_NO_EMERGENCY
    sides = {row.side for row in around}
    lacking = [
        str(side.label) for side in KitSide if kit.sha256_of(side) and side not in sides
    ]  # fmt: skip
    return NO_ROOM_FOR_KIT.format(sides=" và ".join(lacking)) if lacking else ""


def _standing(airtime: Airtime) -> Sequence[Bulletin]:
    rows = Bulletin.objects.filter(
        programme__slot=airtime.slot.id, programme__starts_at=airtime.starts_at,
        broadcasts__state__in=STANDING,
    )  # fmt: skip
    return list(
        rows.select_related("rendition", "article", "programme__kit")
        .distinct()
        .order_by("starts_at")
    )


def _placed_later(airtime: Airtime, held: Sequence[Bulletin], used: int) -> list[LeftOut]:
    rows = Bulletin.objects.filter(
        programme__zone=airtime.slot.zone_id, programme__starts_at__gt=airtime.starts_at,
        broadcasts__state__in=WAITING,
    )  # fmt: skip
    later = rows.select_related("rendition").distinct().order_by("starts_at")[:LEFT_SHOWN]
    return [
        LeftOut(row.title, row.seconds, _why(row, airtime, held, used), row.starts_at)
        for row in later
    ]


def _why(row: Bulletin, airtime: Airtime, held: Sequence[Bulletin], used: int) -> str:
    """In the words of `media.choosing`; what would fit now had its place before."""
    if row.seconds > airtime.slot.seconds:
        return TOO_LONG
    gap = GAP_SECONDS if held else 0
    if used + gap + row.seconds <= airtime.slot.seconds:
        return PLACED_BEFORE
    rank = Priority(row.priority).rank
    more_urgent = any(Priority(other.priority).rank > rank for other in held)
    return LESS_URGENT if more_urgent else NO_ROOM


def _waiting(airtime: Airtime) -> list[LeftOut]:
    rows = Delivery.objects.filter(
        channel=CHANNEL, target=f"zone:{airtime.slot.zone_id}", state=DeliveryState.WAITING
    )
    waiting = rows.select_related("article", "rendition").order_by("created_at")[:LEFT_SHOWN]
    return [
        LeftOut(
            row.article.title if row.article else "",
            whole_seconds(row.rendition.milliseconds) if row.rendition else 0,
            (row.problem or WAITS).rstrip("."), None,
        )
        for row in waiting
    ]  # fmt: skip

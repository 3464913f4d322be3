"""The screen of one coming programme: its lines, its total, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from lantoa.channels.station.line_up import LineUp
from lantoa.channels.station.models import (
    Bulletin,
    KitAiring,
    ProgrammeFile,
    RepeatWish,
    StandingPiece,
)
from lantoa.channels.station.terms import KitSide
from lantoa.channels.station.timetable import Airtime
from lantoa.core.clock import local
from lantoa.newsroom.terms import Priority
from lantoa.vietnamese import clock_time, date_short, duration, number


@dataclass(frozen=True)
class Line:
    """One bulletin of the programme. `at` with its seconds."""

    at: str
    title: str
    note: str
    seconds: str
    address: str
    is_kit: bool = False
    pk: int = 0
    can_up: bool = False
    can_down: bool = False
    times: int = 0
    until: str = ""
    is_standing: bool = False
    is_filler: bool = False


@dataclass(frozen=True)
class Left:
    """One bulletin that is not in it."""

    title: str
    seconds: str
    reason: str
    then: str


@dataclass(frozen=True)
class Lines:
    """The whole screen. `share`: percent of the slot that bulletins fill."""

    name: str
    zone: str
    when: str
    slot: str
    used: str
    spare: str
    share: int
    is_over: bool
    held: tuple[Line, ...]
    left: tuple[Left, ...]
    kit_note: str


def airtime_key(airtime: Airtime) -> str:
    """How an address names one occurrence of a slot."""
    return _key(airtime.slot.id, airtime.starts_at)


def file_key(row: ProgrammeFile) -> str:
    """The occurrence of which this is the file."""
    return _key(row.slot_id, row.starts_at)


def next_key(coming: Sequence[Bulletin]) -> str:
    """The occurrence in which the next bulletin airs; empty: none is placed."""
    programmes = (row.programme for row in coming[:1])
    return next((_key(one.slot_id, one.starts_at) for one in programmes), "")


def airtime_words(airtime: Airtime) -> str:
    return f"{_when(airtime.starts_at)}, {airtime.slot.name}, {airtime.slot.zone}"


def chosen_airtime(choices: Sequence[Airtime], asked: str) -> Airtime | None:
    """The one that the address names, else the first; None where there is none."""
    for one in choices:
        if airtime_key(one) == asked:
            return one
    return choices[0] if choices else None


def programme_lines(found: LineUp) -> Lines:
    """A programme in words."""
    slot = found.airtime.slot
    return Lines(
        name=slot.name, zone=slot.zone, when=_when(found.airtime.starts_at),
        slot=_seconds(slot.seconds), used=_seconds(found.used),
        spare=_seconds(abs(found.spare)), is_over=found.spare < 0,
        share=min(100, round(100 * found.used / slot.seconds)),
        held=tuple(sorted((*_held(found), *map(_kit_line, found.around)), key=_at)),
        kit_note=found.kit_note,
        left=tuple(
            Left(
                one.title, _seconds(one.seconds) if one.seconds else "chưa có âm thanh", one.reason,
                f"phát lúc {_when(one.airs_at)}" if one.airs_at else "",
            )
            for one in found.left
        ),
    )  # fmt: skip


def _held(found: LineUp) -> list[Line]:
    rows = found.held
    deliveries = [row.delivery_id for row in rows]
    wishes = {one.delivery_id: one for one in RepeatWish.objects.filter(delivery__in=deliveries)}
    standing = set(
        StandingPiece.objects.filter(
            is_active=True, article__in=[row.article_id for row in rows]
        ).values_list("article", flat=True)
    )
    return [
        _line(row, rows, wishes.get(row.delivery_id), is_standing=row.article_id in standing)
        for row in rows
    ]


def _line(
    row: Bulletin, rows: Sequence[Bulletin], wish: RepeatWish | None, *, is_standing: bool
) -> Line:
    level = sorted(
        (one for one in rows if (one.priority, one.is_filler) == (row.priority, row.is_filler)),
        key=lambda one: one.starts_at,
    )
    at = level.index(row)
    return Line(
        at=f"{local(row.starts_at):%H:%M:%S}", title=row.title, note=_notes(row, wish),
        seconds=_seconds(row.seconds), address=reverse("desk-sound", args=[row.sha256]),
        pk=row.pk, can_up=at > 0, can_down=at < len(level) - 1, times=wish.times if wish else 0,
        until=wish.until.isoformat() if wish and wish.until else "", is_standing=is_standing,
        is_filler=row.is_filler,
    )  # fmt: skip


def _notes(row: Bulletin, wish: RepeatWish | None) -> str:
    notes = [str(Priority(row.priority).label)] if row.priority != Priority.ORDINARY else []
    if row.is_filler:
        notes.append(f"mục đệm: {row.why}")
    elif row.is_repeat:
        notes.append(row.why or "phát lại")
    if row.is_inner:
        notes.append("giọng máy, không nhắc lại câu báo")
    elif row.rendition.is_synthetic:
        notes.append("giọng máy, có câu báo ở đầu")
    else:
        notes.append("giọng người đọc")
    if wish is not None:
        until = f", đến hết {date_short(wish.until)}" if wish.until else ""
        notes.append(f"phát lại {wish.times} lần{until}")
    return ", ".join(notes)


def _kit_line(row: KitAiring) -> Line:
    note = "có câu báo giọng máy" if row.kit.announces and row.side == KitSide.OPENING else ""
    label = str(KitSide(row.side).label)
    return Line(
        at=f"{local(row.starts_at):%H:%M:%S}", title=f"{label[:1].upper()}{label[1:]} của đài",
        note=note, seconds=_seconds(row.seconds), address=reverse("kit-file", args=[row.sha256]),
        is_kit=True,
    )  # fmt: skip


def _at(line: Line) -> str:
    return line.at


def _key(slot: int, starts_at: datetime) -> str:
    return f"{slot}@{local(starts_at):%Y-%m-%dT%H:%M}"


def _seconds(seconds: int) -> str:
    """Seconds, and in minutes where they are many."""
    plain = f"{number(seconds)} giây"
    return plain if seconds < 60 else f"{plain} ({duration(seconds)})"


def _when(at: datetime) -> str:
    return f"{clock_time(local(at))} ngày {date_short(local(at).date())}"

"""What the station shows in public: on air now, tomorrow in a hamlet, listen again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest

from lantoa.channels.base.addresses import article_path, full_address
from lantoa.channels.base.registry import PublicBlock, register_block
from lantoa.channels.station.hamlet_days import (
    HamletDay,
    closed_hours,
    hamlet_days,
    loud_hours,
    next_dates,
    silent_words,
)
from lantoa.channels.station.models import Bulletin
from lantoa.channels.station.queries import (
    Line,
    hamlet_contacts,
    last_programmes,
    next_airtimes,
    next_broadcasts,
    on_air,
)
from lantoa.channels.station.rules import describe
from lantoa.channels.station.terms import SlotKind
from lantoa.core.clock import local
from lantoa.media.qr import qr_svg
from lantoa.registry.models import Hamlet
from lantoa.vietnamese.lunar import lunar_day
from lantoa.vietnamese.moments import clock_time, date_long, date_short, duration, weekday

# A slot that comes more often than this a day is said in one line.
MANY_A_DAY = 3
NOON = 12
# Tomorrow and the days after it.
DAYS_SHOWN = 7
# More bars than this in a day say nothing to a reader.
LOUD_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Hour:
    """One line of a hamlet's day."""

    at: str
    title: str
    length: str
    voice: str
    is_priority: bool
    note: str = ""


def strip(request: HttpRequest, subject: Any, now: datetime) -> dict[str, Any] | None:
    """On air now, and the next two."""
    sounding = on_air(now)
    coming = next_broadcasts(now, most=2)
    airtimes = [] if coming else next_airtimes(now, most=1)
    if not sounding and not coming and not airtimes:
        return None
    return {
        "now_time": clock_time(now),
        "on_air": _airing(sounding[0], now) if sounding else None,
        "coming": [
            {"when": when(row.starts_at, now), "title": row.title} for row in coming
        ] + [
            {"when": when(item.starts_at, now), "title": item.slot.name} for item in airtimes
        ],
        "next_time": clock_time((coming or airtimes)[0].starts_at) if coming or airtimes else "",
    }  # fmt: skip


def hamlet(request: HttpRequest, subject: Any, now: datetime) -> dict[str, Any] | None:
    """What a hamlet hears tomorrow and on the days after, how loud, and when its clusters were
    last heard of."""
    if not isinstance(subject, Hamlet):
        return None
    tomorrow, *later = hamlet_days(subject, next_dates(now, DAYS_SHOWN))
    lines = tomorrow.lines
    morning = [line for line in lines if line.at.hour < NOON]
    afternoon = [line for line in lines if line.at.hour >= NOON]
    loud, closed = loud_hours(tomorrow), closed_hours(tomorrow.quiet)
    return {
        "day": date_long(tomorrow.day),
        "lunar": _lunar(tomorrow.day),
        "special": tomorrow.special,
        "parts": [
            {"name": name, "span": span(part), "hours": hours(part, tomorrow.clusters)}
            for name, part in (("Sáng", morning), ("Chiều", afternoon))
            if hours(part, tomorrow.clusters)
        ],
        "often": often(lines),
        "later": [_later(one) for one in later],
        "loud": loud if len(loud) <= LOUD_SHOWN else [], "closed": closed,
        "qr": qr_svg(full_address(request.path)),
        "clusters": [
            {
                "name": row.cluster, "is_known": row.is_known,
                "words": contact_words(row.last_at, row.is_known, now),
            }
            for row in hamlet_contacts(subject, now)
        ],
        "frozen_at": f"{clock_time(now)} ngày {date_short(local(now).date())}",
    }  # fmt: skip


def listen_again(request: HttpRequest, subject: Any, now: datetime) -> dict[str, Any] | None:
    """The last programmes, each with what it held."""
    programmes = [
        {
            "when": f"{when(row.starts_at, now)}, {date_short(local(row.starts_at).date())}",
            "bulletins": [
                {"title": item.title, "path": article_path(item.article)}
                for item in row.bulletins.all()
            ],
            "length": duration(sum(item.seconds for item in row.bulletins.all())),
        }
        for row in last_programmes(now)
    ]
    return {"programmes": programmes} if programmes else None


def when(moment: datetime, now: datetime) -> str:
    """«17:12», «ngày mai, 05:00», «thứ Năm, 05:00»."""
    days = (local(moment).date() - local(now).date()).days
    if days == 0:
        return clock_time(moment)
    name = {1: "ngày mai", -1: "hôm qua"}.get(days, weekday(local(moment).date()))
    return f"{name}, {clock_time(moment)}"


def hours(lines: Sequence[Line], heard: frozenset[int] = frozenset()) -> list[Hour]:
    """Slots that come now and then, line by line; what comes all day long stands in `often`."""
    rare = _rare(lines)
    return [_hour(line, heard) for line in lines if line.bulletin or line.slot.id in rare]


def often(lines: Sequence[Line]) -> list[str]:
    """«Khung thử máy: mỗi 10 phút, mỗi lần 2 phút»."""
    rare = _rare(lines)
    slots = {line.slot.id: line.slot for line in lines if line.slot.id not in rare}
    return [
        f"{slot.name}: {describe(slot.rule)}, mỗi lần {duration(slot.seconds)}"
        for slot in slots.values()
    ]


def span(lines: Sequence[Line]) -> str:
    """«05:00–05:25»."""
    rare = _rare(lines)
    own = [line for line in lines if line.bulletin or line.slot.id in rare]
    if not own:
        return ""
    return f"{clock_time(own[0].at)}–{clock_time(max(line.ends_at for line in own))}"


def contact_words(last_at: datetime | None, is_known: bool, now: datetime) -> str:
    """Unknown is said with the hour of the last sign, never as broken."""
    if last_at is None:
        return "Chưa rõ: bộ thu chưa từng liên lạc"
    hour = when(last_at, now)
    return f"Có tín hiệu lúc {hour}" if is_known else f"Chưa rõ: mất liên lạc từ {hour}"


def _rare(lines: Sequence[Line]) -> set[int]:
    counts: dict[int, int] = {}
    for line in lines:
        counts[line.slot.id] = counts.get(line.slot.id, 0) + 1
    return {slot for slot, count in counts.items() if count <= MANY_A_DAY}


def _hour(line: Line, heard: frozenset[int]) -> Hour:
    silent = silent_words(line, heard)
    note = "; ".join(one for one in (line.note, f"loa im: {silent}" if silent else "") if one)
    if line.bulletin is None:
        told = "Chưa có bản tin" if line.slot.kind == SlotKind.OWN else duration(line.seconds)
        return Hour(clock_time(line.at), line.item, told, "", False, note)
    sound = line.bulletin.rendition
    language = sound.get_language_display()
    spoken_by = "giọng tổng hợp" if sound.is_synthetic else "người đọc"
    if line.bulletin.is_repeat:
        note = "; ".join(one for one in ("phát lại", note) if one)
    return Hour(
        clock_time(line.at), line.item, duration(line.seconds),
        f"{language[:1].upper()}{language[1:]}, {spoken_by}", line.priority != "ordinary", note,
    )  # fmt: skip


def _later(day: HamletDay) -> dict[str, Any]:
    """One of the days after tomorrow: its slots, and what is particular."""
    rare = _rare(day.lines)
    slots: dict[tuple[int, datetime], str] = {}
    for line in day.lines:
        if line.slot.id in rare:
            begin = line.at if line.bulletin is None else local(line.bulletin.programme.starts_at)
            note = f" ({line.note})" if line.note else ""
            slots[line.slot.id, begin] = f"{clock_time(begin)} {line.slot.name}{note}"
    return {
        "name": date_long(day.day), "special": day.special,
        "slots": [words for _, words in sorted(slots.items(), key=lambda one: one[0][1])],
    }  # fmt: skip


def _lunar(day: date) -> str:
    found = lunar_day(day)
    return f"{found.name}, {found.year_name}"


def _airing(row: Bulletin, now: datetime) -> dict[str, str]:
    held = list(row.programme.bulletins.order_by("starts_at"))
    ends_at = row.starts_at + timedelta(seconds=row.seconds)
    left = duration(max(0.0, (ends_at - now).total_seconds()))
    return {
        "programme": row.programme.slot.name,
        "zone": row.programme.zone.name,
        "clusters": f"{row.broadcasts.count()} cụm loa",
        "title": row.title,
        "place": f"Bản tin {held.index(row) + 1} trong {len(held)}, còn {left}",
    }


def register() -> None:
    folder = "station/blocks"
    register_block(PublicBlock("station-strip", "strip", 10, f"{folder}/strip.html", strip))
    register_block(PublicBlock("station-hamlet", "hamlet", 10, f"{folder}/hamlet.html", hamlet))
    register_block(
        PublicBlock("station-again", "home", 60, f"{folder}/listen_again.html", listen_again)
    )

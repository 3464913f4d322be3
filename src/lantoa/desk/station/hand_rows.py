"""Slots to write down and sheets that were written, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lantoa.channels.station.by_hand import HandSlot
from lantoa.channels.station.models import HandSheet, OuterAiring
from lantoa.core.clock import local
from lantoa.vietnamese import clock_time, date_short, duration
from lantoa.vietnamese.moments import weekday

MOST_NAMED = 3


@dataclass(frozen=True)
class SlotLine:
    """One slot as a button: its hour, what it held, where."""

    slot: HandSlot
    at: str
    what: str
    where: str


@dataclass(frozen=True)
class SheetItem:
    """One item of a sheet with its entry on each cluster."""

    title: str
    length: str
    is_repeat: bool
    airings: tuple[OuterAiring, ...]


@dataclass(frozen=True)
class SheetRow:
    """One sheet: when, what, where. `is_withdrawn`: nothing of it counts any more."""

    sheet: HandSheet
    when: str
    what: str
    where: str
    items: tuple[SheetItem, ...]
    is_withdrawn: bool


def day_groups(found: Sequence[HandSlot], now: datetime) -> list[tuple[str, list[SlotLine]]]:
    """Slots by day, the newest first: «Hôm nay», «Hôm qua», «thứ Bảy 21/11»."""
    days: dict[date, list[SlotLine]] = {}
    for slot in found:
        days.setdefault(local(slot.airtime.starts_at).date(), []).append(_line(slot))
    return [(_day_words(day, local(now).date()), lines) for day, lines in days.items()]


def sheet_row(sheet: HandSheet) -> SheetRow:
    """One sheet in words; what was withdrawn stays readable."""
    airings = sorted(sheet.airings.all(), key=lambda row: (row.starts_at, row.cluster.name))
    by_item: dict[tuple[datetime, str], list[OuterAiring]] = {}
    for row in airings:
        by_item.setdefault((row.starts_at, row.title), []).append(row)
    items = tuple(_item(title, rows) for (_, title), rows in by_item.items())
    standing = [row for row in airings if row.withdrawn_at is None]
    clusters = list(dict.fromkeys(row.cluster.name for row in standing or airings))
    begin = local(sheet.starts_at)
    return SheetRow(
        sheet=sheet, when=f"{clock_time(begin)} ngày {date_short(begin.date())}",
        what=_named([item.title for item in items], "nội dung"),
        where=_named(clusters, "cụm loa"), items=items, is_withdrawn=not standing,
    )  # fmt: skip


def _line(slot: HandSlot) -> SlotLine:
    airtime = slot.airtime
    if slot.relay:
        what = f"tiếp âm {slot.relay}, {duration(slot.seconds)}"
    elif slot.items:
        what = f"{len(slot.items)} tin, {duration(slot.seconds)}"
    else:
        what = "chưa có tin nào chờ phát; tự chọn tin đã phát"
    clusters = _named([row.name for row in slot.clusters], "cụm loa")
    where = f"{airtime.slot.zone}: {clusters}"
    return SlotLine(slot, clock_time(local(airtime.starts_at)), what, where)


def _item(title: str, rows: Sequence[OuterAiring]) -> SheetItem:
    lengths = list(dict.fromkeys(duration(row.seconds) for row in rows))
    return SheetItem(title, ", ".join(lengths), any(row.is_repeat for row in rows), tuple(rows))


def _named(names: Sequence[str], what: str) -> str:
    if len(names) > MOST_NAMED:
        return f"{len(names)} {what}"
    return ", ".join(names)


def _day_words(day: date, today: date) -> str:
    if day == today:
        return "Hôm nay"
    if day == today - timedelta(days=1):
        return "Hôm qua"
    return f"{weekday(day)} {date_short(day)}"

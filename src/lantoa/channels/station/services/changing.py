"""One day that differs, or the whole series: left out, added, moved; each can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from lantoa.channels.station.models import SlotChange, TimeSlot
from lantoa.channels.station.reading_slots import as_slot, slots
from lantoa.channels.station.repetition import Every, repetition_of, rule_of
from lantoa.channels.station.rules import DAYS
from lantoa.channels.station.services.following import follow_timetable
from lantoa.channels.station.services.trying import clashes, refuse_clashes
from lantoa.channels.station.services.zones import need_right, save_slot
from lantoa.channels.station.special_days import is_silent
from lantoa.channels.station.terms import ChangeKind
from lantoa.channels.station.timetable import Airtime, airtimes, conflicts
from lantoa.core.clock import ZONE, local
from lantoa.core.errors import Refused
from lantoa.registry.models import Account
from lantoa.vietnamese.moments import date_long

STEP, STEPS = timedelta(minutes=5), 24 * 12
GONE = "Khung giờ này không phát vào ngày đã chọn. Chưa đổi gì. Mở lại lịch rồi chọn lại."


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One airing of a slot on one day: as the rule has it (`was_at`), or added for that day."""

    slot: TimeSlot
    day: date
    was_at: time | None
    added: SlotChange | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where an occurrence is to go."""

    day: date
    at: time
    seconds: int | None = None
    why: str = ""


def occurrence(*, slot: TimeSlot, starts_at: datetime) -> Occurrence:
    """The occurrence that begins then. Raises Refused where there is none (any more)."""
    day = local(starts_at).date()
    own = [item for item in airtimes([as_slot(slot)], day) if item.starts_at == starts_at]
    if not own:
        raise Refused(GONE)
    if own[0].planned_at is not None:
        return Occurrence(slot, day, local(own[0].planned_at).time())
    added = slot.changes.filter(day=day, kind=ChangeKind.ADD, at=local(starts_at).time()).first()
    return Occurrence(slot, day, None, added)


def skip_day(
    *, of: Occurrence, why: str, by: Account, now: datetime
) -> SlotChange | None:  # fmt: skip
    """Bỏ ngày này. What was placed there is placed anew. None: an addition was taken back."""
    _may_change(of.day, by, now)
    with transaction.atomic():
        if of.added is not None:
            of.added.delete()
            made = None
        else:
            made = _set(of, ChangeKind.SKIP, None, None, why)
        follow_timetable(now=now)
    return made


def add_day(*, slot: TimeSlot, to: Wanted, by: Account, now: datetime) -> SlotChange:
    """Thêm ngày này: once, beside what the rule says. Raises Refused where it clashes."""
    _may_change(to.day, by, now)
    with transaction.atomic():
        made = _add(slot, to)
        _refuse(slot, to.day)
        follow_timetable(now=now)
    return made


def move_day(*, of: Occurrence, to: Wanted, by: Account, now: datetime) -> list[SlotChange]:
    """Đổi giờ riêng một ngày; onto another day it is left out here and added there."""
    _may_change(of.day, by, now)
    _may_change(to.day, by, now)
    with transaction.atomic():
        made = _moved(of, to)
        _refuse(of.slot, to.day)
        follow_timetable(now=now)
    return made


def move_series(
    *, of: Occurrence, to: Wanted, by: Account, now: datetime, today: date
) -> TimeSlot:  # fmt: skip
    """Đổi cả loạt: the hour of every day, and of a weekly slot its weekday."""
    slot = of.slot
    if of.was_at is None or slot.at != of.was_at:
        raise Refused(
            "Lượt phát này chỉ có riêng một ngày nên không đổi cả loạt được. Chưa đổi gì. "
            "Chọn «Chỉ ngày này», hoặc sửa khung giờ."
        )
    slot.at = to.at
    if to.seconds:
        slot.seconds = to.seconds
    if to.day != of.day:
        slot.rule = _on_other_weekday(slot.rule, of.day, to.day)
    with transaction.atomic():
        # A day's own hour of an occurrence keeps belonging to it.
        slot.changes.filter(was_at=of.was_at).update(was_at=to.at)
        return save_slot(slot=slot, by=by, today=today, now=now)


def take_back_change(*, change: SlotChange, by: Account, now: datetime) -> None:
    """The day is as the rule has it again. Raises Refused where that clashes by now."""
    _may_change(change.day, by, now)
    with transaction.atomic():
        change.delete()
        _refuse(change.slot, change.day)
        follow_timetable(now=now)


def _moved(of: Occurrence, to: Wanted) -> list[SlotChange]:
    if of.added is not None:
        of.added.delete()
        return [_add(of.slot, to)]
    if to.day == of.day:
        return [_set(of, ChangeKind.MOVE, to.at, to.seconds, to.why)]
    left = _set(of, ChangeKind.SKIP, None, None, to.why or f"chuyển sang {date_long(to.day)}")
    return [left, _add(of.slot, to)]


def _set(
    of: Occurrence, kind: ChangeKind, at: time | None, seconds: int | None, why: str
) -> SlotChange:
    fields = {"kind": kind, "at": at, "seconds": seconds, "why": why[:120]}
    return SlotChange.objects.update_or_create(
        slot=of.slot, day=of.day, was_at=of.was_at, kind__in=(ChangeKind.SKIP, ChangeKind.MOVE),
        defaults=fields, create_defaults={**fields},
    )[0]  # fmt: skip


def _add(slot: TimeSlot, to: Wanted) -> SlotChange:
    if is_silent(as_slot(slot).profiles, to.day):
        raise Refused(
            f"{date_long(to.day).capitalize()} là dịp không phát, trừ tin khẩn cấp. Chưa thêm gì."
        )
    return SlotChange.objects.update_or_create(
        slot=slot, day=to.day, at=to.at, kind=ChangeKind.ADD,
        defaults={"seconds": to.seconds, "why": to.why[:120]},
    )[0]  # fmt: skip


def _refuse(slot: TimeSlot, day: date) -> None:
    refuse_clashes(clashes([day]), f"khung giờ «{slot.name}»")


def _may_change(day: date, by: Account, now: datetime) -> None:
    need_right(by)
    if day < local(now).date():
        raise Refused(f"{date_long(day).capitalize()} đã qua nên lịch ngày ấy giữ nguyên.")


def _on_other_weekday(rule: str, old: date, new: date) -> str:
    chosen = repetition_of(rule)
    if chosen is None or chosen.every not in (Every.WEEKDAY, Every.WORKDAY, Every.WEEKS):
        raise Refused(
            "Khung giờ này không lặp theo thứ trong tuần nên cả loạt chỉ đổi được giờ. "
            "Chưa đổi gì. Chọn «Chỉ ngày này», hoặc sửa khung giờ."
        )
    codes = list(DAYS)
    days = {day for day in chosen.weekdays if day != codes[old.weekday()]}
    days.add(codes[new.weekday()])
    every = Every.WEEKS if chosen.weeks > 1 else Every.WEEKDAY
    kept = tuple(day for day in codes if day in days)
    return rule_of(type(chosen)(every, weekdays=kept, weeks=chosen.weeks))


def stood(slot: TimeSlot) -> dict[str, Any]:
    """How a slot and its days stand, for `put_back`; plain values that a session can keep."""
    days = slot.changes.values("day", "kind", "was_at", "at", "seconds", "why")
    return {
        "rule": slot.rule, "at": slot.at.isoformat(), "seconds": slot.seconds,
        "changes": [
            {name: value.isoformat() if isinstance(value, date | time) else value
             for name, value in row.items()}
            for row in days
        ],
    }  # fmt: skip


def put_back(
    *, slot: TimeSlot, before: dict[str, Any], by: Account, now: datetime
) -> TimeSlot:  # fmt: skip
    """Hoàn tác: the slot and its days as they stood; refused where that clashes by now."""
    need_right(by)
    with transaction.atomic():
        slot.rule, slot.seconds = str(before["rule"]), int(before["seconds"])
        slot.at = time.fromisoformat(before["at"])
        slot.changes.all().delete()
        SlotChange.objects.bulk_create(
            SlotChange(slot=slot, **{name: _plain(name, value) for name, value in row.items()})
            for row in before["changes"]
        )
        return save_slot(slot=slot, by=by, today=local(now).date(), now=now)


def next_free(*, of: Occurrence, to: Wanted) -> time | None:
    """The next hour of that day at which nothing stands against it, in steps of five minutes;
    None: there is none."""
    slot = as_slot(of.slot)
    if to.seconds:
        slot = replace(slot, seconds=to.seconds)
    started = None
    if of.day == to.day:
        started = of.was_at or (of.added.at if of.added else None)
    others = [
        item
        for item in airtimes(slots(), to.day)
        if item.slot.id != slot.id or (item.planned_at or item.starts_at).time() != started
    ]
    begin = datetime.combine(to.day, to.at, ZONE)
    for step in range(1, STEPS):
        item = Airtime(slot, begin + step * STEP)
        if item.starts_at.date() != to.day:
            return None
        if not conflicts(item, others, same_day=[*others, item]):
            return item.starts_at.time()
    return None


def _plain(name: str, value: Any) -> Any:
    if value is None or name not in ("day", "was_at", "at"):
        return value
    return date.fromisoformat(value) if name == "day" else time.fromisoformat(value)

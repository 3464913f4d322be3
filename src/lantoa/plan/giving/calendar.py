"""A plan's days as a calendar file (RFC 5545) that ordinary calendars open."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from textwrap import shorten
from typing import Any

from lantoa.plan.models import Plan
from lantoa.vietnamese import date_short

DOMAIN = "lantoa"
RINGS_AT = timedelta(hours=8)
"""An alarm of a whole day counts from its midnight; nobody is woken at night."""


def plan_calendar(plan: Plan, *, now: datetime, year: int) -> bytes:
    """Deadlines of tasks, report duties and yearly days, whole-day events. What comes every year
    recurs until the plan's last year (the next plan has its own); a monthly or quarterly duty
    recurs by its day. An alarm rings at eight in the morning. Identifiers stay the same, so that a
    file taken in again changes events and doubles none."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Lan Toa//Ke hoach//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plan.number or plan.title[:60])
    for event in (*_tasks(plan, now), *_duties(plan, now, year), *_days(plan, now, year)):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(uid: str, day: date, words: str, now: datetime, alarm_days: int) -> Any:
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{uid}@{DOMAIN}")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", words)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", RINGS_AT - timedelta(days=alarm_days))
    event.add_component(alarm)
    return event


def _tasks(plan: Plan, now: datetime) -> list[Any]:
    return [
        _event(
            f"{plan.code}-task-{task.slug}", task.due_on,
            f"Hạn nhiệm vụ {task.number}: {shorten(task.text, 120, placeholder='…')} "
            f"(trước {date_short(task.due_on)})", now, 7,
        )
        for task in plan.tasks.filter(due_on__isnull=False, closed_at__isnull=True)
        if task.due_on
    ]  # fmt: skip


def _duties(plan: Plan, now: datetime, year: int) -> list[Any]:
    events = []
    for duty in plan.reportdutys.order_by("position"):
        words = f"Hạn báo cáo{' gửi ' + duty.to if duty.to else ''}"
        day, rule = _recurring(duty.before, duty.every, year)
        uid = f"{plan.code}-duty-{duty.before}-{duty.every}{_mark(duty.to)}"
        event = _event(uid, day, words, now, 14)
        event.add("rrule", {**rule, "until": _end(plan, year)})
        events.append(event)
    return events


def _recurring(before: str, every: str, year: int) -> tuple[date, dict[str, Any]]:
    """First day and rule of a report duty. Where a month has no such day, its last one."""
    month, _, day = before.partition("-")
    if month != "*":
        last = min(int(day), 28) if month == "02" else int(day)
        return date(year, int(month), last), {"freq": "yearly"}
    step = 3 if every == "quarter" else 1
    rule: dict[str, Any] = {"freq": "monthly", "interval": step}
    if int(day) > 28:
        # The last of these days that the month has; January and March, where it begins, have 31.
        rule |= {"bymonthday": list(range(28, int(day) + 1)), "bysetpos": -1}
    return date(year, step, int(day)), rule


def _days(plan: Plan, now: datetime, year: int) -> list[Any]:
    events = []
    for row in plan.observances.order_by("month", "day"):
        day = date(year, row.month, min(row.day, 28) if row.month == 2 else row.day)
        event = _event(f"{plan.code}-day-{row.month:02d}{row.day:02d}", day, row.name, now, 30)
        event.add("rrule", {"freq": "yearly", "until": _end(plan, year)})
        events.append(event)
    return events


def _end(plan: Plan, year: int) -> date:
    """The last day of the plan's last year."""
    return date(max(plan.ends_year or year, year), 12, 31)


def _mark(words: str) -> str:
    """What tells two reports of one day apart: whom they go to."""
    return f"-{hashlib.sha256(words.encode()).hexdigest()[:8]}" if words else ""

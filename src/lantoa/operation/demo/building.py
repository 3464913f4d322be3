"""Builds the demo commune: six months in the order in which they happened, ending today."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django_tasks_db.models import DBTaskResult

from lantoa.core import clock
from lantoa.core.clock import ZONE
from lantoa.core.options import option
from lantoa.ledger.origin import mark_as_demo
from lantoa.operation.demo import newsroom, samples, year
from lantoa.operation.demo.activities import FILE as DEEDS
from lantoa.operation.demo.activities import activity_events
from lantoa.operation.demo.commune import build_accounts, build_registry
from lantoa.operation.demo.dealings import FILE as DEALINGS
from lantoa.operation.demo.dealings import dealing_events
from lantoa.operation.demo.events import Event, in_order
from lantoa.operation.demo.planning import start_plan
from lantoa.operation.demo.social import build_accounts_elsewhere, copy_out
from lantoa.operation.demo.spreading import hand_out, put_up
from lantoa.operation.demo.station import Receivers, build_zones, give_kit
from lantoa.operation.first_start import prepare
from lantoa.plan.models import Plan
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

SEED = 57
DAYS = 182
BUILT = "demo-built"


@dataclass(frozen=True)
class Told:
    """What is told: places and people, stories (the newest first), deeds, over how many days."""

    raw: dict[str, Any]
    stories: list[samples.Story]
    waiting: list[samples.Story]
    deeds: dict[str, Any]
    days: int = DAYS


def half_a_year(*, most: int | None = None) -> Told:
    """The demo commune: six months of the samples, in a seeded order so that sections and genres
    take turns; `most` keeps the first so many stories, two more wait on the desk."""
    stories, waiting = _shuffled(samples.stories())
    raw = samples.table("xa-song-lam.toml")
    return Told(raw, stories[:most], waiting, samples.table(DEEDS))


def whole_year(*, most: int | None = None) -> Told:
    """A commune as large as they come, for measurements: `year`."""
    stories, waiting = _shuffled(samples.stories())
    raw = year.enlarge(samples.table("xa-song-lam.toml"))
    told = year.retold(stories, raw)[:most]
    return Told(raw, told, waiting, year.deeds(samples.table(DEEDS), raw), year.DAYS)


def build_if_missing(folder: Path, *, say: Callable[[str], None], told: Told) -> None:
    """Builds once; a build that was broken off is begun anew, a whole one only brought up to
    date."""
    if (folder / BUILT).exists():
        prepare()
        return
    _clear_half_built(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark_as_demo(folder)
    say("Dựng xã minh họa lần đầu, mất vài phút.")
    prepare()
    build(folder, now=clock.now(), say=say, told=told)
    DBTaskResult.objects.all().delete()  # every job of the past was done on the spot
    (folder / BUILT).write_text("1", "ascii")


def build(folder: Path, *, now: datetime, say: Callable[[str], None], told: Told) -> None:
    """Everything of the demo commune, ending at `now`."""
    raw = told.raw
    today, first_day = now.date(), now.date() - timedelta(days=told.days)
    build_registry(raw, today=today)
    build_accounts(raw, folder=folder, now=now)
    people = {role: Account.objects.filter(role=role).first() for role in Role}
    operator = people[Role.STATION_OPERATOR]
    officer, leader = people[Role.PLAN_OFFICER], people[Role.LEADER]
    assert operator and officer and leader
    began = datetime.combine(first_day, time(8, 0), ZONE)
    build_zones(raw, by=operator, first_day=first_day)
    receivers = Receivers()
    url = f"http://127.0.0.1:{option('PORT')}"
    receivers.enrol_all(folder, raw, url=url, by=operator, now=began)
    plan = start_plan(by=officer, now=began)
    build_accounts_elsewhere()
    say("Kể lại sáu tháng tin bài, phát thanh và hoạt động")
    events = story_events(plan, receivers, told, now=now)
    events += activity_events(plan, raw, told.deeds, now=now, days=told.days)
    events += dealing_events(plan, samples.table(DEALINGS), now=now)
    for event in in_order(events, until=now):
        event.happen()
    receivers.play_all(now=now)
    receivers.close()
    give_kit(by=operator, leader=leader, now=now)


def story_events(plan: Plan, receivers: Receivers, told: Told, *, now: datetime) -> list[Event]:
    """Stories spread over the days at seeded hours, the last ones of this week."""
    editor = Account.objects.filter(role=Role.EDITOR).get()
    leader = Account.objects.filter(role=Role.LEADER).get()
    chance = random.Random(SEED)  # noqa: S311
    days = _days_ago(len(told.stories), told.days)
    events = []
    for position, story in enumerate(told.stories):
        day = now.date() - timedelta(days=days[position])
        at = datetime.combine(day, time(chance.choice((8, 9, 13, 14)), chance.randrange(60)), ZONE)
        is_short = now - at > timedelta(days=7)

        come_out = partial(
            _come_out, story, plan, receivers, editor, leader, now=at, is_short=is_short
        )
        events.append(Event(at, come_out))
        posted_at = at + timedelta(hours=2)
        events.append(Event(posted_at, partial(copy_out, by=editor, now=posted_at, chance=chance)))
        events.append(Event(posted_at, partial(put_up, by=editor, now=posted_at, chance=chance)))
        heard_at = datetime.combine(day, time(17, 50), ZONE)
        events.append(Event(heard_at, partial(receivers.play_all, now=heard_at)))
    events.append(Event(now - timedelta(hours=1), partial(hand_out, by=editor, now=now)))
    desk = partial(leave_on_the_desk, told.waiting, plan, editor, leader, now=now)
    return [*events, Event(now, desk)]


def _shuffled(stories: list[samples.Story]) -> tuple[list[samples.Story], list[samples.Story]]:
    """The first five stay the newest; two of the others wait on the desk."""
    older = stories[5:]
    random.Random(SEED).shuffle(older)  # noqa: S311
    waiting = [older.pop(), older.pop()]
    return stories[:5] + older, waiting


def _come_out(
    story: samples.Story, plan: Plan, receivers: Receivers, editor: Account, leader: Account,
    *, now: datetime, is_short: bool,
) -> None:  # fmt: skip
    article = newsroom.write_story(story, plan=plan, by=editor, now=now, is_short=is_short)
    newsroom.speak(article, by=editor, now=now)
    if story.has_data:
        newsroom.draw(article, by=editor, now=now)
        if not is_short:
            newsroom.print_forms(article, by=editor, now=now)
    newsroom.approve(article, by=editor, leader=leader, now=now)
    receivers.live_until(now + timedelta(hours=1, seconds=5))


def leave_on_the_desk(
    stories: list[samples.Story], plan: Plan, editor: Account, leader: Account, *, now: datetime
) -> None:
    """What people find when they sign in: one story returned, one that waits for the leader."""
    for story, minutes in zip(stories, (90, 40), strict=True):
        at = now - timedelta(minutes=minutes)
        article = newsroom.write_story(story, plan=plan, by=editor, now=at, is_short=False)
        newsroom.speak(article, by=editor, now=at)
        if story.has_data:
            newsroom.draw(article, by=editor, now=at)
        if minutes == 90:
            newsroom.send_back(article, by=editor, leader=leader, now=at)
        else:
            newsroom.wait_for_leader(article, by=editor, now=at)


def _days_ago(count: int, days: int) -> list[int]:
    """How many days ago each story came out, the newest first: five this week, the rest spread
    evenly over all days."""
    week = [0, 1, 2, 4, 6][:count]
    rest = count - len(week)
    step = (days - 10) / max(1, rest)
    return week + [8 + round(position * step) for position in range(rest)]


def _clear_half_built(folder: Path) -> None:
    """A half-built demo is thrown away; it held nothing of anybody's."""
    import shutil

    if folder.name == ".demo" or (folder / "demo-commune").exists():
        for name in ("lantoa.sqlite3", "lantoa.sqlite3-wal", "lantoa.sqlite3-shm"):
            (folder / name).unlink(missing_ok=True)
        for name in ("media", "receiver", "receivers", "sound"):
            shutil.rmtree(folder / name, ignore_errors=True)

"""Builds the demo commune: six months in the order in which they happened, ending today."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from django_tasks_db.models import DBTaskResult

from lantoa.core import clock
from lantoa.core.clock import ZONE
from lantoa.core.options import option
from lantoa.ledger.origin import mark_as_demo
from lantoa.operation.demo import newsroom, samples
from lantoa.operation.demo.activities import activity_events
from lantoa.operation.demo.commune import build_accounts, build_registry
from lantoa.operation.demo.events import Event, in_order
from lantoa.operation.demo.planning import start_plan
from lantoa.operation.demo.social import build_accounts_elsewhere, copy_out
from lantoa.operation.demo.station import Receivers, build_zones
from lantoa.operation.first_start import prepare
from lantoa.plan.models import Plan
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

SEED = 57
DAYS = 182
BUILT = "demo-built"


def build_if_missing(
    folder: Path, *, say: Callable[[str], None], stories: int | None = None
) -> None:
    """Builds once; a build that was broken off is begun anew, a whole one only brought up to
    date. `stories` tells only so many (None: all)."""
    if (folder / BUILT).exists():
        prepare()
        return
    _clear_half_built(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark_as_demo(folder)
    say("Dựng xã minh họa lần đầu, mất khoảng một phút.")
    prepare()
    build(folder, now=clock.now(), say=say, stories=stories)
    DBTaskResult.objects.all().delete()  # every job of the past was done on the spot
    (folder / BUILT).write_text("1", "ascii")


def build(
    folder: Path, *, now: datetime, say: Callable[[str], None], stories: int | None = None
) -> None:
    """Everything of the demo commune, ending at `now`."""
    raw = samples.table("xa-song-lam.toml")
    today, first_day = now.date(), now.date() - timedelta(days=DAYS)
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
    events = story_events(plan, receivers, now=now, most=stories)
    events += activity_events(plan, raw, now=now)
    for event in in_order(events, until=now):
        event.happen()
    receivers.play_all(now=now)
    receivers.close()


def story_events(
    plan: Plan, receivers: Receivers, *, now: datetime, most: int | None = None
) -> list[Event]:
    """Stories spread over the six months at seeded days and hours, the last ones of this week;
    `most` keeps the first so many."""
    editor = Account.objects.filter(role=Role.EDITOR).get()
    leader = Account.objects.filter(role=Role.LEADER).get()
    chance = random.Random(SEED)  # noqa: S311
    stories = samples.stories()
    older = stories[5:]
    chance.shuffle(older)  # so that sections and genres take turns
    waiting = [older.pop(), older.pop()]
    stories = (stories[:5] + older)[:most]
    days = _days_ago(len(stories))
    events = []
    for position, story in enumerate(stories):
        day = now.date() - timedelta(days=days[position])
        at = datetime.combine(day, time(chance.choice((8, 9, 13, 14)), chance.randrange(60)), ZONE)
        is_short = now - at > timedelta(days=7)

        come_out = partial(
            _come_out, story, plan, receivers, editor, leader, now=at, is_short=is_short
        )
        events.append(Event(at, come_out))
        posted_at = at + timedelta(hours=2)
        events.append(Event(posted_at, partial(copy_out, by=editor, now=posted_at, chance=chance)))
        heard_at = datetime.combine(day, time(17, 50), ZONE)
        events.append(Event(heard_at, partial(receivers.play_all, now=heard_at)))
    desk = partial(leave_on_the_desk, waiting, plan, editor, leader, now=now)
    return [*events, Event(now, desk)]


def _come_out(
    story: samples.Story, plan: Plan, receivers: Receivers, editor: Account, leader: Account,
    *, now: datetime, is_short: bool,
) -> None:  # fmt: skip
    article = newsroom.write_story(story, plan=plan, by=editor, now=now, is_short=is_short)
    newsroom.speak(article, by=editor, now=now)
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
        if minutes == 90:
            newsroom.send_back(article, by=editor, leader=leader, now=at)
        else:
            newsroom.wait_for_leader(article, by=editor, now=at)


def _days_ago(count: int) -> list[int]:
    """How many days ago each story came out, the newest first: five this week, the rest spread
    evenly over the six months."""
    week = [0, 1, 2, 4, 6][:count]
    rest = count - len(week)
    step = (DAYS - 10) / max(1, rest)
    return week + [8 + round(position * step) for position in range(rest)]


def _clear_half_built(folder: Path) -> None:
    """A half-built demo is thrown away; it held nothing of anybody's."""
    import shutil

    if folder.name == ".demo" or (folder / "demo-commune").exists():
        for name in ("lantoa.sqlite3", "lantoa.sqlite3-wal", "lantoa.sqlite3-shm"):
            (folder / name).unlink(missing_ok=True)
        for name in ("media", "receiver", "receivers", "sound"):
            shutil.rmtree(folder / name, ignore_errors=True)

"""The week: planning, moving, undoing, and what the cadences still ask for."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from lantoa.core.errors import Refused
from lantoa.newsroom.ideas.taking import take_up_idea
from lantoa.newsroom.models import Idea, PlannedItem
from lantoa.newsroom.week.planning import (
    change_item,
    drop_item,
    erase_old_items,
    move_item,
    plan_article,
    plan_idea,
    plan_item,
    stood,
    undo,
    write_item,
)
from lantoa.newsroom.week.queries import owed_in, owed_slots
from lantoa.plan.models import Cadence
from lantoa.plan.pace import pace_of
from lantoa.plan.terms import CadencePeriod
from lantoa.registry.terms import Role
from tests.make import NOW, TODAY, account, approved_article, article, task

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def planned(**fields: Any) -> PlannedItem:
    given = {"day": TOMORROW, "headline": "Chợ phiên", "by": account(), **fields}
    return plan_item(**given, now=NOW, today=TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize("day", [YESTERDAY, TODAY + timedelta(days=400)])
def test_nothing_is_planned_for_a_day_that_is_over_or_out_of_sight(day: Any) -> None:
    with pytest.raises(Refused, match="Lịch giữ nguyên"):
        planned(day=day)
    assert not PlannedItem.objects.exists()


@pytest.mark.django_db
def test_who_may_not_write_plans_nothing() -> None:
    item, leader = planned(), account(Role.LEADER)
    with pytest.raises(Refused):
        move_item(item=item, day=TODAY, by=leader, today=TODAY)
    with pytest.raises(Refused):
        drop_item(item=item, by=leader)
    assert PlannedItem.objects.get().day == TOMORROW


@pytest.mark.django_db
def test_an_idea_and_an_article_have_one_day_each() -> None:
    editor = account()
    idea = Idea.objects.create(headline="Góc nộp hồ sơ", text="Ở nhà văn hóa.", noted_at=NOW)
    story = article(by=editor)
    for day in (TODAY, TOMORROW):
        plan_idea(idea=idea, day=day, by=editor, now=NOW, today=TODAY)
        plan_article(article=story, day=day, by=editor, now=NOW, today=TODAY)
    assert list(PlannedItem.objects.values_list("day", flat=True)) == [TOMORROW, TOMORROW]
    assert PlannedItem.objects.get(article=story).task == task("1.1")


@pytest.mark.django_db
def test_a_planned_idea_brings_its_task_into_the_draft_and_keeps_its_day() -> None:
    editor = account()
    idea = Idea.objects.create(headline="Góc nộp hồ sơ", text="Ở nhà văn hóa.", noted_at=NOW)
    item = plan_idea(idea=idea, day=TOMORROW, by=editor, now=NOW, today=TODAY)
    change_item(item=item, headline="Góc hồ sơ", genre="story", task=task("1.4"), writer=editor,
                day=TOMORROW, by=editor, today=TODAY)  # fmt: skip
    made = take_up_idea(idea=idea, by=editor, now=NOW)
    assert (made.genre, [one.number for one in made.tasks.all()]) == ("story", ["1.4"])
    assert PlannedItem.objects.get().article == made
    assert write_item(item=PlannedItem.objects.get(), by=editor, now=NOW) == made


@pytest.mark.django_db
def test_a_planned_item_becomes_one_draft_however_often_it_is_pressed() -> None:
    editor = account()
    item = planned(by=editor, task=task("1.1"), genre="notice")
    first = write_item(item=item, by=editor, now=NOW)
    assert (first.title, first.genre, first.created_by) == ("Chợ phiên", "notice", editor)
    assert write_item(item=item, by=editor, now=NOW) == first


@pytest.mark.django_db
def test_what_went_out_stays_on_its_day() -> None:
    story = approved_article()
    with pytest.raises(Refused, match="đã đăng ngày 23/11/2026"):
        plan_article(article=story, day=TOMORROW, by=account(), now=NOW, today=TODAY)


@pytest.mark.django_db
def test_every_act_is_undone() -> None:
    editor = account()
    item = planned(by=editor, writer=editor, task=task("1.1"))
    before = stood(item)
    move_item(item=item, day=TODAY, by=editor, today=TODAY)
    assert undo(pk=item.pk, before=before, by=editor, now=NOW).day == TOMORROW  # type: ignore[union-attr]
    drop_item(item=item, by=editor)
    undo(pk=item.pk, before=before, by=editor, now=NOW)
    assert stood(PlannedItem.objects.get()) == before
    undo(pk=item.pk, before={}, by=editor, now=NOW)
    assert not PlannedItem.objects.exists()


@pytest.mark.django_db
def test_undo_takes_no_idea_that_has_another_day_by_now() -> None:
    editor = account()
    idea = Idea.objects.create(headline="Góc nộp hồ sơ", noted_at=NOW)
    item = plan_idea(idea=idea, day=TOMORROW, by=editor, now=NOW, today=TODAY)
    before = stood(item)
    drop_item(item=item, by=editor)
    plan_idea(idea=idea, day=TODAY, by=editor, now=NOW, today=TODAY)
    back = undo(pk=item.pk, before=before, by=editor, now=NOW)
    assert back is not None and back.idea is None


@pytest.mark.django_db
def test_a_plan_of_last_year_is_erased_and_its_article_is_not() -> None:
    old = planned()
    made = write_item(item=old, by=account(), now=NOW)
    assert erase_old_items(before=TOMORROW) == 0
    assert erase_old_items(before=TOMORROW + timedelta(days=1)) == 1
    assert type(made).objects.filter(pk=made.pk).exists()


def row(missing_of: int, kinds: list[str], pk: int = 1) -> Any:
    reading = pace_of(count=missing_of, period=CadencePeriod.WEEK, marks=(), today=TODAY,
                      since=TODAY)  # fmt: skip
    cadence = SimpleNamespace(kinds=kinds, what="tin bài", period="week")
    return SimpleNamespace(task=SimpleNamespace(pk=pk, cadence=cadence), reading=reading)


def test_what_is_planned_pays_the_debt_of_its_own_task_and_week_only() -> None:
    rows = [row(2, ["website.published"]), row(1, ["meeting.held"], pk=2)]
    found = owed_in(rows, [(1, TOMORROW), (1, TODAY + timedelta(days=7)), (2, TODAY)])
    assert [(slot.task.pk, slot.still, slot.planned, slot.period) for slot in found] == [
        (1, 1, 1, "tuần")
    ]


@pytest.mark.django_db
def test_a_coming_week_owes_all_and_an_article_that_is_out_pays_by_itself() -> None:
    Cadence.objects.create(task=task("1.1"), count=2, period="week", what="tin bài",
                           kinds=["website.published"])  # fmt: skip
    monday = TODAY + timedelta(days=7)
    assert [slot.still for slot in owed_slots(monday, today=TODAY)] == [2]
    planned(day=monday, task=task("1.1"))
    assert [(slot.still, slot.planned) for slot in owed_slots(monday, today=TODAY)] == [(1, 1)]

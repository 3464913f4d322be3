"""Lịch tuần on the desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.make import NOW, account, approved_article, article, at, plan, task

from lantoa.channels.base.services import open_deliveries, send_due
from lantoa.channels.base.terms import DeliveryState
from lantoa.core import clock
from lantoa.desk.week.cards import Sent, gone_words, marks_of
from lantoa.desk.week.grid import week_of
from lantoa.newsroom.models import Idea, PlannedItem
from lantoa.newsroom.services import submit_article
from lantoa.newsroom.timing.hours import set_timing
from lantoa.newsroom.week.queries import monday_of
from lantoa.plan.models import Cadence
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

MONDAY = date(2026, 11, 23)


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_a_channel_is_done_when_everything_on_it_arrived() -> None:
    done, waits = DeliveryState.DELIVERED, DeliveryState.WAITING
    marks = marks_of(
        [Sent("station", waits, at(17, 15)), Sent("social", done), Sent("social", waits),
         Sent("website", done), Sent("website", DeliveryState.WITHDRAWN)], on=MONDAY,
    )  # fmt: skip
    assert [(mark.name, mark.sign) for mark in marks] == [
        ("trang web", "done"), ("loa 17:15", "coming"), ("mạng xã hội", "coming"),
    ]  # fmt: skip
    assert gone_words({"station": 3, "website": 2, "social": 0}) == "trang web 2, loa 3"


@pytest.mark.django_db
def test_each_story_stands_on_its_day_with_how_far_it_is() -> None:
    plan()
    gone = approved_article(with_sound=False, title="Đã ra")
    open_deliveries(now=NOW)
    send_due(now=NOW)
    waiting = article(for_loudspeaker=False, title="Chờ duyệt")
    submit_article(article=waiting, by=account(), now=NOW, needed_by=at(9, day=date(2026, 11, 26)))
    article(title="Nháp chưa có ngày", for_loudspeaker=False)
    PlannedItem.objects.create(day=date(2026, 11, 27), headline="Dự kiến", made_by=account(),
                               made_at=NOW)  # fmt: skip
    week = week_of(MONDAY, today=MONDAY)
    shown = [[(card.headline, card.word) for card in day.cards] for day in week.days]
    assert shown == [
        [("Đã ra", "đã ra")], [], [], [("Chờ duyệt", "chờ duyệt")], [("Dự kiến", "dự kiến")],
        [], [],
    ]  # fmt: skip
    assert week.days[0].gone == "trang web 1"
    assert [one.headline for one in week.aside] == ["Nháp chưa có ngày"]
    assert gone.live


@pytest.mark.django_db
def test_who_reads_no_drafts_sees_plans_and_what_went_out_only() -> None:
    approved_article(with_sound=False, title="Đã ra")
    waiting = article(for_loudspeaker=False, title="Chờ duyệt")
    PlannedItem.objects.create(day=MONDAY, headline="Của bài", article=waiting, made_at=NOW,
                               made_by=account())  # fmt: skip
    Idea.objects.create(headline="Góc nộp hồ sơ", noted_at=NOW)
    week = week_of(MONDAY, today=MONDAY, reader=account(Role.CLERK))
    assert [card.headline for day in week.days for card in day.cards] == ["Đã ra"]
    assert week.aside == ()


@pytest.mark.django_db
def test_a_week_costs_the_same_however_full_it_is() -> None:
    plan()
    editor = account()
    approved_article(with_sound=False)
    counts = []
    for _ in range(2):
        week_of(MONDAY, today=MONDAY, reader=editor)  # rights and the ledger's head are read once
        with CaptureQueriesContext(connection) as one:
            week_of(MONDAY, today=MONDAY, reader=editor)
        counts.append(len(one))
        for _ in range(3):
            approved_article(with_sound=False)
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_editor_plans_a_debt_an_idea_and_an_article_moves_and_undoes() -> None:
    editor = account()
    today = clock.today()
    Cadence.objects.create(task=task("1.1"), count=2, period="week", what="tin bài",
                           kinds=["website.published"])  # fmt: skip
    idea = Idea.objects.create(headline="Góc nộp hồ sơ", noted_at=NOW)
    story = article(by=editor, for_loudspeaker=False)
    client = signed_in(editor)
    place = reverse("place-in-week")
    for what in (f"no:{task('1.1').pk}", f"yt:{idea.pk}", f"bai:{story.pk}"):
        answer = client.post(place, {"what": what, "day": today.isoformat()}, follow=True)
        assert "Hoàn tác" in answer.content.decode()
    assert PlannedItem.objects.filter(day=today).count() == 3
    assert PlannedItem.objects.get(task__isnull=False, idea=None, article=None).headline == (
        "Tin bài cho nhiệm vụ 1.1"
    )
    held = PlannedItem.objects.get(idea=idea)
    later = (today + timedelta(days=1)).isoformat()
    client.post(place, {"what": f"muc:{held.pk}", "day": later})
    assert PlannedItem.objects.get(idea=idea).day == today + timedelta(days=1)
    client.post(reverse("undo-week"))
    assert PlannedItem.objects.get(idea=idea).day == today
    assert client.post(reverse("undo-week")).status_code == 422


@pytest.mark.django_db
def test_moving_says_that_a_set_hour_of_publication_stays() -> None:
    editor = account()
    story = article(by=editor, for_loudspeaker=False)
    set_timing(
        article=story, content=story.content, publish_at=clock.now() + timedelta(days=2),
        expire_at=None, by=editor, now=clock.now(),
    )  # fmt: skip
    answer = signed_in(editor).post(
        reverse("place-in-week"), {"what": f"bai:{story.pk}", "day": clock.today().isoformat()},
        follow=True,
    )  # fmt: skip
    assert "Giờ hẹn đăng vẫn là" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["", "muc:x", "muc:99", "no:99999999999999999999999", "la:1"])
def test_what_makes_no_sense_moves_nothing(what: str) -> None:
    answer = signed_in(account()).post(
        reverse("place-in-week"), {"what": what, "day": clock.today().isoformat()}
    )
    assert answer.status_code in (404, 422)


@pytest.mark.django_db
def test_item_is_changed_written_dropped_and_read_by_all() -> None:
    editor = account()
    item = PlannedItem.objects.create(day=clock.today(), headline="Dự kiến", made_by=editor,
                                      made_at=NOW)  # fmt: skip
    page = reverse("planned-item", args=[item.pk])
    assert "Viết bài này" not in signed_in(account(Role.LEADER)).get(page).content.decode()
    client = signed_in(editor)
    fields = {"headline": "Chợ phiên", "day": item.day.isoformat(), "genre": "story"}
    assert client.post(page, {**fields, "headline": " "}).status_code == 422
    client.post(page, fields)
    assert PlannedItem.objects.get().headline == "Chợ phiên"
    assert client.post(reverse("write-planned-item", args=[item.pk])).status_code == 302
    assert PlannedItem.objects.get().article is not None
    client.post(reverse("drop-planned-item", args=[item.pk]))
    assert not PlannedItem.objects.exists()
    client.post(reverse("undo-week"))
    assert PlannedItem.objects.get().headline == "Chợ phiên"


@pytest.mark.django_db
def test_reader_sees_the_week_and_its_paper_without_ways_to_change_it() -> None:
    client = signed_in(account(Role.INSPECTOR))
    shown = client.get(reverse("week")).content.decode()
    assert "Lịch tuần" in shown and "draggable" not in shown and "Thêm vào lịch" not in shown
    assert "Chưa xếp mục nào" in client.get(reverse("week-printed")).content.decode()
    assert client.get(f"{reverse('week')}?tuan=9999-12-31").status_code == 200
    assert monday_of(date(2026, 11, 29)) == MONDAY


@pytest.mark.django_db
def test_page_of_an_item_tells_no_draft_and_no_sender_to_who_may_not_know_them() -> None:
    idea = Idea.objects.create(headline="Góc nộp hồ sơ", from_whom="Bà Mỷ", noted_at=NOW)
    named = {"day": MONDAY, "made_by": account(), "made_at": NOW}
    of_draft = PlannedItem.objects.create(headline="Của bài", article=article(), **named)
    of_idea = PlannedItem.objects.create(headline="Của ý tưởng", idea=idea, **named)
    clerk, editor = signed_in(account(Role.CLERK)), signed_in(account())
    pages = [reverse("planned-item", args=[one.pk]) for one in (of_draft, of_idea)]
    assert "Của bài" not in clerk.get(pages[0]).content.decode()
    assert "Bà Mỷ" not in clerk.get(pages[1]).content.decode()
    assert "Của bài" in editor.get(pages[0]).content.decode()
    assert "Bà Mỷ" in editor.get(pages[1]).content.decode()

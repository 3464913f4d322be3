"""Hôm nay by role: each sees what it can act on or must know, and one click does it."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client
from tests import make
from tests.station.make import enrolled, heard_article, zone_with_slot

from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import Decision, Route
from lantoa.channels.base.jobs import deliver
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import send_again
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.models import Broadcast
from lantoa.channels.station.services.again import air_again
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.terms import BroadcastState
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.today.deciding import decisions
from lantoa.desk.today.nudging import Nudge, read_token
from lantoa.desk.today.queries import today_board
from lantoa.ledger.models import Evidence
from lantoa.newsroom.services import submit_article
from lantoa.notices.models import Notice
from lantoa.notices.services import note_notice, remind_unit, tell_account
from lantoa.operation.backup.last import note_backup
from lantoa.operation.doctor.kept import keep_findings
from lantoa.operation.doctor.terms import red, well
from lantoa.plan.models import Task
from lantoa.plan.services import change_cadence
from lantoa.registry.models import Account, Officer, Roster
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def person(role: Role, in_unit: str = "Trung tâm Dịch vụ tổng hợp") -> Account:
    """An account whose officer stands on the roster of a unit."""
    officer = Officer.objects.create(name="Người của đơn vị")
    unit = make.unit(in_unit)
    Roster.objects.create(unit=unit, officer=officer, joined_on=make.TODAY - timedelta(days=900))
    return make.account(role, officer=officer)


def words_of(account: Account) -> str:
    client = Client()
    client.force_login(account)
    page: Any = client.get("/ban-lam-viec/")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def silent_task() -> None:
    plan = make.plan(confirmed_at=make.NOW - timedelta(days=30))
    change_cadence(
        task=plan.tasks.get(number="1.4"), count=3, period="week", what="bản tin",
        kinds=["broadcast.played"], by=make.account(),
    )  # fmt: skip


def failed_airing() -> Broadcast:
    place = make.cluster()
    zone_with_slot([place], at=time(17))
    enrolled(place)
    heard_article("Nộp hồ sơ tại nhà", seconds=40)
    deliver(make.NOW)
    order_due(now=make.NOW)
    Delivery.objects.update(state=DeliveryState.FAILED)
    Broadcast.objects.update(state=BroadcastState.FAILED, problem="Mất điện.")
    return Broadcast.objects.get()


def test_what_a_plan_officer_may_not_do_becomes_a_nudge_to_who_may() -> None:
    failed_airing()
    person(Role.STATION_OPERATOR)
    officer = make.account(Role.PLAN_OFFICER)
    row = today_board(account=officer, now=make.at(17, 30)).urgent.shown[0]
    assert (row.button, row.note) == ("Nhắc Trung tâm Dịch vụ tổng hợp", "Mất điện.")


def test_a_nudge_is_recorded_and_not_sent_twice_a_day() -> None:
    silent_task()
    officer = make.account(Role.PLAN_OFFICER)
    client = Client()
    client.force_login(officer)
    (act,) = today_board(account=officer, now=make.NOW).late
    assert act.row.button == "Nhắc Trung tâm Dịch vụ tổng hợp"
    for _ in range(2):
        answer = client.post("/ban-lam-viec/hom-nay/nhac/", {"token": act.row.token})
        assert answer.status_code == 302
    assert (Notice.objects.count(), Evidence.objects.filter(kind="notice.sent").count()) == (1, 1)
    (after,) = today_board(account=officer, now=clock.now()).late
    assert (after.row.done, after.row.button) == ("Đã nhắc hôm nay", "")


def test_a_nudge_of_the_second_day_says_that_it_is_the_second() -> None:
    silent_task()
    task = Task.objects.get(number="1.4")
    yesterday = make.NOW - timedelta(days=1)
    remind_unit(
        unit=make.unit(), text="Nhắc", subject=task.code, link="", by="account:1",
        today=yesterday.date(), now=yesterday,
    )  # fmt: skip
    (act,) = today_board(account=make.account(Role.PLAN_OFFICER), now=make.NOW).late
    assert act.row.button == "Nhắc lần 2"
    assert act.row.note.endswith("Đã nhắc Trung tâm Dịch vụ tổng hợp 22/11.")


def test_the_words_of_a_nudge_are_never_typed_by_anybody() -> None:
    client = Client()
    client.force_login(make.account(Role.PLAN_OFFICER))
    token = Nudge("task:KH/1", make.unit().pk, "Trung tâm", "Lời nhắc", "").token
    assert read_token(token) == Nudge("task:KH/1", make.unit().pk, "Trung tâm", "Lời nhắc", "")
    answer = client.post("/ban-lam-viec/hom-nay/nhac/", {"token": token[:-2] + "xx"})
    assert (answer.status_code, Notice.objects.count()) == (422, 0)


def test_an_editor_may_not_nudge() -> None:
    client = Client()
    client.force_login(make.account(Role.EDITOR))
    token = Nudge("task:KH/1", make.unit().pk, "Trung tâm", "Lời nhắc", "").token
    answer = client.post("/ban-lam-viec/hom-nay/nhac/", {"token": token})
    assert (answer.status_code, Notice.objects.count()) == (403, 0)


def test_a_unit_contact_sees_the_tasks_and_the_nudges_of_its_unit_only() -> None:
    silent_task()
    contact = person(Role.UNIT_CONTACT)
    other = person(Role.UNIT_CONTACT, "Phòng Kinh tế")
    remind_unit(
        unit=make.unit(), text="Còn thiếu số liệu", subject="task:KH-2026-1/1.4", link="/x/",
        by="account:1", today=make.TODAY, now=make.NOW,
    )  # fmt: skip
    board = today_board(account=contact, now=make.NOW)
    assert [act.line.task.number for act in board.unit_tasks] == ["1.4", "1.1"]
    assert [note.text for note in board.notes.shown] == ["Còn thiếu số liệu"]
    assert (board.urgent.total, board.late) == (0, ())
    theirs = today_board(account=other, now=make.NOW)
    assert (theirs.unit_tasks, theirs.notes.total) == ((), 0)
    assert "Kế hoạch chưa giao nhiệm vụ nào cho đơn vị này." in words_of(other)


def test_a_notice_leaves_the_first_screen_once_it_was_noted() -> None:
    contact = person(Role.UNIT_CONTACT)
    notice = tell_account(
        account=contact, text="Có văn bản mới", subject="plan:KH-2026-1", link="",
        by="account:1", today=make.TODAY, now=make.NOW,
    )  # fmt: skip
    client = Client()
    client.force_login(contact)
    assert "Có văn bản mới" in words_of(contact)
    client.post(f"/ban-lam-viec/hom-nay/thong-bao/{notice.pk}/da-xem/")
    assert "Có văn bản mới" not in words_of(contact)


def test_nobody_notes_what_was_said_to_another() -> None:
    notice = tell_account(
        account=make.account(), text="Riêng", subject="plan:KH-2026-1", link="", by="account:1",
        today=make.TODAY, now=make.NOW,
    )  # fmt: skip
    with pytest.raises(Refused):
        note_notice(notice=notice, by=make.account(), now=make.NOW, today=make.TODAY)


def test_an_operator_airs_again_by_one_click_where_nothing_sounded() -> None:
    failed = failed_airing()
    operator = person(Role.STATION_OPERATOR)
    row = today_board(account=operator, now=make.at(17, 30)).urgent.shown[0]
    assert (row.button, row.is_act) == ("Phát lại khung tới", True)
    delivery = failed.bulletin.delivery
    bulletin = air_again(delivery=delivery, by=operator, now=make.at(17, 30))
    assert bulletin.starts_at == make.at(17) + timedelta(days=1)
    with pytest.raises(Refused):  # a second click adds nothing
        air_again(delivery=delivery, by=operator, now=make.at(17, 31))


def test_what_is_unknown_is_never_aired_twice() -> None:
    failed = failed_airing()
    Broadcast.objects.update(state=BroadcastState.UNKNOWN)
    with pytest.raises(Refused):
        air_again(delivery=failed.bulletin.delivery, by=person(Role.STATION_OPERATOR),
                  now=make.at(17, 30))  # fmt: skip


def test_who_is_not_of_the_station_may_not_air_again() -> None:
    with pytest.raises(Refused):
        air_again(delivery=failed_airing().bulletin.delivery, by=make.account(Role.EDITOR),
                  now=make.at(17, 30))  # fmt: skip


def test_what_may_have_gone_out_is_not_sent_again() -> None:
    article = make.approved_article(with_sound=False)
    delivery = Delivery.objects.create(
        key="k", channel="website", article=article, content=article.live_content,
        state=DeliveryState.UNCERTAIN, created_at=make.NOW,
    )  # fmt: skip
    with pytest.raises(Refused):
        send_again(delivery=delivery, by=make.account(Role.EDITOR), now=make.NOW)


def test_an_editor_writes_for_a_late_task_by_one_click() -> None:
    plan = make.plan(confirmed_at=make.NOW - timedelta(days=30))
    task = plan.tasks.get(number="1.1")
    change_cadence(
        task=task, count=2, period="week", what="tin bài", kinds=["website.published"],
        by=make.account(),
    )  # fmt: skip
    editor = make.account(Role.EDITOR)
    (act,) = today_board(account=editor, now=make.NOW).late
    assert (act.row.button, act.row.address) == (
        "Viết bài", f"/ban-lam-viec/tin-bai/the-loai/?nhiem_vu={task.pk}",
    )  # fmt: skip


def test_an_administrator_sees_the_machine_and_not_the_newsroom(settings: Any) -> None:
    folder = settings.HOME
    (folder / "logs").mkdir(exist_ok=True)
    keep_findings([red("Ổ đĩa đầy", "Dọn ổ đĩa"), well("Khóa còn")], folder=folder, now=make.NOW)
    note_backup(folder, now=make.NOW - timedelta(days=9))
    board = today_board(account=make.account(Role.ADMINISTRATOR), now=make.NOW)
    assert [(row.kind, row.what, row.note) for row in board.urgent.shown] == [
        ("Hỏng", "Ổ đĩa đầy", "Dọn ổ đĩa."),
        ("Sao lưu", "Bản sao lưu gần nhất đã 9 ngày",
         "Chạy «lantoa backup TỆP» ra ổ đĩa khác rồi cất riêng với khóa."),
    ]  # fmt: skip
    assert board.machine == (
        "Khám lúc 09:00 ngày 23/11/2026: 1 mục tốt, 0 lưu ý, 1 hỏng.",
        "Sao lưu gần nhất lúc 09:00 ngày 14/11/2026.",
    )
    assert (board.so_far, board.late) == ("", ())


def test_an_administrator_lifts_a_lock_by_one_click(settings: Any) -> None:
    account, moment = make.account(Role.EDITOR), clock.now()
    AccessAttempt.objects.create(
        username=account.username, failures_since_start=settings.AXES_FAILURE_LIMIT,
        ip_address="127.0.0.1",
    )  # fmt: skip
    administrator = make.account(Role.ADMINISTRATOR)
    (row,) = [
        row
        for row in today_board(account=administrator, now=moment).urgent.shown
        if row.kind == "Bị khóa"
    ]
    client = Client()
    client.force_login(administrator)
    assert client.post(row.address).status_code == 302
    assert AccessAttempt.objects.count() == 0
    own = row.address.replace(f"/{account.pk}/", f"/{administrator.pk}/")
    assert own != row.address
    assert client.post(own).status_code == 422


def test_a_leader_is_not_asked_to_decide_on_own_work() -> None:
    article = make.article(for_loudspeaker=False)
    submit_article(article=article, by=article.created_by, now=make.NOW)
    author = article.created_by
    author.groups.set(make.account(Role.LEADER).groups.all())
    author = Account.objects.get(pk=author.pk)
    assert today_board(account=author, now=make.NOW).waiting.total == 0
    assert today_board(account=make.account(Role.LEADER), now=make.NOW).waiting.total == 1


def test_a_head_sees_the_first_step_and_a_leader_what_the_head_has_seen() -> None:
    head, leader = make.account(Role.HEAD), make.account(Role.LEADER)
    article = make.article(for_loudspeaker=False)
    request = submit_article(article=article, by=article.created_by, now=make.NOW)
    Request.objects.filter(pk=request.pk).update(route=Route.TWO)
    assert today_board(account=head, now=make.NOW).waiting.total == 1
    (row,) = today_board(account=leader, now=make.NOW).waiting.shown
    assert row.note.endswith("Trưởng phòng chưa duyệt bước một.")
    Approval.objects.create(
        request=request, subject=request.subject, content="c", hash=request.hash, by=head,
        decision=Decision.APPROVED, decided_at=make.NOW, is_final=False,
    )  # fmt: skip
    assert today_board(account=head, now=make.NOW).waiting.total == 0
    (row,) = today_board(account=leader, now=make.NOW).waiting.shown
    assert row.note.endswith("ngày 23/11.")


@pytest.mark.parametrize("count", [1, 3])
def test_decisions_take_the_same_queries_for_one_request_and_for_three(
    count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        article = make.article(title=f"Bài {number}", for_loudspeaker=False)
        submit_article(article=article, by=article.created_by, now=make.NOW)
    leader = make.account(Role.LEADER)
    leader.has_perm("plan.view_plan")
    with django_assert_num_queries(3):
        decisions(leader, now=make.NOW)


@pytest.mark.parametrize("role", list(Role))
def test_hom_nay_opens_for_every_role(role: Role) -> None:
    silent_task()
    assert "Hôm nay, " in words_of(person(role))

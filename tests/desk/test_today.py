"""Hôm nay and the on-air light."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from tests import make
from tests.station.make import enrolled, heard_article, zone_with_slot

from lantoa.channels.base.jobs import deliver
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.settling import mark_unknown
from lantoa.desk.plans.rows import target_summary
from lantoa.desk.today.air import Light, air, light, so_far
from lantoa.desk.today.queries import behind, today_board, today_targets
from lantoa.newsroom.services import return_article, submit_article
from lantoa.plan.models import Task
from lantoa.plan.services import change_cadence
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def home(role: Role) -> str:
    client = Client()
    client.force_login(make.account(role))
    page: Any = client.get("/ban-lam-viec/")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_a_new_commune_sees_the_first_step() -> None:
    assert "Đưa kế hoạch vào" in home(Role.PLAN_OFFICER)


def test_an_editor_is_told_who_brings_the_plan_in() -> None:
    assert "Việc này do cán bộ kế hoạch, báo cáo làm." in home(Role.EDITOR)


def test_a_leader_sees_what_waits_for_a_decision() -> None:
    article = make.article(for_loudspeaker=False)
    submit_article(article=article, by=article.created_by, now=make.NOW)
    page = home(Role.LEADER)
    assert "1 nội dung" in page and article.title in page


def test_an_editor_sees_the_reason_of_a_return() -> None:
    author = make.account(Role.EDITOR)
    article = make.article(by=author, for_loudspeaker=False)
    request = submit_article(article=article, by=author, now=make.NOW)
    return_article(
        request=request, reason="Sửa ngày", expected_hash=request.hash, seen=[],
        by=make.account(Role.LEADER), now=make.NOW + timedelta(minutes=1),
    )  # fmt: skip
    (row,) = today_board(account=author, now=make.NOW).waiting.shown
    assert (row.kind, row.note) == ("Trả lại", "Lý do: Sửa ngày")


def test_an_officer_sees_an_overdue_task_first() -> None:
    make.plan()
    Task.objects.filter(number="1.1").update(timing="by_day", due_on=make.TODAY - timedelta(days=3))
    board = today_board(account=make.account(Role.PLAN_OFFICER), now=make.NOW)
    (row,) = board.urgent.shown
    assert (row.kind, row.note) == (
        "Quá hạn", "Hạn 20/11/2026, quá hạn 3 ngày. Chưa có minh chứng.",
    )  # fmt: skip


def test_a_task_without_its_cadence_is_told() -> None:
    plan = make.plan(confirmed_at=make.NOW - timedelta(days=30))
    change_cadence(
        task=plan.tasks.get(number="1.4"), count=3, period="week", what="bản tin",
        kinds=["broadcast.played"], by=make.account(),
    )  # fmt: skip
    board = today_board(account=make.account(Role.PLAN_OFFICER), now=make.NOW)
    assert [(act.line.task.number, act.line.pace_words) for act in board.late] == [
        ("1.4", "Chưa có gì")
    ]


def test_the_next_report_counts_down() -> None:
    plan = make.plan()
    plan.reportdutys.create(before="12-10", every="year", to="Sở Khoa học và Công nghệ")
    duty = today_board(account=make.account(Role.PLAN_OFFICER), now=make.NOW).duty
    assert duty is not None
    assert (duty.countdown, duty.due, duty.to) == (
        "còn 17 ngày", "thứ Năm 10/12/2026", "Sở Khoa học và Công nghệ",
    )  # fmt: skip


def test_a_report_that_was_not_issued_stays_until_it_is() -> None:
    plan = make.plan(confirmed_at=make.NOW - timedelta(days=60))
    plan.reportdutys.create(before="11-20", every="year", to="Ủy ban nhân dân tỉnh")
    plan.reportdutys.create(before="12-10", every="year", to="Sở Khoa học và Công nghệ")
    duty = today_board(account=make.account(Role.PLAN_OFFICER), now=make.NOW).duty
    assert duty is not None
    assert (duty.countdown, duty.due) == ("quá hạn 3 ngày", "thứ Sáu 20/11/2026")


def test_a_silent_station_rests() -> None:
    assert (light(now=make.NOW), so_far(now=make.NOW)) == (Light(), "")


def aired_at_five() -> None:
    """One bulletin of 40 seconds, ordered for today 17:00."""
    place = make.cluster()
    zone_with_slot([place], at=time(17))
    enrolled(place)
    heard_article("Nộp hồ sơ tại nhà", seconds=40)
    deliver(make.NOW)
    order_due(now=make.NOW)


def test_the_light_tells_the_next_hour_then_that_it_sounds() -> None:
    aired_at_five()
    assert light(now=make.NOW) == Light(next="17:00")
    assert light(now=make.at(17)) == Light("on_air", until="17:00")


def test_the_station_card_tells_now_next_and_the_hole_of_tomorrow() -> None:
    aired_at_five()
    card = air(now=make.NOW)
    assert [(line.at, line.what, line.is_hole) for line in card.next] == [
        ("17:00", "Nộp hồ sơ tại nhà", False),
        ("17:00 mai", "Chương trình sáng chưa có bản tin", True),
    ]
    assert (air(now=make.at(17)).state, air(now=make.at(17)).title) == (
        "on_air", "Nộp hồ sơ tại nhà",
    )  # fmt: skip


def test_an_airing_without_its_proof_is_unknown_not_failed() -> None:
    aired_at_five()
    mark_unknown(now=make.at(17, 20))
    board = today_board(account=make.account(Role.EDITOR), now=make.at(17, 20))
    (row,) = board.urgent.shown
    assert (row.kind, row.what) == (
        "Chưa rõ", "Bến Đò 1 chưa rõ có phát không «Nộp hồ sơ tại nhà» lúc 17:00 ngày 23/11",
    )  # fmt: skip


def test_the_light_is_a_small_answer(django_assert_num_queries: Any) -> None:
    client = Client()
    client.force_login(make.account(Role.EDITOR))
    client.get("/ban-lam-viec/den-phat/")
    with django_assert_num_queries(8):
        client.get("/ban-lam-viec/den-phat/", headers={"X-Passive": "1"})


@pytest.mark.parametrize(("role", "count"), [(Role.PLAN_OFFICER, 20), (Role.LEADER, 16)])
@pytest.mark.parametrize("tasks", [2, 8])
def test_hom_nay_takes_the_same_queries_for_two_tasks_and_for_eight(
    role: Role, count: int, tasks: int, django_assert_num_queries: Any
) -> None:
    plan = make.plan()
    for number in range(tasks - 2):
        plan.tasks.create(number=f"2.{number}", text="Nhiệm vụ", position=10 + number)
    account = make.account(role)
    account.has_perm("plan.view_plan")
    with django_assert_num_queries(count):
        today_board(account=account, now=make.NOW)


def test_targets_of_every_live_plan_are_told_and_none_twice() -> None:
    counted, bare = make.plan(), make.plan(code="KH-2026-2", confirmed_at=make.NOW)
    counted.targets.create(
        period="2026", year=2026, text="Có kế hoạch", indicators=["A1"], position=1
    )
    bare.targets.create(period="2026", year=2026, text="Chỉ tiêu lạ", position=1)
    lines = today_targets(now=make.NOW)
    assert sorted(line.figure.plan for line in lines) == ["KH-2026-1", "KH-2026-2"]
    late = behind(lines)
    assert [line.name for line in late if not line.code] == []
    assert target_summary(lines).endswith("1 chưa có cách đếm")
    assert ("chậm" in target_summary(lines)) == bool(late)


def test_a_target_that_nothing_counts_is_not_called_late() -> None:
    make.plan().targets.create(period="2026", year=2026, text="Chỉ tiêu lạ", position=1)
    client = Client()
    client.force_login(make.account(Role.PLAN_OFFICER))
    page: Any = client.get("/ban-lam-viec/hom-nay/chi-tieu/")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
    assert "0 trên 1" in words
    assert "1 chưa có cách đếm." in words
    assert "Không có chỉ tiêu nào chậm" not in words

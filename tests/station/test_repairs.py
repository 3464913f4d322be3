"""Broken, repaired, paid; too loud; silent without a word."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from lantoa.channels.station.models import NoiseComplaint, RepairTicket
from lantoa.channels.station.services.beats import take_beat
from lantoa.channels.station.services.repairs import (
    RepairCost,
    answer_complaint,
    book_cost,
    close_ticket,
    note_complaint,
    note_ticket,
    open_ticket,
)
from lantoa.channels.station.services.silence import tell_silence
from lantoa.channels.station.services.state import note_line
from lantoa.core.errors import Refused
from lantoa.desk.station.map import cells
from lantoa.ledger.models import Evidence
from lantoa.notices.models import Notice
from lantoa.plan.models import CostLine
from lantoa.plan.terms import Source
from lantoa.registry.terms import Role
from tests import make
from tests.make import NOW, TODAY
from tests.station.breaking import beat_of
from tests.station.make import Speaker, operator
from tests.station.test_groups import speakers

pytestmark = pytest.mark.django_db
PAID = RepairCost(850_000, Source.STATE, "Phiếu chi 112")


def broken() -> tuple[RepairTicket, Speaker]:
    [one] = speakers(1)
    ticket = open_ticket(
        cluster=one.receiver.cluster, fault="Loa  không kêu", found_by="trưởng thôn",
        by=operator(), now=NOW,
    )  # fmt: skip
    return ticket, one


def closed(
    ticket: RepairTicket, *, was_heard: bool = True, cost: RepairCost = PAID
) -> RepairTicket:
    return close_ticket(
        ticket=ticket, done="Thay nguồn", was_heard=was_heard, cost=cost, by=operator(), now=NOW
    )


def test_one_open_ticket_a_cluster_and_a_second_press_answers_the_first() -> None:
    ticket, one = broken()
    again = open_ticket(cluster=one.receiver.cluster, fault="Rè", by=operator(), now=NOW)
    assert (again, ticket.fault) == (ticket, "Loa không kêu")
    note_ticket(ticket=ticket, text="Đã gọi thợ", by=operator(), now=NOW)
    assert [row.text for row in ticket.notes.all()] == ["Đã gọi thợ"]


def test_ticket_is_closed_by_a_sign_of_life_and_by_a_person_and_by_neither_alone() -> None:
    ticket, one = broken()
    with pytest.raises(Refused, match="chưa có tín hiệu lại"):
        closed(ticket)
    take_beat(name=one.name, data=beat_of(one), now=NOW)
    with pytest.raises(Refused, match="Chưa có người nghe"):
        closed(ticket, was_heard=False)
    with pytest.raises(Refused, match="nguồn kinh phí"):
        closed(ticket, cost=RepairCost(5))
    assert closed(ticket).closed_at == NOW
    with pytest.raises(Refused, match="đã khép"):
        closed(ticket)
    entry = Evidence.objects.get(kind="device.repaired")
    assert (entry.payload["cost"], entry.payload["source"]) == (850_000, "state")
    assert one.receiver.cluster.code in entry.subjects


def test_money_of_a_ticket_goes_into_the_plan_once_by_who_keeps_the_money() -> None:
    ticket, one = broken()
    take_beat(name=one.name, data=beat_of(one), now=NOW)
    ticket = closed(ticket)
    officer, task = make.account(Role.PLAN_OFFICER), make.task()
    with pytest.raises(Refused, match="không được giao"):
        book_cost(ticket=ticket, tasks=[task], by=operator(), now=NOW)
    line = book_cost(ticket=ticket, tasks=[task], by=officer, now=NOW)
    assert (line.spent, line.source) == (850_000, "state")
    with pytest.raises(Refused, match="rồi"):
        book_cost(ticket=ticket, tasks=[task], by=officer, now=NOW)
    assert CostLine.objects.count() == 1


def test_complaint_belongs_to_its_cluster_and_is_answered_once() -> None:
    place = make.cluster()
    noise = note_complaint(
        cluster=place, text="Loa to lúc 5 giờ", heard_on=TODAY, heard_at=time(5), by=operator(),
        now=NOW,
    )  # fmt: skip
    answer_complaint(complaint=noise, answer="Giảm còn mức 5", by=operator(), now=NOW)
    with pytest.raises(Refused, match="rồi"):
        answer_complaint(complaint=noise, answer="Khác", by=operator(), now=NOW)
    with pytest.raises(Refused, match="chưa xảy ra"):
        note_complaint(
            cluster=place, text="x", heard_on=TODAY + timedelta(days=1), heard_at=None,
            by=operator(), now=NOW,
        )  # fmt: skip
    assert NoiseComplaint.objects.get().answer == "Giảm còn mức 5"


def test_silent_receiver_is_told_within_three_minutes_and_once_for_each_silence() -> None:
    [one] = speakers(1)
    person = operator()
    note_line(is_up=True, problem="", now=NOW)
    take_beat(name=one.name, data=beat_of(one), now=NOW)
    assert tell_silence(now=NOW + timedelta(seconds=90)) == 0
    # The tick looks every half minute: at the latest so long after the last sign of life.
    late = NOW + timedelta(seconds=95 + 30)
    assert late < NOW + timedelta(minutes=3)
    assert tell_silence(now=late) == 1
    assert tell_silence(now=late + timedelta(minutes=1)) == 1
    [notice] = Notice.objects.filter(to_account=person)
    assert "mất liên lạc từ 09:00" in notice.text
    # It came back and falls silent once more on the same day.
    back = NOW + timedelta(hours=5)
    take_beat(name=one.name, data=beat_of(one, seq=2), now=back)
    assert tell_silence(now=back + timedelta(minutes=2)) == 1
    assert Notice.objects.filter(to_account=person).count() == 2


def test_many_at_once_are_one_notice_and_a_known_fault_is_none() -> None:
    rows = speakers(4)
    person = operator()
    note_line(is_up=True, problem="", now=NOW)
    for row in rows:
        take_beat(name=row.name, data=beat_of(row), now=NOW)
    open_ticket(cluster=rows[0].receiver.cluster, fault="Rè", by=person, now=NOW)
    assert tell_silence(now=NOW + timedelta(minutes=2)) == 3
    [notice] = Notice.objects.filter(to_account=person)
    assert notice.text.startswith("3 cụm loa cùng mất liên lạc")


def test_those_who_come_back_one_by_one_are_no_news_of_the_others() -> None:
    rows = speakers(6)
    person = operator()
    note_line(is_up=True, problem="", now=NOW)
    for number, row in enumerate(rows):
        at = NOW + timedelta(seconds=20 * number)
        take_beat(name=row.name, data=beat_of(row), now=at)
    late = NOW + timedelta(minutes=4)
    assert tell_silence(now=late) == 6
    for number in range(1, 6):
        back = late + timedelta(minutes=number)
        for one in rows[:number]:
            take_beat(name=one.name, data=beat_of(one, seq=2 + number), now=back)
        assert tell_silence(now=back) == 6 - number
    assert Notice.objects.filter(to_account=person).count() == 1
    # One who falls silent anew is news.
    assert tell_silence(now=late + timedelta(minutes=8)) == 6
    assert Notice.objects.filter(to_account=person).count() == 2


def test_station_without_its_own_line_accuses_no_receiver() -> None:
    [one] = speakers(1)
    take_beat(name=one.name, data=beat_of(one), now=NOW)
    note_line(is_up=False, problem="x", now=NOW)
    assert tell_silence(now=NOW + timedelta(minutes=5)) == 0


def test_map_gives_every_hamlet_what_is_nearest_to_it() -> None:
    found = cells({1: (250.0, 500.0), 2: (750.0, 500.0)})
    corners = {(20.0, 20.0), (500.0, 20.0), (500.0, 980.0), (20.0, 980.0)}
    assert set(found[1]) == corners
    assert cells({1: (500.0, 500.0), 2: (500.0, 500.0)}) == {}
    assert cells({1: (500.0, 500.0)}) == {}

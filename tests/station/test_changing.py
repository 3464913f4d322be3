"""A timetable that changes under what was placed: days, series, profiles, quiet places."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from lantoa.channels.base.jobs import deliver
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.models import (
    Broadcast,
    Bulletin,
    DayProfile,
    QuietPlace,
    SlotChange,
    TimeSlot,
    VolumeHour,
    Zone,
)
from lantoa.channels.station.queries import day_lines
from lantoa.channels.station.services.changing import (
    Wanted,
    add_day,
    move_day,
    move_series,
    occurrence,
    skip_day,
    take_back_change,
)
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.profiles import save_profile, save_quiet_place
from lantoa.channels.station.services.trying import would_break
from lantoa.channels.station.services.zones import follow_hamlets, save_slot, save_zone
from lantoa.channels.station.terms import (
    BroadcastState,
    ChangeKind,
    LimitSet,
    ProfileDays,
    ProfileEffect,
    ProfileKind,
    ZoneKind,
)
from lantoa.core.errors import Refused
from lantoa.receiver import messages
from lantoa.receiver.judge import Course, Standing, judge
from lantoa.receiver.messages import Fault, Opened
from lantoa.receiver.quiet import QuietHours
from tests.make import NOW, TODAY, at, cluster, hamlet
from tests.station.make import enrolled, heard_article, operator, zone_with_slot
from tests.station.test_ordering import opened

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def placed(seconds: int = 40) -> tuple[TimeSlot, Bulletin]:
    """A slot at 17:00 with a bulletin of today, ordered."""
    place = cluster()
    zone = zone_with_slot([place], at=time(17))
    enrolled(place)
    heard_article("Nộp hồ sơ tại nhà", seconds=seconds)
    deliver(NOW)
    order_due(now=NOW)
    return zone.slots.get(), Bulletin.objects.get()


def test_bulletin_moves_with_its_slot_on_one_day_and_is_ordered_anew() -> None:
    slot, bulletin = placed()
    of = occurrence(slot=slot, starts_at=at(17))
    move_day(of=of, to=Wanted(TODAY, time(18, 30)), by=operator(), now=NOW)
    bulletin.refresh_from_db()
    [order] = order_due(now=NOW)
    body = opened(order).body
    assert isinstance(body, messages.Play)
    assert (bulletin.starts_at, body.starts_at) == (at(18, 30), at(18, 30))
    assert Bulletin.objects.count() == 1


def test_day_left_out_sends_its_bulletin_to_the_next_day() -> None:
    slot, bulletin = placed()
    skip_day(of=occurrence(slot=slot, starts_at=at(17)), why="họp", by=operator(), now=NOW)
    delivery = Delivery.objects.get(channel="station")
    assert (delivery.state, delivery.problem) == (
        DeliveryState.WAITING, "Khung giờ đã đổi; bản tin được xếp lại.",
    )  # fmt: skip
    assert set(bulletin.broadcasts.values_list("state", flat=True)) == {BroadcastState.WITHDRAWN}
    deliver(NOW)
    again = Bulletin.objects.exclude(pk=bulletin.pk).get()
    assert again.starts_at == at(17, day=TOMORROW)


def test_day_that_is_taken_back_sounds_again() -> None:
    slot, _ = placed()
    made = skip_day(of=occurrence(slot=slot, starts_at=at(17)), why="", by=operator(), now=NOW)
    assert made is not None
    take_back_change(change=made, by=operator(), now=NOW)
    assert [line.at for line in day_lines(TODAY)] == [at(17)]


def test_moved_onto_another_day_is_left_out_here_and_added_there() -> None:
    slot, _ = placed()
    rows = move_day(
        of=occurrence(slot=slot, starts_at=at(17)), to=Wanted(TOMORROW, time(11)), by=operator(),
        now=NOW,
    )  # fmt: skip
    assert [(row.day, row.kind) for row in rows] == [
        (TODAY, ChangeKind.SKIP), (TOMORROW, ChangeKind.ADD),
    ]  # fmt: skip
    assert [line.at for line in day_lines(TOMORROW)] == [
        at(11, day=TOMORROW), at(17, day=TOMORROW),
    ]  # fmt: skip


def test_series_moves_its_hour_and_its_weekday() -> None:
    place = cluster()
    zone = zone_with_slot([place], at=time(17), rule="FREQ=WEEKLY;BYDAY=MO,TH")
    of = occurrence(slot=zone.slots.get(), starts_at=at(17))
    move_series(of=of, to=Wanted(TOMORROW, time(16)), by=operator(), now=NOW, today=TODAY)
    slot = zone.slots.get()
    assert (slot.rule, slot.at) == ("FREQ=WEEKLY;BYDAY=TU,TH", time(16))


def test_change_into_closed_hours_is_told_before_and_refused() -> None:
    """The accident of Trung Lộc (DOMAIN 7.5) by a change of one day."""
    slot, bulletin = placed()
    of, to = occurrence(slot=slot, starts_at=at(17)), Wanted(TOMORROW, time(3, 15))
    told = would_break(lambda: move_day(of=of, to=to, by=operator(), now=NOW))
    assert "03:15–03:30 nằm trong khung giờ không phát 21:00–05:00" in told
    assert SlotChange.objects.count() == 0
    with pytest.raises(Refused, match="không phát 21:00–05:00"):
        add_day(slot=slot, to=to, by=operator(), now=NOW)
    bulletin.refresh_from_db()
    assert bulletin.starts_at == at(17)


def test_order_at_a_quarter_past_three_passes_neither_server_nor_receiver() -> None:
    """The same, by somebody who writes into the database, and by a rogue order."""
    _, bulletin = placed()
    early = at(3, 15, day=TOMORROW)
    Broadcast.objects.update(
        state=BroadcastState.PLANNED, starts_at=early, ends_at=early + timedelta(seconds=40)
    )
    assert order_due(now=NOW) == []
    assert Broadcast.objects.get().state == BroadcastState.FAILED
    for priority, course in (
        (messages.Priority.ORDINARY, Course.REFUSE), (messages.Priority.PRIORITY, Course.REFUSE),
        (messages.Priority.EMERGENCY, Course.OBEY),
    ):  # fmt: skip
        play = messages.Play(
            bulletin.wire_id, early, 40, "a" * 64, 10, "audio/mpeg", "/x", priority, 0,
            early + timedelta(seconds=41),
        )  # fmt: skip
        order = messages.Order(
            "b" * 64, "r/xa-1-bt1", 7, NOW, NOW, early + timedelta(minutes=2), play
        )
        standing = Standing(
            "xa-1-bt1", {}, QuietHours.read("21:00", "05:00"), 0, None, NOW + timedelta(hours=1)
        )
        found = judge(Opened(order, "b" * 64, "c" * 64), standing)
        assert found.course is course
        assert (found.fault is Fault.QUIET_HOURS) == (course is Course.REFUSE)


def test_mourning_clears_its_days_and_nothing_is_placed_on_them() -> None:
    _, bulletin = placed()
    mourning = DayProfile(
        name="Quốc tang", kind=ProfileKind.MOURNING, first=TODAY, last=TOMORROW,
        effect=ProfileEffect.SILENCE,
    )  # fmt: skip
    save_profile(profile=mourning, zones=[], by=operator(), now=NOW)
    deliver(NOW)
    again = Bulletin.objects.exclude(pk=bulletin.pk).get()
    assert again.starts_at == at(17, day=TODAY + timedelta(days=2))
    assert day_lines(TODAY) == day_lines(TOMORROW) == []


def test_tet_replaces_the_slots_of_every_day() -> None:
    slot, _ = placed()
    tet = save_profile(
        profile=DayProfile(
            name="Tết", kind=ProfileKind.TET, days=ProfileDays.TET, effect=ProfileEffect.REPLACE
        ),
        zones=[], by=operator(), now=NOW,
    )  # fmt: skip
    own = TimeSlot(
        zone=slot.zone, name="Chúc Tết", at=time(8), seconds=600, starts_on=TODAY, profile=tet
    )
    save_slot(slot=own, by=operator(), today=TODAY, now=NOW)
    day = date(2027, 2, 6)
    assert [line.item for line in day_lines(day)] == ["Chúc Tết"]
    assert [line.slot.name for line in day_lines(TOMORROW)] == ["Chương trình sáng"]


def test_sound_is_softer_by_hour_and_the_order_says_so() -> None:
    slot, bulletin = placed()
    zone = slot.zone
    save_zone(
        zone=zone, clusters=list(zone.clusters.all()), by=operator(), now=NOW,
        volume_hours=[VolumeHour(start=time(16), end=time(18), level=4)],
    )  # fmt: skip
    Broadcast.objects.update(state=BroadcastState.PLANNED)
    [order] = order_due(now=NOW)
    body = opened(order).body
    assert isinstance(body, messages.Play)
    assert body.gain_db == -13
    assert bulletin.wire_id == body.broadcast


def test_cluster_beside_a_school_gets_no_bulletin_in_school_hours() -> None:
    near, far = cluster("Gần trường"), cluster("Xa trường")
    zone_with_slot([near, far], at=time(10), now=NOW)
    for place in (near, far):
        enrolled(place)
    place = QuietPlace(name="Trường Tiểu học", start=time(7), end=time(11), level=0)
    save_quiet_place(place=place, clusters=[near], by=operator(), now=NOW)
    heard_article("Tin trưa", seconds=30)
    deliver(NOW)
    rows = Broadcast.objects.select_related("receiver__cluster")
    assert [row.receiver.cluster.name for row in rows] == ["Xa trường"]


def test_school_that_comes_later_silences_what_was_planned() -> None:
    slot, bulletin = placed()
    place = QuietPlace(name="Trạm y tế", start=time(16), end=time(18), weekdays_only=False)
    clusters = list(slot.zone.clusters.all())
    save_quiet_place(place=place, clusters=clusters, by=operator(), now=NOW)
    assert bulletin.broadcasts.get().state == BroadcastState.WITHDRAWN


def test_town_keeps_to_its_limits() -> None:
    place = cluster()
    zone = Zone(name="Phố", limits_set=LimitSet.URBAN)
    save_zone(zone=zone, clusters=[place], by=operator())
    slot = TimeSlot(zone=zone, name="Sáng", at=time(6), seconds=1800, starts_on=TODAY)
    with pytest.raises(Refused, match="quá mức 15 phút một buổi của Phố"):
        save_slot(slot=slot, by=operator(), today=TODAY)
    slot.pk, slot.seconds = None, 900
    with pytest.raises(Refused, match="thứ Bảy: Phố nghỉ phát cuối tuần"):
        save_slot(slot=slot, by=operator(), today=TODAY)
    slot.pk, slot.rule = None, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert save_slot(slot=slot, by=operator(), today=TODAY).pk


def test_zone_of_a_hamlet_follows_the_hamlet() -> None:
    home = hamlet("Lam Hạ")
    cluster("Lam Hạ 1", home)
    zone = Zone(name="Thôn Lam Hạ", kind=ZoneKind.HAMLET, hamlet=home)
    save_zone(zone=zone, clusters=[], by=operator())
    cluster("Lam Hạ 2", home)
    assert follow_hamlets() == 1
    assert sorted(zone.clusters.values_list("name", flat=True)) == ["Lam Hạ 1", "Lam Hạ 2"]
    assert follow_hamlets() == 0


def test_past_days_stay_as_they_were() -> None:
    slot, _ = placed()
    yesterday = TODAY - timedelta(days=1)
    of = occurrence(slot=slot, starts_at=at(17, day=yesterday))
    with pytest.raises(Refused, match="đã qua"):
        skip_day(of=of, why="", by=operator(), now=NOW)


def test_changes_are_for_those_who_keep_the_timetable() -> None:
    from tests.make import account

    slot, _ = placed()
    of = occurrence(slot=slot, starts_at=at(17))
    with pytest.raises(Refused, match="không có quyền"):
        skip_day(of=of, why="", by=account(), now=NOW)

"""What a coming slot holds and what is left out of it, with the reason."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from lantoa.channels.base.jobs import deliver
from lantoa.channels.station.line_up import (
    PLACED_BEFORE,
    LeftOut,
    LineUp,
    coming_airtimes,
    line_up,
)
from lantoa.channels.station.models import TimeSlot
from lantoa.media.choosing import LESS_URGENT, NO_ROOM, TOO_LONG
from tests.make import NOW, at, cluster
from tests.station.make import enrolled, heard_article, zone_with_slot

pytestmark = pytest.mark.django_db
TOMORROW = at(17) + timedelta(days=1)


def slot(seconds: int) -> None:
    place = cluster()
    zone_with_slot([place], at=time(17), seconds=seconds)
    enrolled(place)


def now_in_slot() -> LineUp:
    return line_up(coming_airtimes(NOW)[0])


def test_empty_slot_has_all_its_seconds() -> None:
    slot(60)
    found = now_in_slot()
    assert (found.held, found.left, found.used, found.spare) == ((), (), 0, 60)


def test_bulletins_are_counted_with_the_second_between_them() -> None:
    slot(60)
    for title, seconds in (("Một", 20), ("Hai", 15)):
        heard_article(title, seconds=seconds)
    deliver(NOW)
    found = now_in_slot()
    assert [(row.title, row.seconds) for row in found.held] == [("Một", 20), ("Hai", 15)]
    assert (found.used, found.spare, found.left) == (36, 24, ())


def test_bulletin_without_room_is_named_with_its_later_hour() -> None:
    slot(60)
    for title in ("Một", "Hai"):
        heard_article(title, seconds=40)
    deliver(NOW)
    assert now_in_slot().left == (LeftOut("Hai", 40, NO_ROOM, TOMORROW),)


def test_bulletin_that_gave_way_is_named() -> None:
    slot(60)
    heard_article("Khẩn", seconds=40, priority="priority")
    deliver(NOW)
    heard_article("Thường", seconds=40)
    deliver(NOW)
    assert now_in_slot().left == (LeftOut("Thường", 40, LESS_URGENT, TOMORROW),)


def test_bulletin_longer_than_the_slot_goes_where_there_is_room() -> None:
    slot(60)
    zone = TimeSlot.objects.get().zone
    TimeSlot.objects.create(
        zone=zone, name="Buổi tối", starts_on=NOW.date(), at=time(19), seconds=300
    )
    heard_article("Dài", seconds=90)
    deliver(NOW)
    assert now_in_slot().left == (LeftOut("Dài", 90, TOO_LONG, at(19)),)


def test_bulletin_placed_before_the_slot_was_made_stays_where_it_is() -> None:
    slot(60)
    zone = TimeSlot.objects.get().zone
    heard_article("Tin", seconds=20)
    deliver(NOW)
    TimeSlot.objects.create(
        zone=zone, name="Sớm", starts_on=NOW.date(), at=time(16, 30), seconds=300
    )
    found = now_in_slot()
    assert found.airtime.starts_at == at(16, 30)
    assert found.left == (LeftOut("Tin", 20, PLACED_BEFORE, at(17)),)


def test_what_waits_says_for_what() -> None:
    slot(60)
    heard_article("Quá dài", seconds=90)
    deliver(NOW)
    [one] = now_in_slot().left
    assert (one.title, one.seconds, one.airs_at) == ("Quá dài", 90, None)
    assert one.reason == "Khu vực «Toàn xã» chưa có khung giờ đủ chỗ trong 8 ngày tới"


def test_filled_slot_stands_in_the_list_however_far_it_is() -> None:
    place = cluster()
    zone_with_slot([place], at=time(0), seconds=60, quiet=False, rule="FREQ=MINUTELY;INTERVAL=30")
    enrolled(place)
    for number in range(25):
        heard_article(f"Tin {number}", seconds=40)
    deliver(NOW)
    # The first began this very minute: too late for anything to be put into it.
    assert [len(line_up(one).held) for one in coming_airtimes(NOW)] == [0] + [1] * 25

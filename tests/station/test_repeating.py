"""What sounds again, what fills up, and the commune's own order."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from lantoa.channels.base.jobs import deliver
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.models import Broadcast, Bulletin, TimeSlot, Zone
from lantoa.channels.station.services.filling_up import fill_up, keep_standing
from lantoa.channels.station.services.own_order import DOWN, UP, move_bulletin
from lantoa.channels.station.services.placing import withdraw_stale
from lantoa.channels.station.services.repeating import ask_repeats, place_repeats
from lantoa.channels.station.services.settling import settle_delivery
from lantoa.channels.station.services.zones import save_slot
from lantoa.channels.station.terms import BroadcastState
from lantoa.core.errors import Refused
from lantoa.newsroom.services import withdraw_article
from tests.make import NOW, TODAY, at, cluster
from tests.station.make import enrolled, heard_article, operator, zone_with_slot

pytestmark = pytest.mark.django_db


def station(seconds: int = 900) -> Zone:
    place = cluster()
    enrolled(place)
    return zone_with_slot([place], at=time(17), seconds=seconds)


def played(seconds: int = 40) -> Delivery:
    """A bulletin that sounded at 17:00 of the test day."""
    heard_article("Nộp hồ sơ tại nhà", seconds=seconds)
    deliver(NOW)
    Broadcast.objects.update(state=BroadcastState.PLAYED, airtime_seconds=seconds)
    delivery = Delivery.objects.get(channel="station")
    settle_delivery(delivery=delivery, now=at(17, 5))
    delivery.refresh_from_db()
    return delivery


def test_bulletin_sounds_again_on_other_days_and_is_told_from_the_first_run() -> None:
    station()
    delivery = played()
    ask_repeats(delivery=delivery, times=2, until=None, by=operator(), now=at(18))
    for day in range(4):
        now = at(18) + timedelta(days=day)
        place_repeats(now=now)
        place_repeats(now=now)  # twice is once
        Broadcast.objects.filter(starts_at__lt=now + timedelta(days=1)).update(
            state=BroadcastState.PLAYED
        )
    rows = Bulletin.objects.order_by("starts_at")
    assert [(row.starts_at, row.is_repeat) for row in rows] == [
        (at(17), False), (at(17) + timedelta(days=1), True), (at(17) + timedelta(days=2), True),
    ]  # fmt: skip
    assert rows[1].why == "phát lại lần 1 trên 2"


def test_repeat_neither_makes_nor_mends_a_delivery() -> None:
    station()
    delivery = played()
    ask_repeats(delivery=delivery, times=1, until=None, by=operator(), now=at(18))
    place_repeats(now=at(18))
    Broadcast.objects.filter(bulletin__is_repeat=True).update(state=BroadcastState.FAILED)
    settle_delivery(delivery=delivery, now=at(17, 5) + timedelta(days=1))
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.DELIVERED
    assert Bulletin.objects.filter(is_repeat=True).count() == 1


def test_repeats_end_on_their_day() -> None:
    station()
    ask_repeats(delivery=played(), times=5, until=TODAY, by=operator(), now=at(18))
    assert place_repeats(now=at(18)) == 0


def test_article_that_was_taken_down_does_not_sound_again() -> None:
    station()
    delivery = played()
    ask_repeats(delivery=delivery, times=1, until=None, by=operator(), now=at(18))
    place_repeats(now=at(18))
    article = delivery.article
    assert article is not None
    withdraw_article(article=article, by=article.created_by, now=at(18, 5))
    withdraw_stale(now=at(18, 6))
    delivery.refresh_from_db()
    repeat = Bulletin.objects.get(is_repeat=True)
    assert repeat.broadcasts.get().state == BroadcastState.WITHDRAWN


def test_repeat_slot_sounds_the_newest_programme_again() -> None:
    zone = station()
    source = zone.slots.get()
    again = TimeSlot(
        zone=zone, name="Phát lại", kind="repeat", source=source, at=time(5), seconds=900,
        starts_on=TODAY,
    )  # fmt: skip
    save_slot(slot=again, by=operator(), today=TODAY)
    played()
    assert place_repeats(now=at(18)) == 1
    assert place_repeats(now=at(18)) == 0
    row = Bulletin.objects.get(is_repeat=True)
    assert row.starts_at == at(5) + timedelta(days=1)
    assert row.why == "phát lại chương trình 17:00 23/11/2026"


def test_repeat_slot_takes_no_first_run() -> None:
    zone = station()
    again = TimeSlot(
        zone=zone, name="Phát lại", kind="repeat", source=zone.slots.get(), at=time(11),
        seconds=900, starts_on=TODAY,
    )  # fmt: skip
    save_slot(slot=again, by=operator(), today=TODAY)
    heard_article("Tin mới", seconds=30)
    deliver(NOW)
    assert Bulletin.objects.get().starts_at == at(17)


def test_standing_piece_fills_what_is_left_with_the_reason_and_gives_way() -> None:
    station(seconds=300)
    evergreen = played(seconds=60).article
    assert evergreen is not None
    keep_standing(article=evergreen, by=operator())
    tomorrow = at(15, 30) + timedelta(days=1)
    heard_article("Tin mới", seconds=100)
    deliver(at(18))
    assert fill_up(now=tomorrow) == 1
    assert fill_up(now=tomorrow) == 0
    filler = Bulletin.objects.get(is_filler=True)
    assert (filler.why, filler.is_repeat) == ("khung giờ còn trống 3 phút 20 giây", True)
    assert filler.starts_at == at(17) + timedelta(days=1, seconds=101)
    heard_article("Tin dài", seconds=180)
    deliver(tomorrow)
    assert filler.broadcasts.get().state == BroadcastState.WITHDRAWN
    assert Bulletin.objects.get(title="Tin dài").starts_at == filler.starts_at


def test_empty_slot_is_not_made_of_fillers() -> None:
    station()
    evergreen = played().article
    assert evergreen is not None
    keep_standing(article=evergreen, by=operator())
    assert fill_up(now=at(16) + timedelta(days=1)) == 0


def order() -> list[str]:
    return list(Bulletin.objects.order_by("starts_at").values_list("title", flat=True))


def test_commune_orders_what_meets_on_one_level() -> None:
    station()
    for title, priority in (
        ("Thường 1", "ordinary"), ("Xã ưu tiên", "priority"), ("Tỉnh ưu tiên", "priority"),
        ("Thường 2", "ordinary"),
    ):  # fmt: skip
        heard_article(title, seconds=20, priority=priority)
    deliver(NOW)
    before = order()
    assert set(before[:2]) == {"Xã ưu tiên", "Tỉnh ưu tiên"}
    first = Bulletin.objects.get(title=before[0])
    move_bulletin(bulletin=first, step=DOWN, by=operator(), now=NOW)
    assert order()[:2] == [before[1], before[0]]
    first.refresh_from_db()
    with pytest.raises(Refused, match="thứ tự giữ nguyên"):
        move_bulletin(bulletin=first, step=DOWN, by=operator(), now=NOW)
    move_bulletin(bulletin=first, step=UP, by=operator(), now=NOW)
    assert order() == before

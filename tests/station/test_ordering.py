"""What is ordered: approved bytes, in open hours, in order of number."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import time, timedelta
from pathlib import Path

import pytest

from lantoa.channels.base.jobs import deliver
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.models import Broadcast, Bulletin, Order, TimeSlot, Zone
from lantoa.channels.station.names import station_key
from lantoa.channels.station.queries import day_lines, is_ordered_for
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.placing import withdraw_stale
from lantoa.channels.station.services.zones import save_slot, save_zone
from lantoa.channels.station.terms import BroadcastState
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import withdraw_article
from lantoa.newsroom.sounds.files import keep_sound, sound_folder
from lantoa.receiver import messages
from lantoa.receiver.messages import open_message, ring
from tests import make
from tests.make import NOW, TODAY, at, cluster
from tests.station.make import (
    approved,
    enrolled,
    heard_article,
    operator,
    voice,
    zone_with_slot,
)

pytestmark = pytest.mark.django_db


def opened(order: Order) -> messages.Order:
    keys = ring(station_key().public)
    return open_message(bytes(order.envelope), keys, messages.Order).message


def test_approved_sound_goes_into_the_next_slot_and_is_ordered_as_it_is() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17))
    enrolled(place)
    article = heard_article("Nộp hồ sơ tại nhà", seconds=40)
    deliver(NOW)
    [order] = order_due(now=NOW)
    message = opened(order)
    body = message.body
    assert isinstance(body, messages.Play)
    sound = article.renditions.get()
    assert (body.sha256, body.size, body.starts_at) == (sound.sha256, sound.size, at(17))
    assert body.hard_end_at == at(17, 15)
    assert message.valid_until == body.hard_end_at


def test_numbers_grow_with_every_order() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17))
    enrolled(place)
    for title in ("Một", "Hai", "Ba"):
        heard_article(title, seconds=20)
    deliver(NOW)
    numbers = [order.number for order in order_due(now=NOW)]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 3


def test_priority_bulletin_goes_before_those_already_ordered() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17))
    enrolled(place)
    heard_article("Tin thường", seconds=20)
    deliver(NOW)
    order_due(now=NOW)
    heard_article("Cắt điện", seconds=10, priority="priority")
    deliver(NOW)
    order_due(now=NOW)
    rows = Bulletin.objects.order_by("starts_at")
    assert [(row.title, row.starts_at) for row in rows] == [
        ("Cắt điện", at(17)), ("Tin thường", at(17) + timedelta(seconds=11)),
    ]  # fmt: skip
    newest = {opened(order).body.broadcast: order for order in Order.objects.order_by("number")}  # type: ignore[union-attr]
    assert all(order.is_open for order in newest.values())
    assert Order.objects.filter(is_open=False).count() == 1


def test_full_slot_sends_the_next_bulletin_to_the_next_day() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17), seconds=60)
    enrolled(place)
    for title in ("Một", "Hai"):
        heard_article(title, seconds=40)
    deliver(NOW)
    assert sorted(Bulletin.objects.values_list("starts_at", flat=True)) == [
        at(17), at(17) + timedelta(days=1),
    ]  # fmt: skip


def test_slot_at_a_quarter_past_three_is_not_saved() -> None:
    with pytest.raises(Refused, match="không phát 21:00–05:00"):
        zone_with_slot([cluster()], at=time(3, 15))
    assert TimeSlot.objects.count() == 0


def test_slot_beside_another_on_the_same_cluster_is_not_saved() -> None:
    place = cluster()
    zone = zone_with_slot([place], at=time(17))
    late = TimeSlot(zone=zone, name="Chiều", starts_on=TODAY, at=time(17, 5), seconds=600)
    with pytest.raises(Refused, match="Trùng 10 phút với «Chương trình sáng»"):
        save_slot(slot=late, by=operator(), today=TODAY)
    assert TimeSlot.objects.count() == 1


def test_cluster_obeys_one_pair_of_closed_hours() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17))
    free = Zone(name="Thử máy", quiet_from=None, quiet_until=None)
    with pytest.raises(Refused, match="khung giờ không phát khác"):
        save_zone(zone=free, clusters=[place], by=operator())


def test_editor_cannot_change_the_timetable() -> None:
    with pytest.raises(Refused, match="quyền"):
        save_zone(zone=Zone(name="Toàn xã"), clusters=[], by=make.account())


def test_slot_forced_into_closed_hours_is_neither_filled_nor_ordered() -> None:
    """Past the screen: somebody writes the accident of 03:15 straight into the database."""
    place = cluster()
    zone = zone_with_slot([place], at=time(17))
    enrolled(place)
    TimeSlot.objects.filter(zone=zone).update(at=time(3, 15))
    heard_article("Tin", seconds=20)
    deliver(NOW)
    assert (Bulletin.objects.count(), order_due(now=NOW)) == (0, [])
    [line] = day_lines(TODAY)
    assert line.conflicts == (
        "03:15–03:30 nằm trong khung giờ không phát 21:00–05:00 của Toàn xã.",
    )


def test_broadcast_forced_into_closed_hours_is_not_ordered() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17))
    enrolled(place)
    heard_article("Tin", seconds=20)
    deliver(NOW)
    night = at(3, 15) + timedelta(days=1)
    Broadcast.objects.update(starts_at=night, ends_at=night + timedelta(seconds=20))
    assert order_due(now=NOW) == []
    row = Broadcast.objects.get()
    assert (row.state, row.problem) == (
        BroadcastState.FAILED, "Giờ phát nằm trong khung giờ không phát nên không ra lệnh.",
    )  # fmt: skip


def test_article_taken_down_is_taken_back_from_the_receiver() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17))
    enrolled(place)
    article = heard_article("Tin", seconds=20)
    deliver(NOW)
    order_due(now=NOW)
    withdraw_article(article=article, by=make.account(), now=NOW)
    assert withdraw_stale(now=NOW) == 1
    [order] = Order.objects.filter(is_open=True)
    assert opened(order).body == messages.Withdraw(Bulletin.objects.get().wire_id)
    assert Delivery.objects.get(channel="station").state == DeliveryState.WITHDRAWN


def test_without_a_receiver_the_delivery_waits_and_says_for_what() -> None:
    zone_with_slot([cluster()], at=time(17))
    heard_article("Tin", seconds=20)
    deliver(NOW)
    delivery = Delivery.objects.get(channel="station")
    assert (delivery.state, delivery.problem) == (
        DeliveryState.WAITING, "Khu vực «Toàn xã» chưa có bộ thu nào ghi danh.",
    )  # fmt: skip


def test_station_that_was_down_at_the_hour_tries_the_next_slot() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17))
    enrolled(place)
    heard_article("Tin", seconds=20)
    deliver(NOW)
    late = at(17, 1)
    assert order_due(now=late) == []
    assert Bulletin.objects.get(attempt=2).starts_at == at(17) + timedelta(days=1)


def with_inner(title: str) -> Article:
    """An approved article in a machine's voice with both of its sounds."""
    draft = make.article(title=title, for_loudspeaker=True)
    made = voice(draft, title, seconds=30, now=NOW)
    inner = hashlib.sha256(f"inner {title}".encode()).hexdigest()
    with tempfile.TemporaryDirectory(dir=sound_folder()) as place:
        path = Path(place) / "inner.mp3"
        path.write_bytes(b"inner")
        keep_sound(path, inner)
    made.inner_sha256, made.inner_size, made.inner_milliseconds = inner, 5, 26_400
    made.save()
    return approved(draft, now=NOW)


def test_machine_is_announced_once_a_programme_by_approved_bytes() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17))
    receiver, _ = enrolled(place)
    first, second = (with_inner(title).renditions.get() for title in ("Một", "Hai"))
    deliver(NOW)
    orders = [opened(order).body for order in order_due(now=NOW)]
    assert [(body.sha256, body.seconds, body.starts_at) for body in orders] == [
        (first.sha256, 30, at(17)),
        (second.inner_sha256, 27, at(17) + timedelta(seconds=31)),
    ]
    asked = [first.sha256, first.inner_sha256, second.sha256, second.inner_sha256]
    assert [is_ordered_for(receiver, sha256, now=NOW) for sha256 in asked] == [
        True, False, False, True,
    ]  # fmt: skip


def test_next_machine_bulletin_announces_where_the_first_is_taken_out() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17))
    enrolled(place)
    first, second = with_inner("Một"), with_inner("Hai")
    deliver(NOW)
    order_due(now=NOW)
    withdraw_article(article=first, by=first.created_by, now=NOW)
    withdraw_stale(now=NOW)
    [again] = [opened(order).body for order in order_due(now=NOW)]
    assert (again.sha256, again.starts_at) == (second.renditions.get().sha256, at(17))


def test_inner_sound_that_nobody_approved_never_airs() -> None:
    place = cluster()
    zone_with_slot([place], at=time(17))
    enrolled(place)
    with_inner("Một")
    late = with_inner("Hai").renditions.get()
    late.inner_sha256 = "cd" * 32
    late.save()
    deliver(NOW)
    assert [opened(order).body.sha256 for order in order_due(now=NOW)][1] == late.sha256

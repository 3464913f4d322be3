"""Truyền thanh on the desk: what was heard, devices and codes, hours."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.make import NOW, account, cluster
from tests.station.make import enrolled, zone_with_slot

from lantoa.channels.station.models import TimeSlot, Zone
from lantoa.core import clock
from lantoa.desk.station.queries import devices
from lantoa.registry.models import Account, Receiver
from lantoa.registry.terms import ReceiverState, Role

pytestmark = pytest.mark.django_db
HOME = "/ban-lam-viec/truyen-thanh/"


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def operator() -> Client:
    return signed_in(account(Role.STATION_OPERATOR))


def slot_form(zone: Zone, **fields: Any) -> dict[str, Any]:
    return {
        "name": "Chương trình chiều", "zone": zone.pk, "kind": "own", "every": "weekday",
        "days": ["MO", "WE"], "nth": "1", "at": "17:00", "minutes": "15", "start": "hard",
        "starts_on": clock.today().isoformat(), "is_active": "on", **fields,
    }  # fmt: skip


def zone_form(**fields: Any) -> dict[str, Any]:
    return {
        "kind": "group", "limits_set": "rural", "volume": "10", "is_active": "on",
        "am-luong-TOTAL_FORMS": "2", "am-luong-INITIAL_FORMS": "0", **fields,
    }  # fmt: skip


@pytest.mark.parametrize("page", ["", "lich/", "da-phat/", "cum-loa/", "khung-gio/"])
def test_empty_station_teaches(page: str) -> None:
    answer = operator().get(HOME + page)
    assert answer.status_code == 200
    assert "lt-empty" in answer.content.decode()


def test_code_is_shown_once_and_kept_only_as_a_hash() -> None:
    place = cluster()
    answer = operator().post(f"{HOME}cum-loa/{place.pk}/moi/")
    code = answer.context["code"]
    made = Receiver.objects.get()
    assert code in answer.content.decode()
    assert (code in made.code_hash, made.state) == (False, ReceiverState.INVITED)
    assert code not in operator().get(f"{HOME}cum-loa/").content.decode()


def test_code_is_for_those_who_keep_the_receivers() -> None:
    place = cluster()
    assert signed_in(account(Role.EDITOR)).post(f"{HOME}cum-loa/{place.pk}/moi/").status_code == 403
    assert Receiver.objects.count() == 0


def test_silent_receiver_is_unknown_and_stands_first() -> None:
    silent, heard = cluster("Lam Hạ"), cluster("Bến Đò 1")
    enrolled(silent)
    receiver, _ = enrolled(heard)
    receiver.last_beat_at, receiver.last_beat = NOW, {"state": "alive", "playing": ""}
    receiver.save()
    found = [(line.cluster.name, line.word) for line in devices(NOW + timedelta(seconds=30))]
    assert found == [("Lam Hạ", "chưa rõ"), ("Bến Đò 1", "sẵn sàng")]


def test_slot_is_added_by_weekday() -> None:
    zone = zone_with_slot([cluster()], at=time(5))
    assert operator().post(f"{HOME}khung-gio/them/", slot_form(zone)).status_code == 302
    made = TimeSlot.objects.get(name="Chương trình chiều")
    assert (made.rule, made.at, made.seconds) == ("FREQ=WEEKLY;BYDAY=MO,WE", time(17), 900)


@pytest.mark.parametrize(
    ("at", "words"), [("05:05", "Chương trình sáng"), ("22:00", "khung giờ không phát")]
)
def test_conflict_is_told_in_words_and_nothing_is_kept(at: str, words: str) -> None:
    zone = zone_with_slot([cluster()], at=time(5))
    days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    answer = operator().post(f"{HOME}khung-gio/them/", slot_form(zone, at=at, days=days))
    assert (answer.status_code, TimeSlot.objects.count()) == (422, 1)
    assert words in answer.context["refusal"]
    assert 'value="Chương trình chiều"' in answer.content.decode()


def test_slot_without_a_day_is_told_beside_its_field() -> None:
    zone = zone_with_slot([cluster()], at=time(5))
    answer = operator().post(f"{HOME}khung-gio/them/", slot_form(zone, days=[]))
    assert list(answer.context["form"].errors) == ["days"]


def test_rule_that_the_form_does_not_make_stays_as_it_is() -> None:
    zone = zone_with_slot(
        [cluster()], at=time(0), seconds=120, quiet=False, rule="FREQ=MINUTELY;INTERVAL=10"
    )
    slot = TimeSlot.objects.get()
    sent = slot_form(zone, name="Giờ thử", at="00:00", minutes="1")
    operator().post(f"{HOME}khung-gio/{slot.pk}/", sent)
    slot.refresh_from_db()
    assert (slot.name, slot.rule, slot.seconds) == ("Giờ thử", "FREQ=MINUTELY;INTERVAL=10", 60)


def test_zone_with_half_its_closed_hours_is_told_beside_the_field() -> None:
    sent = zone_form(name="Toàn xã", quiet_from="21:00")
    answer = operator().post(f"{HOME}khu-vuc/them/", sent)
    assert list(answer.context["form"].errors) == ["quiet_until"]
    assert Zone.objects.count() == 0


def test_editor_looks_and_changes_no_hours() -> None:
    client = signed_in(account(Role.EDITOR))
    assert client.get(f"{HOME}khung-gio/").status_code == 200
    assert client.get(f"{HOME}khung-gio/them/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_hours_take_the_same_queries_for_one_zone_and_for_three(
    count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        zone_with_slot([cluster(f"Cụm {number}")], at=time(5), name=f"Khu vực {number}")
    client = operator()
    client.get(f"{HOME}khung-gio/")
    with django_assert_num_queries(16):
        client.get(f"{HOME}khung-gio/", headers={"X-Passive": "1"})


def test_new_slot_begins_today_unless_said_otherwise() -> None:
    shown = operator().get(f"{HOME}khung-gio/them/").content.decode()
    assert f'value="{clock.today().isoformat()}"' in shown

"""Lịch phát sóng on the desk: the week, what is moved, left out, undone; days and places."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.desk.test_station_desk import HOME, operator, signed_in, slot_form, zone_form
from tests.make import account, cluster
from tests.station.make import zone_with_slot

from lantoa.approval.models import Request
from lantoa.channels.station.models import (
    DayProfile,
    QuietPlace,
    RelaySource,
    SlotChange,
    TimeSlot,
    Zone,
)
from lantoa.core import clock
from lantoa.desk.station.folding import fold
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def key(slot: TimeSlot, days: int = 1) -> str:
    """The airing of a slot in so many days."""
    day = clock.today() + timedelta(days=days)
    return f"{slot.pk}@{datetime.combine(day, slot.at):%Y-%m-%dT%H:%M}"


def slot_at_five(**fields: Any) -> TimeSlot:
    return zone_with_slot([cluster()], at=time(17), now=clock.now(), **fields).slots.get()


def move(client: Client, slot: TimeSlot, **fields: Any) -> Any:
    day = (clock.today() + timedelta(days=1)).isoformat()
    sent = {
        "khung": key(slot), "day": day, "at": "18:00", "minutes": "15", "scope": "ngay",
        "why": "", "viec": "luu", **fields,
    }  # fmt: skip
    return client.post(f"{HOME}lich/luot/", sent)


def test_week_shows_every_airing_as_grid_and_as_list() -> None:
    slot_at_five()
    answer = operator().get(f"{HOME}lich/")
    week = answer.context["week"]
    assert 'data-start="1020"' in answer.content.decode()  # a number for the script, not «1.020»
    assert [[block.span for block in day.blocks] for day in week.days] == [["17:00–17:15"]] * 7
    assert week.closed == "21:00–05:00"


def test_one_day_is_moved_and_undone() -> None:
    slot, client = slot_at_five(), operator()
    assert move(client, slot, why="họp thôn").status_code == 302
    change = SlotChange.objects.get()
    assert (change.kind, change.was_at, change.at, change.why) == (
        "move", time(17), time(18), "họp thôn",
    )  # fmt: skip
    assert "Hoàn tác" in client.get(f"{HOME}lich/").content.decode()
    assert client.post(f"{HOME}lich/hoan-tac/").status_code == 302
    assert SlotChange.objects.count() == 0
    assert client.post(f"{HOME}lich/hoan-tac/").status_code == 422


def test_whole_series_is_moved_and_undone() -> None:
    slot, client = slot_at_five(), operator()
    move(client, slot, scope="loat")
    slot.refresh_from_db()
    assert slot.at == time(18)
    client.post(f"{HOME}lich/hoan-tac/")
    slot.refresh_from_db()
    assert (slot.at, SlotChange.objects.count()) == (time(17), 0)


def test_what_stands_against_an_hour_is_said_before_anything_is_kept() -> None:
    slot = slot_at_five()
    answer = move(operator(), slot, at="20:55", viec="thu")
    shown = answer.content.decode()
    assert "khung giờ không phát 21:00–05:00" in shown
    assert SlotChange.objects.count() == 0


def test_next_free_hour_is_offered() -> None:
    slot = slot_at_five()
    other = TimeSlot.objects.create(
        zone=slot.zone, name="Phòng cháy", at=time(18), seconds=900, starts_on=clock.today()
    )
    answer = move(operator(), slot, at="18:05")
    assert (answer.status_code, answer.context["free"]) == (422, "18:15")
    assert f"«{other.name}»" in answer.context["refusal"]


def test_day_is_left_out_and_comes_back() -> None:
    slot, client = slot_at_five(), operator()
    move(client, slot, viec="bo", why="mất điện")
    [change] = SlotChange.objects.all()
    assert (change.kind, change.why) == ("skip", "mất điện")
    client.post(f"{HOME}ngay-rieng/{change.pk}/bo/")
    assert SlotChange.objects.count() == 0


def test_day_is_added_to_a_slot() -> None:
    slot = slot_at_five(rule="FREQ=MONTHLY;BYMONTHDAY=31")
    day = (clock.today() + timedelta(days=1)).isoformat()
    sent = {"day": day, "at": "08:00", "why": "ngày hội"}
    assert operator().post(f"{HOME}khung-gio/{slot.pk}/them-ngay/", sent).status_code == 302
    assert SlotChange.objects.get().at == time(8)


def test_slot_may_be_tried_without_being_kept() -> None:
    zone = zone_with_slot([cluster()], at=time(5))
    client = operator()
    good = client.post(f"{HOME}khung-gio/them/", slot_form(zone, viec="thu"))
    assert good.context["told"].startswith("Phát thứ Hai, thứ Tư hằng tuần, lúc 17:00")
    bad = client.post(f"{HOME}khung-gio/them/", slot_form(zone, viec="thu", at="03:15"))
    assert "khung giờ không phát" in bad.context["refusal"]
    assert TimeSlot.objects.count() == 1


def test_repetition_is_chosen_not_typed() -> None:
    zone = zone_with_slot([cluster()], at=time(5))
    sent = slot_form(zone, every="month_day", month_days=["1", "15", "-1"])
    operator().post(f"{HOME}khung-gio/them/", sent)
    made = TimeSlot.objects.get(name="Chương trình chiều")
    assert made.rule == "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"
    page = operator().get(f"{HOME}khung-gio/{made.pk}/").content.decode()
    assert "Phát ngày 1, ngày 15, ngày cuối hằng tháng, lúc 17:00" in page


def test_zone_keeps_its_limits_and_how_loud_it_is() -> None:
    place = cluster()
    sent = zone_form(
        name="Phố", clusters=[place.pk], quiet_from="21:00", quiet_until="06:00",
        limits_set="own", session_minutes="30", volume="8",
        **{"am-luong-0-start": "18:00", "am-luong-0-end": "21:00", "am-luong-0-level": "4"},
    )  # fmt: skip
    assert operator().post(f"{HOME}khu-vuc/them/", sent).status_code == 302
    zone = Zone.objects.get()
    assert (zone.limits.session_minutes, zone.volume) == (30, 8)
    assert [(row.start, row.level) for row in zone.volume_hours.all()] == [(time(18), 4)]


def test_profile_place_and_relay_are_kept() -> None:
    slot, client = slot_at_five(), operator()
    profile = {
        "name": "Tết", "kind": "tet", "days": "tet", "effect": "silence", "is_active": "on",
    }  # fmt: skip
    assert client.post(f"{HOME}dip/them/", profile).status_code == 302
    place = {
        "name": "Trường Tiểu học", "kind": "school", "start": "07:00", "end": "11:00",
        "level": "0", "clusters": [one.pk for one in slot.zone.clusters.all()], "is_active": "on",
    }  # fmt: skip
    assert client.post(f"{HOME}noi-yen-tinh/them/", place).status_code == 302
    relay = {
        "name": "Đài tỉnh", "way": "url", "url": "https://dai.example/nghe.mp3",
        "silence_seconds": "10", "is_active": "on",
    }  # fmt: skip
    assert client.post(f"{HOME}tiep-am/them/", relay).status_code == 302
    assert [model.objects.count() for model in (DayProfile, QuietPlace, RelaySource)] == [1, 1, 1]
    shown = client.get(f"{HOME}khung-gio/").content.decode()
    assert all(words in shown for words in ("Trường Tiểu học", "Đài tỉnh", "29 tháng Chạp"))


def test_relay_address_is_approved_by_a_second_person_on_its_own_page() -> None:
    slot_at_five()
    client = operator()
    source = {
        "name": "Đài tỉnh", "way": "url", "url": "https://dai.example/nghe.mp3",
        "silence_seconds": "10", "is_active": "on",
    }  # fmt: skip
    client.post(f"{HOME}tiep-am/them/", source)
    assert "chưa duyệt nên chưa tiếp âm" in client.get(f"{HOME}khung-gio/").content.decode()
    kept = RelaySource.objects.get()
    page = f"{HOME}tiep-am/{kept.pk}/duyet/"
    assert "Chờ duyệt" in client.get(page).content.decode()
    request = Request.objects.get(subject=kept.code)
    leader = signed_in(account(Role.LEADER))
    listed = leader.get(f"/ban-lam-viec/duyet/{request.pk}/")
    assert listed.headers["Location"] == page
    assert "https://dai.example/nghe.mp3" in leader.get(page).content.decode()
    said = {"decision": "approved", "hash": request.hash}
    assert client.post(f"{HOME}tiep-am/{kept.pk}/quyet-dinh/", said).status_code == 403
    assert leader.post(f"{HOME}tiep-am/{kept.pk}/quyet-dinh/", said).status_code == 302
    shown = client.get(f"{HOME}khung-gio/").content.decode()
    assert "chưa duyệt" not in shown
    assert client.post(f"{HOME}tiep-am/{kept.pk}/trinh/").status_code in (302, 409, 422)
    assert Request.objects.count() == 1


def test_editor_sees_the_week_and_changes_nothing() -> None:
    slot = slot_at_five()
    client = signed_in(account(Role.EDITOR))
    assert "draggable" not in client.get(f"{HOME}lich/").content.decode()
    assert move(client, slot).status_code == 403


def test_used_hours_are_open_and_empty_ones_folded() -> None:
    found = fold([(17 * 60, 17 * 60 + 15)], (time(21), time(5)))
    kinds = [(strip.kind, strip.label) for strip in found.strips]
    assert kinds == [
        ("closed", "00:00"), ("folded", "…"), ("open", "17:00"),
        ("open", "17:15"), ("folded", "…"), ("closed", "21:00"),
    ]  # fmt: skip
    assert found.y(17 * 60 + 15) - found.y(17 * 60) == 28


def test_bulletin_is_moved_repeated_and_made_a_standing_piece() -> None:
    from tests.station.make import enrolled, heard_article

    from lantoa.channels.base.jobs import deliver
    from lantoa.channels.station.models import Bulletin, RepeatWish, StandingPiece

    slot, client, now = slot_at_five(), operator(), clock.now()
    enrolled(slot.zone.clusters.get(), now=now)
    for title in ("Một", "Hai"):
        heard_article(title, seconds=20, now=now)
    deliver(now)
    first = Bulletin.objects.order_by("starts_at").first()
    assert first is not None
    place = f"{HOME}ban-tin/{first.pk}/"
    page = client.post(f"{place}thu-tu/", {"huong": "xuong"}, follow=True).content.decode()
    assert "Hoàn tác" in page
    newest = Bulletin.objects.order_by("starts_at").last()
    assert newest is not None
    assert newest.pk == first.pk
    client.post(f"{place}phat-lai/", {"times": "3", "until": ""})
    assert RepeatWish.objects.get().times == 3
    client.post(f"{place}muc-dem/", {"giu": "co"})
    assert StandingPiece.objects.get().is_active
    page = client.get(f"{HOME}chuong-trinh/").content.decode()
    assert all(words in page for words in ("phát lại 3 lần", "Thôi làm mục đệm"))

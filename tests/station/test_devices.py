"""What a receiver is told beside what it plays, and what it says of orders that it refused."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from lantoa.channels.station.jobs import forget_refusals
from lantoa.channels.station.models import (
    DeviceOrder,
    Order,
    QuietPlace,
    ReceiverTuning,
    RefusedOrder,
    Zone,
)
from lantoa.channels.station.names import address_of, station_key
from lantoa.channels.station.services.beats import (
    fresh_orders,
    note_sent,
    take_beat,
    time_answer,
)
from lantoa.channels.station.services.devices import restart, set_volume, sound_test
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.services.tuning import follow_settings, needs_update, settings_of
from lantoa.core.errors import Refused
from lantoa.notices.models import Notice
from lantoa.receiver import messages
from lantoa.receiver.messages import Fault, Proof, Result, open_message, ring, seal
from lantoa.registry.terms import Role
from tests import make
from tests.make import NOW, at
from tests.station.breaking import beat_of
from tests.station.make import Speaker, operator, zone_with_slot
from tests.station.test_groups import speakers
from tests.station.test_ordering import opened

pytestmark = pytest.mark.django_db


def in_contact(**fields: object) -> Speaker:
    """One receiver in a zone that has just given a sign of life."""
    [one] = speakers(1)
    zone_with_slot([one.receiver.cluster], at=time(17))
    take_beat(name=one.name, data=beat_of(one, **fields), now=NOW)
    note_sent(fresh_orders(now=NOW), now=NOW)
    one.receiver.refresh_from_db()
    return one


def says(one: Speaker, **fields: object) -> None:
    """Its next signed word."""
    one.seq += 1
    values = {
        "receiver": one.name, "seq": one.seq, "prev": one.prev, "broadcast": "", "sha256": "",
        "started_at": NOW, "ended_at": NOW, "result": Result.REFUSED, "seconds_played": 0,
        "detail": Fault.NONE, "order_n": 0, "order_signer": "", **fields,
    }  # fmt: skip
    proof = Proof(**values)  # type: ignore[arg-type]
    one.prev = proof.digest
    take_proof(name=one.name, data=seal(proof, one.key), now=NOW)


def test_other_closed_hours_reach_the_receiver_by_a_signed_order() -> None:
    one = in_contact()
    assert follow_settings(now=NOW) == []
    Zone.objects.update(quiet_from=time(22, 30))
    [order] = follow_settings(now=NOW)
    body = opened(order).body
    assert (address_of(order), body) == (f"r/{one.name}", messages.Settings("22:30", "05:00"))
    assert follow_settings(now=NOW) == []  # not once more at once
    held = settings_of(one.receiver).digest
    take_beat(name=one.name, data=beat_of(one, seq=2, settings=held), now=NOW)
    assert follow_settings(now=NOW + timedelta(minutes=5)) == []


def test_beat_with_other_settings_is_told_again() -> None:
    one = in_contact()
    again = beat_of(one, seq=2, settings="0" * 64)
    orders = take_beat(name=one.name, data=again, now=NOW + timedelta(minutes=2))
    assert [order.kind for order in orders] == ["settings"]


def test_old_program_that_refuses_the_order_needs_an_update_and_is_left_alone() -> None:
    one = in_contact(settings="")
    assert follow_settings(now=NOW) == []  # nothing changed since its enrolment
    Zone.objects.update(quiet_from=time(20))
    [order] = follow_settings(now=NOW)
    says(one, detail=Fault.UNKNOWN_CLASS, sha256=order.digest)
    assert needs_update(one.receiver)
    assert RefusedOrder.objects.get().order == order
    assert follow_settings(now=NOW + timedelta(hours=1)) == []
    newer = beat_of(one, boot="b2", version="2", settings="0" * 64)
    take_beat(name=one.name, data=newer, now=NOW + timedelta(hours=2))
    one.receiver.refresh_from_db()
    assert not needs_update(one.receiver)
    assert ReceiverTuning.objects.get().refused_by == ""


def test_soft_hours_and_the_school_next_door_go_to_the_receiver_as_well() -> None:
    one = in_contact()
    zone = Zone.objects.get()
    zone.volume_hours.create(start=time(5), end=time(6), level=3)
    school = QuietPlace.objects.create(name="Trường", start=time(7), end=time(11), level=0)
    school.clusters.set([one.receiver.cluster])
    limits = settings_of(one.receiver).limits
    assert limits == (
        messages.VolumeLimit("05:00", "06:00", -16),
        messages.VolumeLimit("07:00", "11:00", messages.SILENT, "12345"),
    )
    [order] = follow_settings(now=NOW)
    assert opened(order).body == messages.Settings("21:00", "05:00", 0, limits)


def test_volume_is_ordered_kept_and_answered_by_the_beat() -> None:
    one = in_contact()
    row = set_volume(receiver=one.receiver, level=7, by=operator(), now=NOW)
    assert row.order is not None
    assert opened(row.order).body == messages.Volume(-6)
    held = settings_of(one.receiver)
    assert held.gain_db == -6
    take_beat(name=one.name, data=beat_of(one, seq=2, settings=held.digest), now=NOW)
    row.refresh_from_db()
    assert row.outcome == "done"


def test_tone_is_answered_by_a_proof_and_never_ordered_at_night_or_into_silence() -> None:
    one = in_contact()
    row = sound_test(receiver=one.receiver, by=operator(), now=NOW)
    assert row.order is not None
    assert opened(row.order).body == messages.Test(row.wire_id, 3)
    says(one, broadcast=row.wire_id, result=Result.PLAYED, seconds_played=3)
    row.refresh_from_db()
    assert row.outcome == "done"
    one.receiver.last_beat_at = at(22)
    with pytest.raises(Refused, match="khung giờ không phát"):
        sound_test(receiver=one.receiver, by=operator(), now=at(22))
    one.receiver.last_beat_at = NOW
    with pytest.raises(Refused, match="mất liên lạc"):
        sound_test(receiver=one.receiver, by=operator(), now=NOW + timedelta(minutes=5))
    with pytest.raises(Refused, match="không được ra lệnh"):
        sound_test(receiver=one.receiver, by=make.account(Role.EDITOR), now=NOW)
    assert Order.objects.filter(kind="test").count() == 1


def test_restart_is_answered_by_a_new_run_of_the_program() -> None:
    one = in_contact()
    row = restart(receiver=one.receiver, by=operator(), now=NOW)
    take_beat(name=one.name, data=beat_of(one, seq=2), now=NOW)
    assert DeviceOrder.objects.get().outcome == "waiting"
    take_beat(name=one.name, data=beat_of(one, boot="b2"), now=NOW)
    row.refresh_from_db()
    assert row.outcome == "done"


def test_refused_orders_are_kept_with_their_reason_and_our_order_is_found() -> None:
    one = in_contact()
    row = set_volume(receiver=one.receiver, level=3, by=operator(), now=NOW)
    assert row.order is not None
    signer = station_key().public.id
    says(one, detail=Fault.EXPIRED, order_n=row.order.number, order_signer=signer)
    says(one, detail=Fault.UNKNOWN_KEY, sha256="ab" * 32)
    found = [(item.detail, item.order) for item in RefusedOrder.objects.order_by("pk")]
    assert found == [("expired", row.order), ("unknown_key", None)]
    row.refresh_from_db()
    assert (row.outcome, row.detail) == ("failed", "expired")


def test_guessing_at_a_loudspeaker_is_told_once_a_day() -> None:
    one, person = in_contact(), operator()
    for _ in range(2):
        says(one, detail=Fault.WRONG_CODE)
    [told] = Notice.objects.filter(to_account=person)
    assert "thử sai mã khởi động" in told.text


def test_beat_that_asks_gets_the_time_for_that_beat_only() -> None:
    one = in_contact()
    assert time_answer(name=one.name, data=beat_of(one), now=NOW) is None
    answer = time_answer(name=one.name, data=beat_of(one, seq=7, asks_time=True), now=NOW)
    assert answer is not None
    told = open_message(answer.envelope, ring(station_key().public), messages.Time).message
    assert (told.receiver, told.boot, told.seq, told.at) == (one.name, "b1", 7, NOW)


def test_flood_of_refusals_fills_no_table() -> None:
    one = in_contact()
    old = {"receiver": one.receiver, "detail": "unknown_key"}
    RefusedOrder.objects.create(at=NOW - timedelta(days=100), digest="aa" * 32, **old)
    RefusedOrder.objects.bulk_create(
        RefusedOrder(at=NOW, digest=f"{number:064x}", **old) for number in range(505)
    )
    says(one, detail=Fault.UNKNOWN_KEY, sha256="bb" * 32)
    kept = list(RefusedOrder.objects.order_by("pk").values_list("digest", flat=True))
    assert (len(kept), kept[0], kept[-1]) == (500, f"{6:064x}", "bb" * 32)
    forget_refusals(NOW + timedelta(days=91))
    assert RefusedOrder.objects.count() == 0

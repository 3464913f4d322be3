"""Relays on the server: who relays what, what is ordered, what came of it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from lantoa.approval.terms import Decision
from lantoa.channels.station.models import (
    Order,
    QuietPlace,
    RelayAiring,
    RelaySource,
    TimeSlot,
)
from lantoa.channels.station.relay_queries import relay_request
from lantoa.channels.station.services.changing import occurrence, skip_day
from lantoa.channels.station.services.profiles import save_quiet_place, save_relay_source
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.services.relay_approving import decide_relay, submit_relay
from lantoa.channels.station.services.relay_proofs import mark_relays_unknown
from lantoa.channels.station.services.relaying import follow_relays
from lantoa.channels.station.services.zones import save_slot
from lantoa.channels.station.terms import BroadcastState, ChangeKind
from lantoa.core.errors import Refused
from lantoa.core.keys import SigningKey
from lantoa.ledger.models import Evidence
from lantoa.receiver import messages
from lantoa.receiver.messages import Fault, Proof, Result, seal
from lantoa.registry.terms import Role
from tests import make
from tests.make import NOW, TODAY, at, cluster
from tests.station.make import Speaker, enrolled, operator, zone_with_slot
from tests.station.test_ordering import opened

pytestmark = pytest.mark.django_db


def approved_relay(source: RelaySource) -> None:
    """A leader approves it as it stands."""
    request = submit_relay(source=source, by=operator(), now=NOW)
    decide_relay(
        source=source, decision=Decision.APPROVED, reason="", expected_hash=request.hash,
        by=make.account(Role.LEADER), now=NOW,
    )  # fmt: skip


def relayed(hour: int = 11, names: tuple[str, ...] = ("Cụm 1",)) -> tuple[TimeSlot, list[Speaker]]:
    """A relay of half an hour a day, and the receivers of its clusters."""
    places = [cluster(name) for name in names]
    zone = zone_with_slot(places, at=time(17))
    source = RelaySource.objects.create(name="Đài tỉnh", url="https://dai.example/nghe.mp3")
    approved_relay(source)
    slot = TimeSlot(
        zone=zone, name="Tiếp âm Đài tỉnh", kind="relay", relay=source, at=time(hour), seconds=1800,
        starts_on=TODAY,
    )  # fmt: skip
    save_slot(slot=slot, by=operator(), today=TODAY)
    return slot, [Speaker(*enrolled(place)) for place in places]


def test_relay_is_ordered_for_its_hours_once() -> None:
    relayed()
    [order] = follow_relays(now=NOW)
    body = opened(order).body
    assert isinstance(body, messages.Relay)
    assert (body.starts_at, body.hard_end_at) == (at(11), at(11, 30))
    assert (body.url, body.silence_seconds, body.sha256) == (
        "https://dai.example/nghe.mp3", 10, "",
    )  # fmt: skip
    assert follow_relays(now=NOW) == []


def test_relay_that_changes_is_ordered_anew_and_the_old_one_closed() -> None:
    relayed()
    follow_relays(now=NOW)
    RelaySource.objects.update(url="https://dai.example/kenh-2.mp3")
    approved_relay(RelaySource.objects.get())
    [order] = follow_relays(now=NOW)
    body = opened(order).body
    assert isinstance(body, messages.Relay)
    assert body.url.endswith("kenh-2.mp3")
    assert Order.objects.filter(kind="relay", is_open=True).count() == 1


def test_day_left_out_takes_the_relay_back() -> None:
    slot, _ = relayed()
    follow_relays(now=NOW)
    skip_day(of=occurrence(slot=slot, starts_at=at(11)), why="", by=operator(), now=NOW)
    follow_relays(now=NOW)
    assert RelayAiring.objects.get(starts_at=at(11)).state == BroadcastState.WITHDRAWN
    assert Order.objects.filter(kind="withdraw").count() == 1


@pytest.mark.parametrize("seconds", [21, 20, 10, 1, 0])
def test_relay_stands_through_its_last_seconds(seconds: int) -> None:
    relayed()
    follow_relays(now=NOW)
    follow_relays(now=at(11) - timedelta(seconds=seconds))
    assert RelayAiring.objects.get(starts_at=at(11)).state == BroadcastState.ORDERED
    assert not Order.objects.filter(kind="withdraw").exists()


@pytest.mark.parametrize(
    "url", ["https://nghe:mat-khau@dai.example/", "http://[::1]/nghe", "https://dai.example?a=1"]
)
def test_source_whose_address_no_receiver_opens_is_refused(url: str) -> None:
    source = RelaySource(name="Đài tỉnh", url=url)
    with pytest.raises(Refused, match="Bộ thu không mở được địa chỉ"):
        save_relay_source(source=source, by=operator(), now=NOW)
    assert not RelaySource.objects.exists()


SOUNDING = at(11, 10)


def test_source_switched_off_stops_what_sounds_and_what_was_heard_counts() -> None:
    _, [speaker] = relayed()
    follow_relays(now=NOW)
    airing = RelayAiring.objects.get()
    source = RelaySource.objects.get()
    save_relay_source(source=source, by=operator(), now=SOUNDING)
    assert not Order.objects.filter(kind="withdraw").exists()
    source.is_active = False
    save_relay_source(source=source, by=operator(), now=SOUNDING)
    [order] = Order.objects.filter(kind="withdraw")
    assert opened(order).body == messages.Withdraw(airing.wire_id)
    airing.refresh_from_db()
    assert airing.state == BroadcastState.WITHDRAWN
    data = said(
        speaker, airing, result=Result.STOPPED, detail=Fault.WITHDRAWN, seconds_played=600,
        ended_at=SOUNDING,
    )  # fmt: skip
    assert take_proof(name=speaker.name, data=data, now=SOUNDING) is not None
    airing.refresh_from_db()
    assert airing.airtime_seconds == 600
    assert Evidence.objects.get(kind="broadcast.relayed").payload["seconds"] == 600


def test_relay_taken_back_before_it_sounds_is_no_evidence() -> None:
    _, [speaker] = relayed()
    follow_relays(now=NOW)
    RelaySource.objects.update(is_active=False)
    follow_relays(now=NOW)
    airing = RelayAiring.objects.get()
    data = said(
        speaker, airing, result=Result.STOPPED, detail=Fault.WITHDRAWN, seconds_played=0,
        started_at=NOW, ended_at=NOW,
    )  # fmt: skip
    take_proof(name=speaker.name, data=data, now=NOW)
    airing.refresh_from_db()
    assert airing.state == BroadcastState.WITHDRAWN
    assert not Evidence.objects.filter(kind__startswith="broadcast.").exists()


@pytest.mark.parametrize("of", ["address", "slot", "day", "nothing"])
def test_relay_that_sounds_stops_with_what_it_came_from(of: str) -> None:
    slot, _ = relayed()
    follow_relays(now=NOW)
    if of == "address":
        RelaySource.objects.update(url="https://dai.example/kenh-2.mp3")
    if of == "slot":
        TimeSlot.objects.filter(pk=slot.pk).update(is_active=False)
    if of == "day":
        slot.changes.create(day=TODAY, kind=ChangeKind.SKIP, was_at=slot.at)
    follow_relays(now=SOUNDING)
    follow_relays(now=SOUNDING)
    state = BroadcastState.ORDERED if of == "nothing" else BroadcastState.WITHDRAWN
    assert RelayAiring.objects.get(starts_at=at(11)).state == state
    withdrawn = Order.objects.filter(kind="withdraw").count()
    assert withdrawn == (0 if of == "nothing" else 1)


def test_cluster_beside_a_school_relays_nothing_in_school_hours() -> None:
    slot, _ = relayed(10, ("Gần trường", "Xa trường"))
    place = QuietPlace(name="Trường", start=time(7), end=time(11), level=0)
    near = slot.zone.clusters.filter(name="Gần trường")
    save_quiet_place(place=place, clusters=list(near), by=operator(), now=NOW)
    [order] = follow_relays(now=NOW)
    assert order.receiver is not None
    assert order.receiver.cluster.name == "Xa trường"


def test_relay_at_a_quarter_past_three_is_not_saved_and_never_ordered() -> None:
    slot, _ = relayed()
    TimeSlot.objects.filter(pk=slot.pk).update(at=time(3, 15))
    assert follow_relays(now=NOW) == []
    slot.at = time(3, 15)
    with pytest.raises(Refused, match="không phát 21:00–05:00"):
        save_slot(slot=slot, by=operator(), today=TODAY)


def test_relay_by_hand_orders_nothing() -> None:
    relayed()
    RelaySource.objects.update(way="line", url="")
    assert follow_relays(now=NOW) == []


def said(speaker: Speaker, airing: RelayAiring, **fields: object) -> bytes:
    values: dict[str, object] = {
        "receiver": speaker.name, "seq": 1, "prev": messages.FIRST_PREV,
        "broadcast": airing.wire_id, "sha256": "", "started_at": airing.starts_at,
        "ended_at": airing.ends_at, "result": Result.PLAYED, "seconds_played": 1800,
        "detail": Fault.NONE, "order_n": airing.order_number or 0, "order_signer": "",
    }  # fmt: skip
    key: SigningKey = speaker.key
    return seal(Proof(**{**values, **fields}), key)  # type: ignore[arg-type]


@pytest.mark.parametrize(("detail", "stood_in"), [(Fault.NONE, False), (Fault.RELAY_SILENT, True)])
def test_relay_that_was_heard_is_evidence_of_its_own_kind(detail: Fault, stood_in: bool) -> None:
    _, [speaker] = relayed()
    follow_relays(now=NOW)
    airing = RelayAiring.objects.get()
    data = said(speaker, airing, detail=detail)
    assert take_proof(name=speaker.name, data=data, now=at(11, 31)) is not None
    airing.refresh_from_db()
    assert (airing.state, airing.airtime_seconds) == (BroadcastState.PLAYED, 1800)
    entry = Evidence.objects.get(kind="broadcast.relayed")
    assert (entry.payload["source"], entry.payload["seconds"], entry.payload["stood_in"]) == (
        "Đài tỉnh", 1800, stood_in,
    )  # fmt: skip


def test_relay_without_a_proof_is_unknown() -> None:
    relayed()
    follow_relays(now=NOW)
    assert mark_relays_unknown(now=at(11, 32)) == 0
    assert mark_relays_unknown(now=at(11, 30) + timedelta(minutes=4)) == 1
    assert RelayAiring.objects.get().state == BroadcastState.UNKNOWN


def test_address_that_one_person_set_is_relayed_by_nobody() -> None:
    relayed()
    follow_relays(now=NOW)
    source = RelaySource.objects.get()
    one = operator()
    source.url = "https://la.example/nghe.mp3"
    save_relay_source(source=source, by=one, now=NOW)
    assert follow_relays(now=NOW) == []
    assert RelayAiring.objects.get(starts_at=at(11)).state == BroadcastState.WITHDRAWN
    request = relay_request(source)
    assert request is not None
    with pytest.raises(Refused):
        decide_relay(
            source=source, decision=Decision.APPROVED, reason="", expected_hash=request.hash,
            by=one, now=NOW,
        )  # fmt: skip
    assert follow_relays(now=NOW) == []
    decide_relay(
        source=source, decision=Decision.APPROVED, reason="", expected_hash=request.hash,
        by=make.account(Role.LEADER), now=NOW,
    )  # fmt: skip
    [order] = follow_relays(now=NOW)
    assert opened(order).body.url == "https://la.example/nghe.mp3"  # type: ignore[union-attr]


def test_address_written_into_the_database_after_the_decision_is_not_relayed() -> None:
    relayed()
    RelaySource.objects.update(url="https://la.example/nghe.mp3")
    assert follow_relays(now=NOW) == []


def test_who_wrote_the_address_before_does_not_approve_it_for_the_next() -> None:
    source = RelaySource(name="Đài tỉnh", url="https://la.example/nghe.mp3")
    first = make.account(Role.STATION_OPERATOR, username="mot")
    save_relay_source(source=source, by=first, now=NOW)
    source.url = "https://la.example/nghe-2.mp3"
    save_relay_source(
        source=source, by=make.account(Role.STATION_OPERATOR, username="hai"), now=NOW
    )
    request = relay_request(source)
    assert request is not None
    assert first in request.authors.all()


def test_what_else_changes_of_a_source_needs_no_new_decision() -> None:
    relayed()
    source = RelaySource.objects.get()
    source.silence_seconds = 20
    save_relay_source(source=source, by=operator(), now=NOW)
    [order] = follow_relays(now=NOW)
    assert opened(order).body.silence_seconds == 20  # type: ignore[union-attr]

"""What receivers prove: recorded once, in a chain, and never on anybody else's word."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.broker.users import USERS_FILE
from lantoa.channels.station.broker_users import write_users
from lantoa.channels.station.models import Broadcast, Bulletin, Order, PlayProof
from lantoa.channels.station.names import station_key
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.proofs import pass_gaps, take_proof
from lantoa.channels.station.services.settling import mark_unknown
from lantoa.channels.station.terms import BroadcastState
from lantoa.core.keys import SigningKey
from lantoa.ledger.models import Evidence
from lantoa.receiver.messages import Fault, Receipt, Result, open_message, ring
from lantoa.registry.services import revoke_receiver
from tests.make import at
from tests.station.make import Speaker, airing, operator

pytestmark = pytest.mark.django_db
START = at(17)
AFTER = START + timedelta(seconds=31)


def played() -> list[Evidence]:
    return list(Evidence.objects.filter(kind__in=("broadcast.played", "broadcast.failed")))


def state() -> str:
    return Delivery.objects.get(channel="station").state


def one() -> tuple[Broadcast, Speaker]:
    [(broadcast, key)] = airing(at_=START)
    return broadcast, Speaker(broadcast.receiver, key)


def test_proof_settles_the_delivery_and_enters_the_ledger() -> None:
    broadcast, speaker = one()
    envelope = speaker.says(broadcast)
    answer = take_proof(name=speaker.name, data=envelope, now=AFTER)
    assert answer is not None
    receipt = open_message(answer.envelope, ring(station_key().public), Receipt).message
    assert (receipt.receiver, receipt.ranges) == (speaker.name, ((1, 1),))
    [entry] = played()
    assert (entry.kind, entry.proof) == ("broadcast.played", "P2")
    assert entry.by == broadcast.receiver.code
    assert (entry.payload["seconds"], entry.payload["proof_seq"]) == (30, 1)
    article, place = broadcast.bulletin.article, broadcast.receiver.cluster
    assert entry.subjects == sorted(
        [
            article.code, "task:KH-2026-1/1.1", "task:KH-2026-1/1.4", "audience:nguoi-cao-tuoi",
            broadcast.receiver.code, place.code, place.hamlet.code,
        ]
    )  # fmt: skip
    assert entry.attachments[0]["size"] == len(envelope)
    assert state() == DeliveryState.DELIVERED


def test_proof_that_comes_twice_is_recorded_once_and_receipted_twice() -> None:
    broadcast, speaker = one()
    envelope = speaker.says(broadcast)
    answers = [take_proof(name=speaker.name, data=envelope, now=AFTER) for _ in range(2)]
    assert [answer is not None for answer in answers] == [True, True]
    assert (len(played()), PlayProof.objects.count()) == (1, 1)


def test_proof_signed_by_another_key_is_refused() -> None:
    broadcast, speaker = one()
    forger = Speaker(broadcast.receiver, SigningKey.new())
    assert take_proof(name=speaker.name, data=forger.says(broadcast), now=AFTER) is None
    assert (played(), PlayProof.objects.count()) == ([], 0)


def test_proof_on_another_receivers_topic_is_refused() -> None:
    (first, key), (second, _) = airing(at_=START, clusters=2)
    other = Speaker(second.receiver, key)
    assert take_proof(name=other.name, data=other.says(second), now=AFTER) is None
    mine = Speaker(first.receiver, key)
    assert take_proof(name=other.name, data=mine.says(first), now=AFTER) is None
    assert played() == []


def test_two_proofs_with_one_number_do_not_both_count() -> None:
    broadcast, speaker = one()
    take_proof(name=speaker.name, data=speaker.says(broadcast), now=AFTER)
    twin = Speaker(broadcast.receiver, speaker.key)
    assert take_proof(
        name=speaker.name, data=twin.says(broadcast, seconds_played=29), now=AFTER
    ) is None  # fmt: skip
    assert len(played()) == 1


def test_proof_waits_for_the_one_before() -> None:
    broadcast, speaker = one()
    first = speaker.says(broadcast, broadcast="")
    second = speaker.says(broadcast)
    assert take_proof(name=speaker.name, data=second, now=AFTER) is None
    assert played() == []
    answer = take_proof(name=speaker.name, data=first, now=AFTER)
    assert answer is not None
    receipt = open_message(answer.envelope, ring(station_key().public), Receipt).message
    assert (receipt.ranges, len(played())) == (((1, 2),), 1)


def test_proof_that_does_not_follow_the_one_before_is_not_counted() -> None:
    broadcast, speaker = one()
    take_proof(name=speaker.name, data=speaker.says(broadcast, broadcast=""), now=AFTER)
    speaker.prev = "ab" * 32
    assert take_proof(name=speaker.name, data=speaker.says(broadcast), now=AFTER) is None
    assert played() == []


def test_gap_that_stays_is_passed_and_said() -> None:
    broadcast, speaker = one()
    for _ in range(3):
        speaker.says(broadcast, broadcast="")
    take_proof(name=speaker.name, data=speaker.says(broadcast), now=AFTER)
    assert pass_gaps(now=AFTER + timedelta(minutes=1)) == []
    answers = pass_gaps(now=AFTER + timedelta(minutes=6))
    assert [answer.receiver for answer in answers] == [speaker.name]
    assert played()[0].payload["missing_before"] == 3


def test_silence_is_unknown_until_the_proof_arrives() -> None:
    broadcast, speaker = one()
    late = START + timedelta(minutes=10)
    assert mark_unknown(now=START + timedelta(minutes=2)) == 0
    assert mark_unknown(now=late) == 1
    assert (state(), played()) == (DeliveryState.UNCERTAIN, [])
    take_proof(name=speaker.name, data=speaker.says(broadcast), now=late)
    assert (state(), len(played())) == (DeliveryState.DELIVERED, 1)


def test_failure_without_fault_of_the_sound_is_tried_once_more_on_that_receiver_only() -> None:
    (first, key), (second, other_key) = airing(at_=START, clusters=2)
    good, bad = Speaker(first.receiver, key), Speaker(second.receiver, other_key)
    take_proof(name=good.name, data=good.says(first), now=AFTER)
    take_proof(name=bad.name, data=bad.failed(second, Fault.SOUND_MISSING), now=AFTER)
    again = Bulletin.objects.get(attempt=2)
    assert [row.receiver_id for row in again.broadcasts.all()] == [second.receiver_id]
    assert (again.starts_at, state()) == (START + timedelta(days=1), DeliveryState.SENDING)
    order_due(now=START + timedelta(hours=2))
    retry = Broadcast.objects.get(bulletin=again)
    take_proof(name=bad.name, data=bad.failed(retry, Fault.SOUND_MISSING), now=retry.ends_at)
    assert (Bulletin.objects.count(), state()) == (2, DeliveryState.FAILED)
    assert Delivery.objects.get(channel="station").problem == (
        "1 trên 2 cụm loa đã phát. Chưa được: Cụm 2 (không phát được: chưa tải được tệp âm thanh)."
    )


@pytest.mark.parametrize("fault", [Fault.SOUND_DAMAGED, Fault.QUIET_HOURS, Fault.DECODER_FAILED])
def test_failure_by_the_sound_or_the_rules_is_not_tried_again(fault: Fault) -> None:
    broadcast, speaker = one()
    take_proof(name=speaker.name, data=speaker.failed(broadcast, fault), now=AFTER)
    assert (Bulletin.objects.count(), state()) == (1, DeliveryState.FAILED)


def test_partial_airing_counts_its_seconds_and_is_not_repeated() -> None:
    broadcast, speaker = one()
    proof = speaker.says(broadcast, result=Result.PARTIAL, seconds_played=12, detail=Fault.HARD_END)
    take_proof(name=speaker.name, data=proof, now=AFTER)
    broadcast.refresh_from_db()
    assert (broadcast.state, broadcast.airtime_seconds) == (BroadcastState.PARTIAL, 12)
    assert (Bulletin.objects.count(), state()) == (1, DeliveryState.FAILED)


def test_order_that_was_overtaken_is_given_a_new_number() -> None:
    broadcast, speaker = one()
    before = START - timedelta(minutes=4)
    proof = speaker.says(
        broadcast, result=Result.REFUSED, seconds_played=0, detail=Fault.OUT_OF_ORDER,
        started_at=before, ended_at=before,
    )  # fmt: skip
    take_proof(name=speaker.name, data=proof, now=before)
    [order] = order_due(now=before)
    assert (order.number > (broadcast.order_number or 0), played()) == (True, [])
    assert Order.objects.filter(is_open=True).get() == order


def test_refused_copy_of_an_old_order_changes_nothing() -> None:
    broadcast, speaker = one()
    proof = speaker.says(
        broadcast,
        result=Result.REFUSED,
        seconds_played=0,
        detail=Fault.REPLAYED,
        order_n=7,
    )
    take_proof(name=speaker.name, data=proof, now=AFTER)
    broadcast.refresh_from_db()
    assert (broadcast.state, played()) == (BroadcastState.ORDERED, [])


def test_revoked_receiver_is_no_longer_believed() -> None:
    broadcast, speaker = one()
    revoke_receiver(receiver=broadcast.receiver, reason="mất bộ thu", by=operator(), now=AFTER)
    write_users()
    assert take_proof(name=speaker.name, data=speaker.says(broadcast), now=AFTER) is None
    users = json.loads((Path(settings.HOME) / USERS_FILE).read_text())
    assert (users["users"], played()) == ({}, [])


def test_proof_of_other_bytes_is_no_airtime() -> None:
    broadcast, speaker = one()
    take_proof(name=speaker.name, data=speaker.says(broadcast, sha256="ee" * 32), now=AFTER)
    broadcast.refresh_from_db()
    assert (broadcast.state, broadcast.airtime_seconds) == (BroadcastState.FAILED, 0)
    [entry] = played()
    said = {name: entry.payload[name] for name in ("seconds", "detail", "said_sha256")}
    assert (entry.kind, said) == (
        "broadcast.failed", {"seconds": 0, "detail": "other_sound", "said_sha256": "ee" * 32},
    )  # fmt: skip
    assert (Bulletin.objects.count(), state()) == (1, DeliveryState.FAILED)
    assert Delivery.objects.get(channel="station").problem == (
        "0 trên 1 cụm loa đã phát. Chưa được: "
        "Cụm 1 (không phát được: bộ thu báo đã phát âm thanh khác bản đã duyệt)."
    )


def test_more_seconds_than_the_sound_has_are_not_counted() -> None:
    broadcast, speaker = one()
    take_proof(name=speaker.name, data=speaker.says(broadcast, seconds_played=86400), now=AFTER)
    broadcast.refresh_from_db()
    [entry] = played()
    assert (broadcast.airtime_seconds, entry.payload["seconds"]) == (31, 31)
    assert entry.payload["said_seconds"] == 86400


@pytest.mark.parametrize(
    ("started_at", "believed", "doubtful"),
    [
        (START - timedelta(minutes=4), START - timedelta(minutes=4), False),
        (START - timedelta(days=300), START, True),
        (START + timedelta(minutes=2), START, True),
    ],
)
def test_start_far_from_the_plan_is_not_believed(
    started_at: datetime, believed: datetime, doubtful: bool
) -> None:
    broadcast, speaker = one()
    proof = speaker.says(broadcast, started_at=started_at)
    take_proof(name=speaker.name, data=proof, now=START + timedelta(minutes=3))
    [entry] = played()
    assert (entry.occurred_at, entry.payload["seconds"]) == (believed, 30)
    assert entry.payload.get("clock_doubtful", False) is doubtful


def test_proof_beside_the_chain_is_counted_after_a_while_and_says_so() -> None:
    broadcast, speaker = one()
    take_proof(name=speaker.name, data=speaker.says(broadcast, broadcast=""), now=AFTER)
    speaker.prev = "ab" * 32
    take_proof(name=speaker.name, data=speaker.says(broadcast), now=AFTER)
    assert len(pass_gaps(now=AFTER + timedelta(minutes=6))) == 1
    [entry] = played()
    assert entry.payload["chain_forked"] is True


def test_chained_proof_has_no_mark() -> None:
    broadcast, speaker = one()
    take_proof(name=speaker.name, data=speaker.says(broadcast, broadcast=""), now=AFTER)
    take_proof(name=speaker.name, data=speaker.says(broadcast), now=AFTER)
    marks = {"chain_forked", "clock_doubtful", "said_seconds", "said_sha256"}
    assert marks & set(played()[0].payload) == set()


def test_one_stored_proof_that_cannot_be_read_stops_no_other_receiver() -> None:
    pairs = airing(at_=START, clusters=2)
    for broadcast, key in pairs:
        speaker = Speaker(broadcast.receiver, key)
        speaker.says(broadcast, broadcast="")
        take_proof(name=speaker.name, data=speaker.says(broadcast), now=AFTER)
    PlayProof.objects.filter(receiver=pairs[0][0].receiver).update(envelope=b"thuoc doc")
    assert len(pass_gaps(now=AFTER + timedelta(minutes=6))) == 1
    assert [entry.by for entry in played()] == [pairs[1][0].receiver.code]

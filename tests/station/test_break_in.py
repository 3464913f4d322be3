"""Emergencies: one signed message for a group, heard by late-comers, proven by each receiver."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.approval.queries import latest_approval
from lantoa.channels.station.loop import Station
from lantoa.channels.station.models import BreakIn, BreakInAiring, Order
from lantoa.channels.station.names import address_of
from lantoa.channels.station.queries import is_ordered_for
from lantoa.channels.station.services.beats import every_open, fresh_orders, note_sent, take_beat
from lantoa.channels.station.services.break_in import order_group, withdraw_break_in
from lantoa.channels.station.services.break_in_proofs import mark_break_ins_unknown
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.terms import BroadcastState
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.receiver import messages
from lantoa.receiver.messages import Fault, Result
from lantoa.registry.terms import Role
from tests import make
from tests.make import NOW
from tests.station.breaking import announcement, beat_of, broken_in, settled
from tests.station.make import Speaker, heard_article, operator
from tests.station.test_groups import speakers
from tests.station.test_ordering import opened

pytestmark = pytest.mark.django_db


def plays() -> list[Order]:
    return list(Order.objects.filter(kind="play").order_by("number"))


def proof(speaker: Speaker, row: BreakIn, **fields: object) -> None:
    """The speaker's next signed word about what broke in."""
    airing = row.airings.get(receiver=speaker.receiver)
    airing.bulletin = row  # type: ignore[attr-defined]
    values = {
        "broadcast": row.wire_id, "sha256": row.sha256, "started_at": row.starts_at,
        "ended_at": row.starts_at + timedelta(seconds=30), "order_n": airing.order_number,
        **fields,
    }  # fmt: skip
    row.rendition = row  # type: ignore[attr-defined]
    airing.starts_at = row.starts_at  # type: ignore[attr-defined]
    take_proof(name=speaker.name, data=speaker.says(airing, **values), now=NOW)  # type: ignore[arg-type]


def test_group_is_told_by_one_message_signed_once() -> None:
    them = speakers(3)
    row = broken_in(settled(them))
    [order] = plays()
    body = opened(order).body
    assert isinstance(body, messages.Play)
    assert (address_of(order), body.priority) == ("g/all", messages.Priority.EMERGENCY)
    assert (body.broadcast, body.sha256, body.starts_at) == (row.wire_id, row.sha256, NOW)
    assert list(row.airings.values_list("order_number", flat=True)) == [order.number] * 3
    assert all(is_ordered_for(one.receiver, row.sha256, now=NOW) for one in them)
    told = Evidence.objects.get(kind="broadcast.ordered")
    assert told.payload["receivers"] == [one.receiver.code for one in them]


def test_receiver_that_may_not_hold_the_list_is_told_alone_as_well() -> None:
    one, two = speakers(2)
    group = settled([one])
    row = broken_in(group)
    assert [address_of(order) for order in plays()] == ["g/all", f"r/{two.name}"]
    alone = row.airings.get(receiver=two.receiver)
    assert alone.order_number == plays()[1].number


def test_nothing_breaks_in_without_a_decision_on_these_very_bytes() -> None:
    group = settled(speakers(1))
    article, other = heard_article("Lũ", seconds=30), heard_article("Bão", seconds=30)
    approval = latest_approval(subject=article.code, content=article.live_content)
    assert approval is not None
    told = {"groups": [group], "approval": approval, "now": NOW}
    end = NOW + timedelta(minutes=10)
    with pytest.raises(Refused, match="không phải bản đã duyệt"):
        order_group(announcement=announcement(other), hard_end_at=end, by=operator(), **told)
    with pytest.raises(Refused, match="không được ra lệnh"):
        by = make.account(Role.EDITOR)
        order_group(announcement=announcement(article), hard_end_at=end, by=by, **told)
    with pytest.raises(Refused, match="trong 6 giờ tới"):
        order_group(announcement=announcement(article), hard_end_at=NOW, by=operator(), **told)
    assert (BreakIn.objects.count(), plays()) == (0, [])


def test_played_break_in_is_evidence_of_each_receiver() -> None:
    one, two = speakers(2)
    row = broken_in(settled([one, two]))
    proof(one, row)
    proof(two, row, result=Result.FAILED, seconds_played=0, detail=Fault.SINK_FAILED)
    states = list(row.airings.order_by("receiver").values_list("state", "airtime_seconds"))
    assert states == [("played", 30), ("failed", 0)]
    played = Evidence.objects.get(kind="broadcast.played")
    assert (played.proof, played.payload["priority"]) == ("P2", "emergency")
    assert one.receiver.code in played.subjects
    assert Evidence.objects.filter(kind="broadcast.failed").count() == 1


@pytest.mark.parametrize("fault", [Fault.NOT_A_MEMBER, Fault.OUT_OF_ORDER])
def test_refused_group_message_is_said_again_to_that_receiver_alone(fault: Fault) -> None:
    one, two = speakers(2)
    row = broken_in(settled([one, two]))
    refused = {"result": Result.REFUSED, "seconds_played": 0, "detail": fault}
    proof(two, row, **refused)
    alone = plays()[1]
    assert address_of(alone) == f"r/{two.name}"
    airing = row.airings.get(receiver=two.receiver)
    assert (airing.state, airing.order_number) == (BroadcastState.ORDERED, alone.number)
    proof(two, row)
    airing.refresh_from_db()
    assert airing.state == BroadcastState.PLAYED


def test_late_comer_hears_the_group_message_on_its_own_topic() -> None:
    [one] = speakers(1)
    row = broken_in(settled([one]))
    note_sent(fresh_orders(now=NOW), now=NOW)
    back = NOW + timedelta(minutes=5)
    again = take_beat(name=one.name, data=beat_of(one, boot="b2"), now=back)
    assert [order.break_in for order in again] == [row]
    sounding = beat_of(one, boot="b2", seq=2, playing=row.wire_id)
    assert take_beat(name=one.name, data=sounding, now=back) == []
    proof(one, row)
    assert take_beat(name=one.name, data=beat_of(one, boot="b2", seq=3), now=back) == []
    assert every_open(now=back) == plays()  # the broker forgot: for all, copies are ignored


def test_receiver_that_holds_what_breaks_in_later_is_told_nothing_again() -> None:
    [one] = speakers(1)
    row = broken_in(settled([one]))
    note_sent(fresh_orders(now=NOW), now=NOW)
    later = NOW + timedelta(minutes=10)
    BreakIn.objects.update(starts_at=later)
    holds = beat_of(one, seq=2, next=row.wire_id)
    assert take_beat(name=one.name, data=holds, now=NOW) == []
    lacks = beat_of(one, seq=3)
    assert [order.break_in for order in take_beat(name=one.name, data=lacks, now=NOW)] == [row]
    silent = beat_of(one, seq=4)
    assert [order.break_in for order in take_beat(name=one.name, data=silent, now=later)] == [row]


def test_withdrawal_reaches_the_group_and_the_play_is_not_sent_again() -> None:
    [one] = speakers(1)
    row = broken_in(settled([one]))
    note_sent(fresh_orders(now=NOW), now=NOW)
    later = NOW + timedelta(minutes=1)
    withdraw_break_in(break_in=row, by=operator(), now=later)
    withdraw_break_in(break_in=row, by=operator(), now=later)
    [order] = Order.objects.filter(kind="withdraw")
    body = opened(order).body
    assert (address_of(order), body) == ("g/all", messages.Withdraw(row.wire_id))
    assert not plays()[0].is_open
    stopped = {"result": Result.STOPPED, "detail": Fault.WITHDRAWN, "seconds_played": 0}
    proof(one, row, **stopped)
    assert row.airings.get().state == BroadcastState.WITHDRAWN


def test_silence_after_the_end_is_unknown_and_a_late_proof_still_counts() -> None:
    [one] = speakers(1)
    row = broken_in(settled([one]), minutes=10)
    assert mark_break_ins_unknown(now=NOW + timedelta(minutes=12)) == 0
    assert mark_break_ins_unknown(now=NOW + timedelta(minutes=14)) == 1
    proof(one, row)
    assert BreakInAiring.objects.get().state == BroadcastState.PLAYED


class Wire:
    """The far edge: what was published."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def send_order(self, to: str, envelope: bytes) -> bool:
        self.sent.append(to)
        return True


def test_loop_that_is_woken_sends_at_once_and_once() -> None:
    from queue import SimpleQueue

    [one] = speakers(1)
    group = settled([one])
    note_sent(fresh_orders(now=NOW), now=NOW)
    wire = Wire()
    station = Station(wire, SimpleQueue())  # type: ignore[arg-type]
    broken_in(group)
    station.look(NOW)
    assert wire.sent == ["g/all"]
    station.look(NOW)
    assert wire.sent == ["g/all"]


def test_beat_that_comes_between_ordering_and_sending_takes_nothing_from_the_group() -> None:
    """With hundreds of receivers some beat always does: that one is told on its own topic, and
    the group's message still goes out."""
    from queue import SimpleQueue

    from lantoa.channels.station.line import News, What

    [one, _] = both = speakers(2)
    group = settled(both)
    note_sent(fresh_orders(now=NOW), now=NOW)
    wire = Wire()
    station = Station(wire, SimpleQueue())  # type: ignore[arg-type]
    broken_in(group)
    station.take(News(What.BEAT, one.name, beat_of(one, seq=2)), NOW)
    assert wire.sent == [f"r/{one.name}"]
    station.look(NOW)
    assert wire.sent == [f"r/{one.name}", "g/all"]

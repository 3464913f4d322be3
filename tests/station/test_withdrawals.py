"""What was taken back is said until it is answered: on the server, and by the receiver."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lantoa.channels.station.models import Order
from lantoa.channels.station.names import station_key
from lantoa.channels.station.services.beats import fresh_orders, note_sent, take_beat
from lantoa.channels.station.services.break_in import withdraw_break_in
from lantoa.channels.station.services.placing import withdraw_broadcast
from lantoa.channels.station.services.proofs import take_proof
from lantoa.receiver import messages
from lantoa.receiver.messages import Fault, Result
from lantoa.receiver.obey import take_order
from lantoa.receiver.store.plan import open_items
from lantoa.receiver.store.proofs import pending
from tests.make import NOW
from tests.station.breaking import beat_of, broken_in, settled
from tests.station.make import Speaker, airing, operator
from tests.station.test_groups import speakers
from tests.station.test_ordering import opened
from tests.station.test_rekeying import listener

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


def taken_back() -> tuple[Speaker, Order]:
    """One broadcast, ordered, sent, and taken back by an order that went out into a dead line."""
    [(row, key)] = airing(at_=NOW + timedelta(hours=2))
    speaker = Speaker(row.receiver, key)
    settled([speaker])
    note_sent(fresh_orders(now=NOW), now=NOW)
    withdraw_broadcast(broadcast=row, now=NOW)
    [order] = [one for one in fresh_orders(now=NOW) if one.kind == "withdraw"]
    note_sent([order], now=NOW)
    return speaker, order


def told(speaker: Speaker, *, seq: int, at: datetime = LATER) -> list[Order]:
    """The withdrawals that a beat brings it."""
    orders = take_beat(name=speaker.name, data=beat_of(speaker, seq=seq), now=at)
    return [order for order in orders if order.kind == "withdraw"]


def test_lost_withdrawal_is_said_with_every_beat_until_the_receiver_answers() -> None:
    speaker, order = taken_back()
    assert told(speaker, seq=2) == [order]
    assert told(speaker, seq=3) == [order]
    row = order.broadcast
    assert row is not None
    answer = speaker.says(
        row, result=Result.STOPPED, seconds_played=0, detail=Fault.WITHDRAWN, sha256=""
    )
    take_proof(name=speaker.name, data=answer, now=LATER)
    assert told(speaker, seq=4) == []


def test_withdrawal_is_not_said_for_ever() -> None:
    speaker, order = taken_back()
    assert told(speaker, seq=2, at=order.valid_until + timedelta(seconds=1)) == []


def test_withdrawal_that_a_later_order_overtook_gets_a_new_number() -> None:
    speaker, order = taken_back()
    row = order.broadcast
    assert row is not None
    refused = speaker.says(
        row, result=Result.REFUSED, seconds_played=0, detail=Fault.OUT_OF_ORDER,
        order_n=order.number, order_signer=station_key().public.id,
    )  # fmt: skip
    take_proof(name=speaker.name, data=refused, now=LATER)
    [again] = [one for one in fresh_orders(now=LATER) if one.kind == "withdraw"]
    assert again.number > order.number
    assert opened(again).body == messages.Withdraw(row.bulletin.wire_id)
    note_sent([again], now=LATER)
    assert told(speaker, seq=2) == [again]


def test_lost_withdrawal_of_an_emergency_is_said_to_who_has_not_answered() -> None:
    one, two = speakers()
    row = broken_in(settled([one, two]))
    note_sent(fresh_orders(now=NOW), now=NOW)
    withdraw_break_in(break_in=row, by=operator(), now=NOW)
    [order] = [item for item in fresh_orders(now=NOW) if item.kind == "withdraw"]
    note_sent([order], now=NOW)
    row.airings.filter(receiver=two.receiver).update(state="withdrawn")
    assert told(one, seq=2) == [order]
    assert told(two, seq=2) == []


def test_answer_to_a_withdrawal_closes_nothing_that_was_ordered_anew() -> None:
    [(row, key)] = airing(at_=NOW + timedelta(hours=2))
    speaker = Speaker(row.receiver, key)
    late = speaker.says(
        row, result=Result.STOPPED, seconds_played=0, detail=Fault.WITHDRAWN, order_n=7
    )
    take_proof(name=speaker.name, data=late, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.evidence_seq) == ("ordered", None)


def test_receiver_answers_a_withdrawal_of_what_it_never_held(tmp_path: Path) -> None:
    speaker, order = taken_back()
    ears = listener(speaker, tmp_path)
    assert take_order(ears, bytes(order.envelope), now=NOW) is not None
    assert take_order(ears, bytes(order.envelope), now=NOW) is None  # a copy: no second answer
    [(_, envelope)] = pending(ears.store, most=9)
    assert open_items(ears.store) == []
    answer = take_proof(name=speaker.name, data=envelope, now=NOW)
    assert answer is not None
    order.refresh_from_db()
    assert not order.is_open

"""The station's key was copied: a key that lies apart gives the station another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from lantoa.channels.station.models import Broadcast, Order
from lantoa.channels.station.names import reserve_public, station_key
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.services.rekeying import change_key
from lantoa.channels.station.services.relaying import follow_relays
from lantoa.core.errors import Refused
from lantoa.core.keys import SigningKey, read_signing_key
from lantoa.receiver import messages as m
from lantoa.receiver.obey import Ears, Limiter, take_order
from lantoa.receiver.ring import Ring
from lantoa.receiver.rules import Rules
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import open_items
from lantoa.receiver.store.proofs import Author
from lantoa.registry.models import Receiver
from tests.make import NOW
from tests.station.breaking import broken_in, settled
from tests.station.make import Speaker, airing
from tests.station.test_ordering import opened
from tests.station.test_relaying import relayed

pytestmark = pytest.mark.django_db


def listener(speaker: Speaker, folder: Path) -> Ears:
    """The receiver's own ears, with the keys that enrolment told."""
    key = station_key().public
    answer = m.EnrolmentAnswer(
        speaker.name, speaker.key.public.id, "xa-thu", "Cụm", (key.text, reserve_public().text),
        m.Broker("", 1, False, speaker.name, "x"), "", "", NOW,
    )  # fmt: skip
    store = Store(folder / "state.sqlite")
    ring = Ring.of(store, answer)
    return Ears(store, Author(speaker.name, speaker.key), ring, Rules(store, answer), Limiter())


def order(ears: Ears, body: m.Body, key: SigningKey, n: int) -> m.Body | None:
    to = f"r/{ears.author.receiver}"
    message = m.Order(key.public.id, to, n, NOW, NOW, NOW + timedelta(hours=1), body)
    return take_order(ears, m.seal(message, key), now=NOW)


def test_stolen_key_is_replaced_and_obeyed_no_more(tmp_path: Path) -> None:
    [(row, key)] = airing(at_=NOW + timedelta(hours=2))
    speaker = Speaker(row.receiver, key)
    ears = listener(speaker, tmp_path)
    stolen = station_key()
    reserve = read_signing_key(Path(settings.HOME) / "keys" / "station-reserve.pem")
    assert order(ears, m.Stop(), stolen, 1) == m.Stop()
    assert change_key(reserve=reserve, now=NOW) == 1
    told = Order.objects.get(kind="keys")
    assert take_order(ears, bytes(told.envelope), now=NOW) is not None
    assert order(ears, m.Stop(), stolen, 2) is None
    assert order(ears, m.Stop(), station_key(), 1) == m.Stop()
    assert station_key().public != stolen.public
    # What was planned is said again under the new key.
    assert Broadcast.objects.get().state == "planned"
    [again] = order_due(now=NOW + timedelta(minutes=1))
    assert take_order(ears, bytes(again.envelope), now=NOW + timedelta(minutes=1)) is not None
    kept = Ring.of(ears.store, m.EnrolmentAnswer)  # type: ignore[arg-type]
    assert set(kept) == {station_key().public.id, reserve.public.id}


def test_thief_of_the_everyday_key_cannot_keep_it_nor_the_reserve_give_orders(
    tmp_path: Path,
) -> None:
    [(row, key)] = airing(at_=NOW + timedelta(hours=2))
    ears = listener(Speaker(row.receiver, key), tmp_path)
    thief = SigningKey.new()
    keys = m.Keys((thief.public.text, reserve_public().text))
    assert order(ears, keys, station_key(), 1) is None
    assert order(ears, keys, thief, 1) is None
    reserve = read_signing_key(Path(settings.HOME) / "keys" / "station-reserve.pem")
    assert order(ears, m.Stop(), reserve, 1) is None
    assert order(ears, m.Stop(), station_key(), 2) == m.Stop()


def test_another_file_changes_nothing() -> None:
    before = station_key().public
    reserve_public()
    with pytest.raises(Refused, match="không phải khóa dự phòng"):
        change_key(reserve=SigningKey.new(), now=NOW)
    assert station_key().public == before


def test_what_the_stolen_key_planted_is_dropped_and_ours_is_ordered_anew(tmp_path: Path) -> None:
    [(row, key)] = airing(at_=NOW + timedelta(minutes=4))
    speaker = Speaker(row.receiver, key)
    ears = listener(speaker, tmp_path)
    stolen = station_key()
    reserve = read_signing_key(Path(settings.HOME) / "keys" / "station-reserve.pem")
    ours = Order.objects.get(broadcast=row)
    assert take_order(ears, bytes(ours.envelope), now=NOW) is not None
    body = opened(ours).body
    assert isinstance(body, m.Play)
    planted = replace(
        body, broadcast="x-1", starts_at=NOW + timedelta(minutes=3),
        hard_end_at=NOW + timedelta(minutes=9),
    )  # fmt: skip
    assert order(ears, planted, stolen, ours.number + 1) == planted
    change_key(reserve=reserve, now=NOW)
    told = Order.objects.get(kind="keys")
    assert take_order(ears, bytes(told.envelope), now=NOW) is not None
    endings = {item.broadcast: item.ending for item in open_items(ears.store)}
    dropped = m.Fault.KEY_NOT_ALLOWED
    assert endings == {"x-1": dropped, row.bulletin.wire_id: dropped}
    # The receiver says so; the station does not take it for the fate of the broadcast.
    take_proof(
        name=speaker.name, now=NOW,
        data=speaker.says(row, result=m.Result.STOPPED, seconds_played=0, detail=dropped),
    )  # fmt: skip
    [again] = order_due(now=NOW)
    assert take_order(ears, bytes(again.envelope), now=NOW) is not None
    endings = {item.broadcast: item.ending for item in open_items(ears.store)}
    assert endings == {"x-1": dropped, row.bulletin.wire_id: m.Fault.NONE}


def test_relays_and_emergencies_are_ordered_anew_under_the_new_key() -> None:
    relayed()
    [first] = follow_relays(now=NOW)
    [one] = [Speaker(row, SigningKey.new()) for row in Receiver.objects.all()]
    group = settled([one])
    broken_in(group)
    reserve_public()
    reserve = read_signing_key(Path(settings.HOME) / "keys" / "station-reserve.pem")
    change_key(reserve=reserve, now=NOW)
    [again] = follow_relays(now=NOW)
    assert (again.relay_airing, again.key_id != first.key_id) == (first.relay_airing, True)
    [alarm] = Order.objects.filter(kind="play", is_open=True)
    assert (alarm.receiver, alarm.key.key_id) == (one.receiver, station_key().public.id)

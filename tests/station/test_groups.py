"""Groups: who is in one, and that every receiver comes to hold the signed list."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from lantoa.channels.station.models import Order, ReceiverGroup, Zone
from lantoa.channels.station.names import address_of, receiver_name
from lantoa.channels.station.services.beats import fresh_orders, note_sent, take_beat
from lantoa.channels.station.services.groups import follow_groups, members_of
from lantoa.receiver import messages
from lantoa.registry.services import revoke_receiver
from tests.make import NOW, cluster
from tests.station.breaking import beat_of, settled
from tests.station.make import Speaker, enrolled, operator, zone_with_slot
from tests.station.test_ordering import opened

pytestmark = pytest.mark.django_db


def speakers(count: int = 2) -> list[Speaker]:
    return [Speaker(*enrolled(cluster(f"Cụm {number}"))) for number in range(1, count + 1)]


def said() -> list[tuple[str, tuple[str, ...]]]:
    """Every list that waits to be sent: to whom, whose names; then nothing waits."""
    rows = fresh_orders(now=NOW)
    note_sent(rows, now=NOW)
    found = [(address_of(row), opened(row).body) for row in rows]
    return [(to, body.members) for to, body in found if isinstance(body, messages.Members)]


def test_commune_zone_and_hamlet_are_groups_of_their_receivers() -> None:
    one, two = speakers()
    zone = zone_with_slot([one.receiver.cluster], at=time(17), quiet=False)
    two.receiver.cluster.hears.set([one.receiver.cluster.hamlet])
    follow_groups(now=NOW)
    names = {group.name: members_of(group).members for group in ReceiverGroup.objects.all()}
    hamlet = one.receiver.cluster.hamlet
    assert names["all"] == (one.name, two.name)
    assert names[f"zone-{zone.pk}"] == (one.name,)
    assert names[f"hamlet-{hamlet.pk}"] == (one.name, two.name)
    assert str(ReceiverGroup.objects.get(zone=zone)) == "khu vực Toàn xã"


def test_newcomer_gets_the_list_alone_and_the_others_once_together() -> None:
    [one] = speakers(1)
    settled([one])
    said()
    two, _ = enrolled(cluster("Cụm 2"))
    assert follow_groups(now=NOW) >= 1
    lists = said()
    whole = (one.name, receiver_name(two))
    assert ("g/all", whole) in lists
    assert (f"r/{receiver_name(two)}", whole) in lists
    assert f"r/{one.name}" not in [to for to, _ in lists]
    assert follow_groups(now=NOW) == 0
    assert said() == []


def test_revoked_receiver_is_left_out_of_the_next_list() -> None:
    one, two = speakers()
    settled([one, two])
    said()
    revoke_receiver(receiver=two.receiver, reason="Mất máy", by=operator(), now=NOW)
    follow_groups(now=NOW)
    assert ("g/all", (one.name,)) in said()
    group = ReceiverGroup.objects.get(name="all")
    assert [row.pk for row in group.members.all()] == [one.receiver.pk]


def test_zone_out_of_use_says_an_empty_list() -> None:
    [one] = speakers(1)
    zone = zone_with_slot([one.receiver.cluster], at=time(17), quiet=False)
    settled([one])
    said()
    Zone.objects.filter(pk=zone.pk).update(is_active=False)
    follow_groups(now=NOW)
    assert (f"g/zone-{zone.pk}", ()) in said()


def test_beat_without_the_list_gets_it_and_one_with_it_gets_nothing() -> None:
    [one] = speakers(1)
    follow_groups(now=NOW)
    note_sent(fresh_orders(now=NOW), now=NOW)
    again = take_beat(name=one.name, data=beat_of(one, groups=(), lists=""), now=NOW)
    assert {order.kind for order in again} == {"members"}
    held = beat_of(one, seq=2)
    assert take_beat(name=one.name, data=held, now=NOW + timedelta(seconds=30)) == []
    old = beat_of(one, seq=3, lists="0" * 64)
    assert len(take_beat(name=one.name, data=old, now=NOW + timedelta(minutes=1))) > 0
    # A program from before lists had a digest: their names are enough.
    names = beat_of(one, seq=4, lists="")
    assert take_beat(name=one.name, data=names, now=NOW + timedelta(minutes=2)) == []


def test_lists_are_not_sent_again_as_they_were_when_the_line_comes_up() -> None:
    [one] = speakers(1)
    settled([one])
    note_sent(fresh_orders(now=NOW), now=NOW)
    assert not Order.objects.filter(kind="members", is_open=True).exists()

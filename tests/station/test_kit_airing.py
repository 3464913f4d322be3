"""The kit on the air: in spare time only, by orders and proofs of its own, in nobody's minutes."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from lantoa.channels.base.jobs import deliver
from lantoa.channels.base.models import Delivery
from lantoa.channels.station.filling import Frame, Piece, framed, lay_out
from lantoa.channels.station.models import Broadcast, Bulletin, KitAiring, Order, Programme
from lantoa.channels.station.names import station_key
from lantoa.channels.station.queries import is_ordered_for
from lantoa.channels.station.services.beats import open_orders
from lantoa.channels.station.services.kit import retire_kits
from lantoa.channels.station.services.kit_ordering import follow_kit, order_kit
from lantoa.channels.station.services.kit_proofs import mark_kit_unknown
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.placing import withdraw_delivery
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.sounding import sounding
from lantoa.channels.station.terms import KitPart
from lantoa.ledger.models import Evidence
from lantoa.newsroom.sounds.files import sound_path
from lantoa.receiver.messages import Fault, Play, Priority, Result, Withdraw, open_message, ring
from lantoa.receiver.messages import Order as Message
from lantoa.registry.models import Receiver
from tests import make
from tests.station.kits import approved, quick_join, quick_kit, quick_part
from tests.station.make import (
    Speaker,
    enrolled,
    heard_article,
    machine_article,
    operator,
    zone_with_slot,
)

START = make.at(17)
PLACED = START - timedelta(hours=2)
ONE = frozenset({1})


def piece(key: int, seconds: int, **fields: object) -> Piece:
    values = {"priority": "ordinary", "position": key, "receivers": ONE, **fields}
    return Piece(key=key, seconds=seconds, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seconds", "slot", "expected"),
    [
        (30, 60, Frame(6, 4)),
        (30, 42, Frame(6, 4)),  # 6 + 1 + 30 + 1 + 4: to the second
        (30, 41, Frame(6, 0)),
        (30, 37, Frame(6, 0)),
        (30, 36, Frame(0, 4)),
        (30, 34, Frame()),
    ],
)
def test_kit_takes_spare_time_only(seconds: int, slot: int, expected: Frame) -> None:
    assert framed([piece(1, seconds)], Frame(6, 4), slot=slot, announces=False) == expected


def test_nothing_stands_before_an_emergency_or_alone() -> None:
    urgent = piece(1, 30, priority=Priority.EMERGENCY)
    assert framed([urgent], Frame(6, 4), slot=600, announces=False) == Frame()
    assert framed([], Frame(6, 4), slot=600, announces=False) == Frame()


def test_opening_that_announces_spares_every_bulletin_the_sentence() -> None:
    spoken = piece(1, 30, is_synthetic=True, inner_seconds=27)
    laid = lay_out([spoken], START, frozenset({1}))
    assert (laid[1].seconds, laid[1].is_inner) == (27, True)
    assert lay_out([spoken], START)[1].is_inner is False
    assert framed([spoken], Frame(6, 4), slot=39, announces=True) == Frame(6, 4)


def programme(*bulletins: tuple[str, int], slot: int = 120, now: datetime = PLACED) -> Speaker:
    """A zone of one receiver whose 17:00 slot holds these bulletins."""
    place = make.cluster("Cụm 1")
    zone_with_slot([place], at=time(17), seconds=slot)
    receiver, key = enrolled(place)
    for title, seconds in bulletins:
        heard_article(title, seconds=seconds)
    deliver(now)
    return Speaker(receiver, key)


def body(order: Order) -> Play | Withdraw:
    opened = open_message(bytes(order.envelope), ring(station_key().public), Message)
    found = opened.message.body
    assert isinstance(found, Play | Withdraw)
    return found


pytest_db = pytest.mark.django_db


def sides() -> list[tuple[str, int, str]]:
    """Side, seconds after the slot begins, state."""
    rows = KitAiring.objects.order_by("starts_at")
    return [(row.side, round((row.starts_at - START).total_seconds()), row.state) for row in rows]


def begins() -> list[int]:
    rows = Bulletin.objects.order_by("starts_at")
    return [round((row.starts_at - START).total_seconds()) for row in rows]


@pytest_db
def test_without_an_approved_kit_a_programme_begins_with_its_bulletin() -> None:
    quick_kit()
    programme(("Một", 30))
    assert (sides(), begins()) == ([], [0])


@pytest_db
def test_approved_kit_stands_around_the_bulletins_and_is_ordered_as_its_bytes() -> None:
    kit = approved(quick_kit())
    speaker = programme(("Một", 30), ("Hai", 20))
    assert begins() == [7, 38]
    assert sides() == [("opening", 0, "planned"), ("closing", 59, "planned")]
    made = [body(order) for order in order_kit(now=PLACED)]
    assert [one.sha256 for one in made if isinstance(one, Play)] == [
        kit.opening_sha256, kit.closing_sha256,
    ]  # fmt: skip
    [first, *_] = made
    assert isinstance(first, Play)
    assert first.hard_end_at == START + timedelta(seconds=7)
    assert is_ordered_for(speaker.receiver, kit.opening_sha256, now=PLACED)
    assert not is_ordered_for(speaker.receiver, kit.parts["bed"], now=PLACED)


@pytest_db
def test_opening_and_closing_are_on_the_air_too() -> None:
    approved(quick_kit())
    programme(("Một", 30))
    heard = [[each.title for each in sounding(START + timedelta(seconds=at))] for at in (3, 10, 39)]
    assert heard == [
        ["Mở đầu: Chương trình sáng"],
        ["Một"],
        ["Kết thúc: Chương trình sáng"],
    ]
    [opening] = sounding(START)
    assert opening.ends_at == START + timedelta(seconds=37)
    assert sounding(START - timedelta(seconds=1)) == sounding(START + timedelta(minutes=1)) == []


@pytest_db
def test_bulletins_come_first_and_push_the_kit_out_of_a_full_slot() -> None:
    approved(quick_kit())
    programme(("Một", 30), slot=60)
    order_kit(now=PLACED)
    assert [side for side, _, _ in sides()] == ["opening", "closing"]
    heard_article("Hai", seconds=28)
    deliver(PLACED + timedelta(minutes=5))
    assert begins() == [0, 31]
    assert {state for _, _, state in sides()} == {"withdrawn"}
    taken = [body(order) for order in Order.objects.filter(kind="withdraw")]
    assert sorted(one.broadcast for one in taken if isinstance(one, Withdraw)) == sorted(
        row.wire_id for row in KitAiring.objects.all()
    )


@pytest_db
def test_proof_of_an_opening_is_noted_and_counts_for_nobody() -> None:
    approved(quick_kit())
    speaker = programme(("Một", 30))
    now = PLACED + timedelta(seconds=1)
    order_kit(now=now)
    order_due(now=now)
    opening = KitAiring.objects.get(side="opening")
    row = Broadcast.objects.get()
    told = take_proof(
        name=speaker.name, now=START + timedelta(minutes=1),
        data=speaker.says(
            row, broadcast=opening.wire_id, sha256=opening.sha256, started_at=START,
            ended_at=START + timedelta(seconds=6), seconds_played=6,
            order_n=opening.order_number or 0,
        ),
    )  # fmt: skip
    assert told is not None  # stored and receipted: the chain of proofs has no gap
    opening.refresh_from_db()
    assert (opening.state, opening.airtime_seconds, opening.proof_seq) == ("played", 6, 1)
    assert Evidence.objects.filter(kind__startswith="broadcast.p").count() == 0
    take_proof(
        name=speaker.name, now=START + timedelta(minutes=2),
        data=speaker.says(row, sha256=row.bulletin.sha256, started_at=row.starts_at),
    )  # fmt: skip
    [entry] = Evidence.objects.filter(kind="broadcast.played")
    assert (entry.payload["seconds"], entry.payload["planned_seconds"]) == (30, 30)
    assert entry.payload["planned_at"] == "2026-11-23T17:00:07+07:00"


@pytest_db
def test_other_bytes_played_as_an_opening_are_a_failure() -> None:
    approved(quick_kit())
    speaker = programme(("Một", 30))
    order_kit(now=PLACED)
    opening = KitAiring.objects.get(side="opening")
    take_proof(
        name=speaker.name, now=START + timedelta(minutes=1),
        data=speaker.says(
            Broadcast.objects.get(), broadcast=opening.wire_id, sha256="0" * 64, started_at=START,
            seconds_played=6, order_n=opening.order_number or 0,
        ),
    )  # fmt: skip
    opening.refresh_from_db()
    assert (opening.state, opening.airtime_seconds) == ("failed", 0)


@pytest_db
def test_overtaken_order_is_given_again_under_a_new_number() -> None:
    approved(quick_kit())
    speaker = programme(("Một", 30))
    order_kit(now=PLACED)
    opening = KitAiring.objects.get(side="opening")
    take_proof(
        name=speaker.name, now=PLACED + timedelta(seconds=5),
        data=speaker.says(
            Broadcast.objects.get(), broadcast=opening.wire_id, result=Result.REFUSED,
            detail=Fault.OUT_OF_ORDER, seconds_played=0, order_n=opening.order_number or 0,
        ),
    )  # fmt: skip
    [again] = order_kit(now=PLACED + timedelta(seconds=6))
    opening.refresh_from_db()
    assert (again.number, opening.state) == (opening.order_number, "ordered")


@pytest_db
def test_last_bulletin_withdrawn_takes_opening_and_closing_back() -> None:
    approved(quick_kit())
    speaker = programme(("Một", 30))
    order_due(now=PLACED)
    order_kit(now=PLACED)
    withdraw_delivery(delivery=Delivery.objects.get(channel="station"), now=PLACED)
    assert {state for _, _, state in sides()} == {"withdrawn"}
    kinds = [one.kind for one in open_orders(receiver=speaker.receiver, now=PLACED)]
    assert kinds == ["withdraw"] * 3


@pytest_db
def test_closing_moves_up_when_the_last_of_two_is_withdrawn() -> None:
    approved(quick_kit())
    programme(("Một", 30), ("Hai", 20))
    last = Bulletin.objects.order_by("starts_at").last()
    assert last is not None
    withdraw_delivery(delivery=last.delivery, now=PLACED)
    assert sides() == [("opening", 0, "planned"), ("closing", 38, "planned")]


@pytest_db
def test_programme_follows_another_kit_and_a_retired_one() -> None:
    approved(quick_kit())
    programme(("Một", 30))
    order_kit(now=PLACED)
    quick_part(KitPart.HELLO, "Lời khác")
    other = approved(quick_join(opening=10))
    assert (follow_kit(now=PLACED), follow_kit(now=PLACED)) == (1, 0)
    assert (begins(), {row.kit_id for row in KitAiring.objects.all()}) == ([11], {other.pk})
    retire_kits(by=operator(), now=PLACED)
    assert follow_kit(now=PLACED) == 1
    assert (begins(), {state for _, _, state in sides()}) == ([0], {"withdrawn"})
    assert Programme.objects.get().kit is None


@pytest_db
def test_machine_is_announced_by_the_opening_and_by_a_bulletin_where_the_opening_is_lost() -> None:
    kit = approved(quick_kit())
    place = make.cluster("Cụm 1")
    zone_with_slot([place], at=time(17), seconds=120)
    enrolled(place)
    machine_article("Một", seconds=30, inner_seconds=27)
    deliver(PLACED)
    [row] = Bulletin.objects.all()
    assert (row.is_inner, row.seconds, begins()) == (True, 27, [7])
    sound_path(kit.opening_sha256).unlink()
    assert order_kit(now=PLACED) == []
    row.refresh_from_db()
    assert (row.is_inner, row.seconds, begins()) == (False, 30, [0])


@pytest_db
def test_opening_that_comes_too_late_leaves_the_announcement_to_the_bulletin() -> None:
    approved(quick_kit())
    place = make.cluster("Cụm 1")
    zone_with_slot([place], at=time(17), seconds=120)
    enrolled(place)
    machine_article("Một", seconds=30, inner_seconds=27)
    deliver(PLACED)
    late = START - timedelta(seconds=1)
    order_kit(now=late)
    [row] = Bulletin.objects.all()
    assert (row.is_inner, row.seconds, begins()) == (False, 30, [7])
    assert order_due(now=late) != []
    assert {state for _, _, state in sides()} == {"failed", "withdrawn"}


@pytest_db
def test_kit_that_is_not_approved_any_more_is_never_ordered() -> None:
    kit = approved(quick_kit())
    programme(("Một", 30))
    kit.retired_at = PLACED
    kit.save()
    assert order_kit(now=PLACED) == []
    assert Order.objects.count() == 0


@pytest_db
def test_opening_without_a_proof_is_unknown_and_a_late_proof_settles_it() -> None:
    approved(quick_kit())
    speaker = programme(("Một", 30))
    order_kit(now=PLACED)
    assert mark_kit_unknown(now=START) == 0
    later = START + timedelta(minutes=20)
    assert mark_kit_unknown(now=later) == 2
    opening = KitAiring.objects.get(side="opening")
    take_proof(
        name=speaker.name, now=later,
        data=speaker.says(
            Broadcast.objects.get(), broadcast=opening.wire_id, sha256=opening.sha256,
            started_at=START, seconds_played=6, order_n=opening.order_number or 0,
        ),
    )  # fmt: skip
    opening.refresh_from_db()
    assert opening.state == "played"


@pytest_db
def test_foreign_receiver_closes_no_opening_of_another() -> None:
    approved(quick_kit())
    speaker = programme(("Một", 30))
    order_kit(now=PLACED)
    other = Speaker(*enrolled(make.cluster("Cụm 2")))
    opening = KitAiring.objects.get(side="opening")
    take_proof(
        name=other.name, now=START + timedelta(minutes=1),
        data=other.says(Broadcast.objects.get(), broadcast=opening.wire_id,
                        sha256=opening.sha256, seconds_played=6),
    )  # fmt: skip
    opening.refresh_from_db()
    assert (opening.state, Receiver.objects.count()) == ("ordered", 2)
    assert speaker.seq == 0

"""Loudspeakers that a hand switches: written once, at a log book's level, corrected with reason."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from lantoa.channels.base.jobs import deliver
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.by_hand import HandItem, hand_slots
from lantoa.channels.station.models import Broadcast, HandSheet, OuterAiring, RelaySource, TimeSlot
from lantoa.channels.station.services.by_hand import Relayed, record_sheet
from lantoa.channels.station.services.outer_correcting import correct_sheet, withdraw_sheet
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.services.zones import save_slot
from lantoa.channels.station.terms import RelayWay, SlotKind
from lantoa.core.errors import Refused
from lantoa.ledger.queries import facts
from lantoa.registry.models import SpeakerCluster
from lantoa.registry.terms import Role
from tests import make
from tests.make import NOW, at
from tests.station.make import Speaker, airing, enrolled, heard_article, operator, zone_with_slot

pytestmark = pytest.mark.django_db
BEGIN = at(17)
LATER = at(18)
KEY = "ab" * 16


def places() -> list[SpeakerCluster]:
    return [make.cluster("Bến Đò 1"), make.cluster("Bến Đò 2")]


def item(title: str = "Họp thôn", seconds: int = 40) -> HandItem:
    article = heard_article(title, seconds=seconds)
    return HandItem(article, article.renditions.get())


def sheet(*items: HandItem, now: datetime = LATER, **more: object) -> HandSheet:
    wanted = {"starts_at": BEGIN, "clusters": places(), "by": operator(), "now": now, **more}
    return record_sheet(items=items, **wanted)  # type: ignore[arg-type]


def written() -> list[tuple[str, str, int, str]]:
    return [
        (fact.kind, fact.proof, fact.payload["seconds"], f"{fact.occurred_at:%H:%M:%S}")
        for fact in facts(kinds=("broadcast.played", "broadcast.relayed"))
    ]


def states() -> list[str]:
    return list(Delivery.objects.filter(channel="station").values_list("state", flat=True))


def test_items_stand_one_after_another_on_every_cluster_at_a_log_books_level() -> None:
    sheet(item(), item("Lịch tiêm", 60))
    assert written() == [
        ("broadcast.played", "logbook", 40, "10:00:00"),
        ("broadcast.played", "logbook", 40, "10:00:00"),
        ("broadcast.played", "logbook", 60, "10:00:40"),
        ("broadcast.played", "logbook", 60, "10:00:40"),
    ]
    assert OuterAiring.objects.filter(is_repeat=True).count() == 0


def test_form_pressed_twice_is_one_sheet_and_another_content_is_refused() -> None:
    one, other, by = item(), item("Lịch tiêm", 60), operator()
    first = sheet(one, key=KEY, by=by)
    assert sheet(one, key=KEY, by=by) == first
    with pytest.raises(Refused, match="Trang này đã dùng"):
        sheet(other, key=KEY, by=by)
    assert (HandSheet.objects.count(), len(written())) == (1, 2)


def test_same_airing_is_not_written_twice_by_two_forms() -> None:
    one = item()
    sheet(one)
    with pytest.raises(Refused, match="đã ghi rồi, minh chứng số"):
        sheet(one, starts_at=BEGIN + timedelta(seconds=20))
    sheet(one, starts_at=BEGIN + timedelta(minutes=30))
    assert OuterAiring.objects.filter(is_repeat=True).count() == 2


def test_what_a_receiver_signed_is_not_written_by_hand() -> None:
    [(broadcast, key)] = airing(at_=BEGIN)
    speaker = Speaker(broadcast.receiver, key)
    take_proof(name=speaker.name, data=speaker.says(broadcast), now=LATER)
    article = Broadcast.objects.get().bulletin.article
    with pytest.raises(Refused, match="bộ thu đã ký xác nhận phát"):
        sheet(HandItem(article, article.renditions.get()), clusters=[broadcast.receiver.cluster])
    assert [proof for _, proof, _, _ in written()] == ["P2"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"clusters": []}, "Chưa chọn cụm loa"),
        ({"starts_at": LATER}, "mới xong"),
        ({"by": None}, "không có quyền"),
        ({"key": "../x"}, "không còn dùng được"),
    ],
)
def test_wrong_sheet_is_refused_whole(more: dict[str, object], words: str) -> None:
    if "by" in more:
        more = {"by": make.account(Role.EDITOR)}
    with pytest.raises(Refused, match=words):
        sheet(item(), **more)
    with pytest.raises(Refused, match="Chưa chọn nội dung"):
        sheet()
    assert (HandSheet.objects.count(), written()) == (0, [])


def test_correction_changes_seconds_and_withdraws_a_cluster() -> None:
    row = sheet(item())
    first, second = places()
    correct_sheet(
        sheet=row, seconds={"Họp thôn": 30}, clusters={first.pk}, reason="cụm hai mất điện",
        by=operator(), now=LATER,
    )  # fmt: skip
    assert written() == [("broadcast.played", "logbook", 30, "10:00:00")]
    with pytest.raises(Refused, match="có lý do"):
        withdraw_sheet(sheet=row, reason=" ", by=operator(), now=LATER)
    assert withdraw_sheet(sheet=row, reason="ghi nhầm ngày", by=operator(), now=LATER) == 1
    assert written() == []
    with pytest.raises(Refused, match="đã rút"):
        withdraw_sheet(sheet=row, reason="lần nữa", by=operator(), now=LATER)
    assert second.outer_airings.get().withdrawn_at == LATER


def test_sheet_long_after_is_marked_as_entered_later_with_its_photo() -> None:
    sheet(item(), now=LATER + timedelta(days=9), photos=[(b"\xff\xd8\xffanh", "image/jpeg")])
    one = facts(kinds=("broadcast.played",))[0]
    assert (one.is_backfilled, one.attachments[0]["mime"]) == (True, "image/jpeg")


def test_slot_of_a_zone_without_receivers_offers_what_waits_and_ends_its_delivery() -> None:
    zone_with_slot(places(), at=time(17), quiet=False)
    article = heard_article("Họp thôn", seconds=40)
    deliver(NOW)
    assert states() == ["waiting"]
    slot = hand_slots(LATER)[0]
    assert (slot.key.partition("@")[2], [one.article for one in slot.items]) == (
        "2026-11-23T17:00", [article],
    )  # fmt: skip
    row = TimeSlot.objects.get()
    made = sheet(*slot.items, slot=row, clusters=slot.clusters[:1])
    assert states() == ["waiting"]  # one cluster of two has not sounded it
    sheet(*slot.items, slot=row, clusters=slot.clusters[1:])
    assert states() == ["delivered"]
    assert len(hand_slots(LATER)[0].sheets) == 2
    withdraw_sheet(sheet=made, reason="chưa phát", by=operator(), now=LATER)
    assert states() == [DeliveryState.WAITING]


def test_zone_with_a_receiver_is_not_asked_of_people() -> None:
    first, second = places()
    zone_with_slot([first, second], at=time(17), quiet=False)
    enrolled(first)
    assert [[row.name for row in one.clusters] for one in hand_slots(LATER)[:1]] == [["Bến Đò 2"]]
    enrolled(second)
    assert hand_slots(LATER) == []


def test_radio_let_through_by_hand_is_a_relay_and_no_airtime_of_items() -> None:
    zone = zone_with_slot(places(), at=time(5), quiet=False)
    source = RelaySource.objects.create(name="Đài tỉnh", way=RelayWay.LINE)
    save_slot(
        slot=TimeSlot(zone=zone, name="Tiếp âm", starts_on=NOW.date(), at=time(17), seconds=900,
                      kind=SlotKind.RELAY, relay=source),
        by=operator(), today=NOW.date(),
    )  # fmt: skip
    slot = hand_slots(LATER)[0]
    assert (slot.relay, slot.seconds) == ("Đài tỉnh", 900)
    sheet(relayed=Relayed(slot.relay, slot.seconds))
    assert written() == [("broadcast.relayed", "logbook", 900, "10:00:00")] * 2

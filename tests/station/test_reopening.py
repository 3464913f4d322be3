"""Taken down and approved again, another voice approved, and rows that cannot be handled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.channels.base.jobs import deliver
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.models import Broadcast, Bulletin, Order
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.placing import withdraw_stale
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.services.settling import mark_unknown
from lantoa.channels.station.terms import BroadcastState
from lantoa.core.keys import SigningKey
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import withdraw_article
from lantoa.receiver.messages import Fault
from lantoa.registry.models import Receiver
from tests.make import NOW, account, at, cluster
from tests.station.make import Speaker, approved, enrolled, heard_article, voice, zone_with_slot

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def heard() -> tuple[Article, Receiver, SigningKey]:
    """An article that is planned and ordered for 17:00 on one receiver."""
    place = cluster()
    zone_with_slot([place], at=at(17).time())
    receiver, key = enrolled(place)
    article = heard_article("Nộp hồ sơ", seconds=20)
    deliver(NOW)
    order_due(now=NOW)
    return article, receiver, key


def take_down(article: Article) -> Article:
    withdraw_article(article=article, by=account(), now=NOW + MINUTE)
    withdraw_stale(now=NOW + MINUTE)
    return Article.objects.get(pk=article.pk)


def states() -> list[str]:
    return [row.state for row in Broadcast.objects.order_by("pk")]


def test_article_taken_down_and_approved_again_is_aired() -> None:
    article = take_down(heard()[0])
    approved(article, now=NOW + 2 * MINUTE)
    deliver(NOW + 3 * MINUTE)
    order_due(now=NOW + 3 * MINUTE)
    assert states() == [BroadcastState.WITHDRAWN, BroadcastState.ORDERED]
    [first, second] = Bulletin.objects.order_by("pk")
    assert [(row.attempt, row.opening) for row in (first, second)] == [(1, 1), (2, 2)]
    delivery = Delivery.objects.get(channel="station")
    assert (delivery.state, delivery.attempt_count) == (DeliveryState.SENDING, 0)


def test_airing_approved_again_may_be_tried_once_more_like_any_other() -> None:
    article, receiver, key = heard()
    approved(take_down(article), now=NOW + 2 * MINUTE)
    deliver(NOW + 3 * MINUTE)
    order_due(now=NOW + 3 * MINUTE)
    speaker = Speaker(receiver, key)
    for attempt in (2, 3):
        row = Broadcast.objects.get(bulletin__attempt=attempt)
        proof = speaker.failed(row, Fault.SOUND_MISSING)
        take_proof(name=speaker.name, data=proof, now=row.ends_at)
        order_due(now=row.ends_at + timedelta(hours=1))
    assert [(row.attempt, row.opening) for row in Bulletin.objects.order_by("pk")] == [
        (1, 1), (2, 2), (3, 2),
    ]  # fmt: skip
    assert Delivery.objects.get(channel="station").state == DeliveryState.FAILED


def test_receiver_that_fails_late_is_tried_again_beside_one_already_tried_again() -> None:
    places = [cluster("Một"), cluster("Hai")]
    zone_with_slot(places, at=at(17).time())
    speakers = [Speaker(*enrolled(place)) for place in places]
    heard_article("Nộp hồ sơ", seconds=20)
    deliver(NOW)
    order_due(now=NOW)
    for speaker, minutes in zip(speakers, (1, 20), strict=True):
        row = Broadcast.objects.get(bulletin__attempt=1, receiver=speaker.receiver)
        now = row.ends_at + minutes * MINUTE
        proof = speaker.failed(row, Fault.SOUND_MISSING)
        mark_unknown(now=now)
        take_proof(name=speaker.name, data=proof, now=now)
        mark_unknown(now=now + 5 * MINUTE)
    row = Broadcast.objects.get(bulletin__attempt=2)
    now = row.ends_at + MINUTE
    order_due(now=NOW + timedelta(hours=20))
    retried = speakers[0] if row.receiver_id == speakers[0].receiver.pk else speakers[1]
    take_proof(name=retried.name, data=retried.says(row), now=now)
    assert Broadcast.objects.filter(bulletin__attempt__gte=2).count() == 2


def test_another_approved_voice_takes_the_place_of_the_planned_one() -> None:
    place = cluster()
    zone_with_slot([place], at=at(17).time())
    enrolled(place)
    article = heard_article("Nộp hồ sơ", seconds=20)
    deliver(NOW)
    sound = voice(article, "giọng khác", seconds=20, now=NOW + MINUTE)
    approved(article, now=NOW + 2 * MINUTE)
    withdraw_stale(now=NOW + 3 * MINUTE)
    deliver(NOW + 3 * MINUTE)
    order_due(now=NOW + 3 * MINUTE)
    assert states() == [BroadcastState.WITHDRAWN, BroadcastState.ORDERED]
    old, new = Delivery.objects.filter(channel="station").order_by("pk")
    assert (old.state, new.state) == (DeliveryState.WITHDRAWN, DeliveryState.SENDING)
    assert new.rendition == sound
    assert new.key.endswith(f"{article.live_content}:{new.target}:{sound.sha256}")


def test_another_approved_voice_takes_back_the_ordered_one() -> None:
    article = heard()[0]
    sound = voice(article, "giọng khác", seconds=20, now=NOW + MINUTE)
    approved(article, now=NOW + 2 * MINUTE)
    for minutes in (3, 4, 5):
        withdraw_stale(now=NOW + minutes * MINUTE)
        deliver(NOW + minutes * MINUTE)
        order_due(now=NOW + minutes * MINUTE)
    assert states() == [BroadcastState.WITHDRAWN, BroadcastState.ORDERED]
    assert Bulletin.objects.get(broadcasts__state=BroadcastState.ORDERED).rendition == sound
    assert Delivery.objects.filter(channel="station").count() == 2


def test_the_same_voice_approved_once_more_is_not_aired_twice() -> None:
    article = heard()[0]
    approved(article, now=NOW + 2 * MINUTE)
    withdraw_stale(now=NOW + 3 * MINUTE)
    deliver(NOW + 3 * MINUTE)
    assert states() == [BroadcastState.ORDERED]


def test_another_voice_takes_the_very_place_of_the_one_before_in_a_full_slot() -> None:
    place = cluster()
    zone_with_slot([place], at=at(17).time(), seconds=60)
    enrolled(place)
    article = heard_article("Nộp hồ sơ", seconds=40)
    deliver(NOW)
    sound = voice(article, "giọng khác", seconds=45, now=NOW + MINUTE)
    approved(article, now=NOW + 2 * MINUTE)
    deliver(NOW + 3 * MINUTE)
    standing = Broadcast.objects.get(state=BroadcastState.PLANNED)
    assert (standing.starts_at, standing.bulletin.rendition) == (at(17), sound)


def poisoned(row: Broadcast) -> None:
    """A row that makes every look at it fail: a priority that no order may name."""
    Bulletin.objects.filter(pk=row.bulletin_id).update(priority="thuốc độc")


def test_one_row_that_cannot_be_ordered_stops_no_other() -> None:
    place = cluster()
    zone_with_slot([place], at=at(17).time())
    enrolled(place)
    for title in ("Một", "Hai"):
        heard_article(title, seconds=20)
    deliver(NOW)
    first, second = Broadcast.objects.order_by("starts_at")
    poisoned(first)
    assert [order.broadcast_id for order in order_due(now=NOW)] == [second.pk]
    first.refresh_from_db()
    assert (first.state, Order.objects.count()) == (BroadcastState.PLANNED, 1)


def test_one_airing_that_cannot_be_settled_stops_no_other() -> None:
    place = cluster()
    zone_with_slot([place], at=at(17).time())
    enrolled(place)
    for title in ("Một", "Hai"):
        heard_article(title, seconds=20)
    deliver(NOW)
    order_due(now=NOW)
    first, second = Broadcast.objects.order_by("starts_at")
    elsewhere, _ = enrolled(cluster("Bến Đò 2"))
    Broadcast.objects.create(
        bulletin=first.bulletin, receiver=elsewhere, starts_at=first.starts_at,
        ends_at=first.ends_at, state="lạ",
    )  # fmt: skip
    mark_unknown(now=at(18))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (BroadcastState.ORDERED, BroadcastState.UNKNOWN)

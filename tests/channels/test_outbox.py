"""The outbox: nothing is given up by itself, and one bad row stops no other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.queries import troubled_deliveries
from lantoa.channels.base.registry import Channel, channel, register_channel
from lantoa.channels.base.services import open_deliveries, send, send_due, settle
from lantoa.channels.base.terms import DeliveryState, GrassrootsForm
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article
from tests import make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def refuse(delivery: Delivery, now) -> None:  # type: ignore[no-untyped-def]
    raise Refused("Đĩa đã đầy nên chưa gửi được. Bài vẫn được giữ.")


def settle_and_fall(delivery: Delivery, now) -> None:  # type: ignore[no-untyped-def]
    settle(delivery=delivery, state=DeliveryState.DELIVERED, now=now, url="/x/")
    raise OSError("the commit failed")


@pytest.fixture
def way(request):  # type: ignore[no-untyped-def]
    """The website's place taken by a channel that delivers as the test says."""
    kept = channel("website")

    def take(deliver, targets=lambda article: ["site"]) -> None:  # type: ignore[no-untyped-def]
        register_channel(Channel("website", "Trang tin", GrassrootsForm.WEBSITE, targets, deliver))

    yield take
    register_channel(kept)


def delivery() -> Delivery:
    return Delivery.objects.get(channel="website")


def test_refused_delivery_is_never_given_up_and_is_shown_after_eight_tries(way) -> None:  # type: ignore[no-untyped-def]
    way(refuse)
    make.approved_article(with_sound=False)
    open_deliveries(now=make.NOW)
    for hour in range(7):
        send_due(now=make.NOW + hour * HOUR)
    assert (delivery().attempt_count, list(troubled_deliveries())) == (7, [])
    send_due(now=make.NOW + 7 * HOUR)
    assert list(troubled_deliveries()) == [delivery()]
    for hour in range(8, 30):
        send_due(now=make.NOW + hour * HOUR)
    row = delivery()
    assert (row.state, row.attempt_count) == (DeliveryState.WAITING, 30)
    assert row.next_attempt_at == make.NOW + 29 * HOUR + HOUR / 2


def test_attempt_that_did_not_hold_leaves_no_trace_but_the_next_try(way) -> None:  # type: ignore[no-untyped-def]
    way(settle_and_fall)
    make.approved_article(with_sound=False)
    open_deliveries(now=make.NOW)
    send(delivery=delivery(), now=make.NOW)
    row = delivery()
    assert (row.state, row.url, row.settled_at) == (DeliveryState.WAITING, "", None)
    assert (row.attempt_count, row.next_attempt_at) == (1, make.NOW + HOUR / 60)


def test_one_article_that_cannot_be_opened_stops_no_other(way) -> None:  # type: ignore[no-untyped-def]
    bad, good = (make.approved_article(with_sound=False, title=title) for title in ("Một", "Hai"))

    def targets(article: Article) -> list[str]:
        if article.pk == bad.pk:
            raise ValueError("poison")
        return ["site"]

    way(refuse, targets)
    assert open_deliveries(now=make.NOW) == 1
    assert delivery().article == good

"""The website as a channel: evidence of what was published."""

from __future__ import annotations

import pytest

from lantoa.channels.base import public_generation
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import open_deliveries, send, send_due
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.website.services import withdraw_gone
from lantoa.ledger import attachments
from lantoa.ledger.models import Evidence
from lantoa.newsroom.kinds import forms_of
from lantoa.newsroom.plain import plain_text
from lantoa.newsroom.services import withdraw_article
from tests import make
from tests.website.world import live_article

pytestmark = pytest.mark.django_db


def delivered() -> tuple[Delivery, Evidence]:
    make.commune()
    open_deliveries(now=make.at(9, 11))
    send_due(now=make.at(9, 11))
    return Delivery.objects.get(channel="website"), Evidence.objects.get(kind="website.published")


def test_publishing_leaves_evidence_with_the_page_itself() -> None:
    article = live_article()
    delivery, evidence = delivered()
    path = f"/tin-bai/{article.pk}-nop-ho-so-tai-nha/"
    assert (delivery.state, delivery.url) == (DeliveryState.DELIVERED, path)
    assert evidence.payload == {
        "url": path, "title": "Nộp hồ sơ tại nhà", "content": article.live_content, "words": 25,
        "section": "nghi-quyet-57",
        "is_resolution57": True, "language": "vi", "genre": "news", "topic": "science",
    }  # fmt: skip
    assert evidence.subjects == [
        article.code, "audience:nguoi-cao-tuoi", "section:nghi-quyet-57",
        "task:KH-2026-1/1.1", "task:KH-2026-1/1.4",
    ]  # fmt: skip
    assert evidence.occurred_at == make.at(9, 10)
    kept = attachments.read(evidence.attachments[0]["sha256"])
    assert kept is not None
    text = kept.decode()
    assert "Xã bố trí 8 Tổ công nghệ số cộng đồng." in text
    assert "/static/" not in text


def test_publishing_twice_leaves_one_entry() -> None:
    live_article()
    delivered()
    open_deliveries(now=make.at(9, 12))
    send_due(now=make.at(9, 12))
    assert Evidence.objects.filter(kind="website.published").count() == 1


def test_a_version_that_is_no_longer_live_is_not_counted() -> None:
    article = live_article()
    make.commune()
    open_deliveries(now=make.NOW)
    withdraw_article(article=article, by=make.account(), now=make.NOW)
    delivery = Delivery.objects.get(channel="website")
    send(delivery=delivery, now=make.NOW)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WITHDRAWN
    assert not Evidence.objects.filter(kind="website.published").exists()


def test_withdrawing_is_evidence_too() -> None:
    article = live_article()
    delivery, _ = delivered()
    leader = make.account()
    withdraw_article(article=article, by=leader, now=make.at(10))
    assert [withdraw_gone(now=make.at(10)) for _ in range(2)] == [1, 0]
    delivery.refresh_from_db()
    evidence = Evidence.objects.get(kind="website.withdrawn")
    assert evidence.payload == {"url": delivery.url, "content": delivery.content}
    assert evidence.by == leader.code
    assert delivery.state == DeliveryState.WITHDRAWN


@pytest.mark.django_db(transaction=True)
def test_one_withdrawal_that_fails_stops_no_other(settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The disk takes no note for the processes that draw pages: each item fails at its end."""
    make.commune()
    for _ in range(2):
        article = live_article()
        withdraw_article(article=article, by=make.account(), now=make.NOW)
        Delivery.objects.create(
            key=article.code, channel="website", article=article, content="0" * 64,
            state=DeliveryState.DELIVERED, created_at=make.NOW,
        )  # fmt: skip
    settings.HOME = tmp_path
    (tmp_path / "public-generation").mkdir()
    withdraw_gone(now=make.at(10))
    states = set(Delivery.objects.values_list("state", flat=True))
    assert states == {DeliveryState.WITHDRAWN}
    assert Evidence.objects.filter(kind="website.withdrawn").count() == 2


@pytest.mark.django_db(transaction=True)
def test_publishing_makes_every_kept_page_stale() -> None:
    live_article()
    before = public_generation.current()
    delivered()
    assert public_generation.current() != before


def test_the_web_form_is_the_words_of_the_page_before_and_after_approval() -> None:
    article = make.article(for_loudspeaker=False)
    form = next(form for form in forms_of(article.newest) if form.code == "web")
    before = form.exact(article.newest)
    assert before == f"{plain_text(article)}\nNghị quyết 57"
    assert "Nộp hồ sơ tại nhà" in form.render(article.newest)

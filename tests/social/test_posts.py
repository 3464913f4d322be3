"""Text copied out by hand, link pasted back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import open_deliveries, send_due, withdraw_lapsed
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.social.models import Post, SocialAccount
from lantoa.channels.social.queries import posts_of, posts_to_remove, waiting_posts
from lantoa.channels.social.services import (
    drop_post,
    keep_standing,
    note_post_link,
    note_removal,
    prepare_post,
    withdraw_gone,
)
from lantoa.channels.social.terms import Network, PostState
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.newsroom.kinds import forms_of
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import approve_article, submit_article, withdraw_article
from lantoa.newsroom.terms import Genre
from lantoa.registry.terms import Role
from tests import make

pytestmark = pytest.mark.django_db


def facebook() -> SocialAccount:
    return SocialAccount.objects.create(
        network=Network.FACEBOOK, name="Xã Sông Lam", address="https://facebook.com/xasonglam"
    )


def waiting() -> Post:
    """A post of an approved article that waits to be copied out."""
    make.approved_article(with_sound=False)
    open_deliveries(now=make.NOW)
    send_due(now=make.NOW)
    return waiting_posts().get()


def test_an_approved_article_lays_a_text_ready_for_each_account() -> None:
    facebook()
    SocialAccount.objects.create(
        network=Network.ZALO, name="Xã Sông Lam", address="https://zalo.me/1", is_active=False
    )
    post = waiting()
    address = f"http://127.0.0.1:8000/tin-bai/{post.article.pk}/"
    assert post.text == (
        f"Nộp hồ sơ tại nhà\n\nTừ ngày 01/12, người dân nộp hồ sơ qua mạng.\n\n{address}"
    )
    assert post.delivery.state == DeliveryState.SENDING
    send_due(now=make.at(10))
    assert posts_of(post.article).count() == 1


def test_no_account_no_post() -> None:
    make.approved_article(with_sound=False)
    open_deliveries(now=make.NOW)
    assert not Delivery.objects.filter(channel="social").exists()


def test_a_pasted_link_is_evidence() -> None:
    account = facebook()
    editor = make.account()
    post = note_post_link(
        post=waiting(), url=" https://www.facebook.com/xasonglam/posts/7 ", by=editor,
        now=make.at(10),
    )  # fmt: skip
    assert (post.state, post.delivery.state) == (PostState.POSTED, DeliveryState.DELIVERED)
    evidence = Evidence.objects.get(kind="post.published")
    assert evidence.payload == {
        "url": "https://www.facebook.com/xasonglam/posts/7", "network": "facebook",
        "account": "Xã Sông Lam", "content": post.article.live_content,
        "title": post.article.title,
    }  # fmt: skip
    assert (evidence.proof, evidence.by) == ("link", editor.code)
    assert evidence.subjects == [
        post.article.code, "audience:nguoi-cao-tuoi", account.code, "task:KH-2026-1/1.1",
        "task:KH-2026-1/1.4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "url",
    ["", "facebook.com/x", "javascript:alert(1)", "https://vidu.vn/x", "https://notfacebook.com/x"],
)
def test_a_link_of_elsewhere_is_refused_and_nothing_is_written(url: str) -> None:
    facebook()
    post = waiting()
    with pytest.raises(Refused):
        note_post_link(post=post, url=url, by=make.account(), now=make.at(10))
    assert waiting_posts().get().url == ""
    assert not Evidence.objects.filter(kind="post.published").exists()


def test_a_link_is_noted_once() -> None:
    facebook()
    post = waiting()
    note_post_link(post=post, url="https://fb.com/1", by=make.account(), now=make.at(10))
    with pytest.raises(Refused):
        note_post_link(post=post, url="https://fb.com/2", by=make.account(), now=make.at(11))
    assert Evidence.objects.filter(kind="post.published").count() == 1


def test_a_withdrawn_article_asks_for_its_post_to_be_taken_down() -> None:
    facebook()
    post = note_post_link(
        post=waiting(), url="https://fb.com/1", by=make.account(), now=make.at(10)
    )
    withdraw_article(article=post.article, by=make.account(), now=make.at(11))
    assert [withdraw_gone(now=make.at(11)) for _ in range(2)] == [1, 0]
    assert posts_to_remove().get() == post
    post.refresh_from_db()
    note_removal(post=post, by=make.account(), now=make.at(12))
    assert not posts_to_remove().exists()
    assert Delivery.objects.get(pk=post.delivery_id).state == DeliveryState.WITHDRAWN


SHEET = {
    "who": "Hộ nghèo", "what": "Một nửa chi phí.", "conditions": "Có hóa đơn.", "how": "Viết đơn.",
    "where": "Bàn số 2.", "contact": "Phòng Kinh tế", "starts_on": "2026-01-01",
    "ends_on": make.TODAY.isoformat(), "basis": "Nghị quyết số 15/2026/NQ-HĐND",
}  # fmt: skip


def test_the_text_of_a_sheet_that_lapsed_while_it_waited_is_not_copied_out() -> None:
    facebook()
    make.approved_article(genre=Genre.POLICY, sheet=SHEET, with_sound=False)
    open_deliveries(now=make.NOW)
    send_due(now=make.NOW)
    tomorrow = make.NOW + timedelta(days=1)
    assert (withdraw_lapsed(now=make.NOW), waiting_posts().count()) == (0, 1)
    assert [withdraw_lapsed(now=tomorrow) for _ in range(2)] == [1, 0]
    assert not waiting_posts().exists()
    delivery = Delivery.objects.get(channel="social")
    assert delivery.state == DeliveryState.WITHDRAWN
    assert delivery.problem.startswith("Phiếu chính sách hết hiệu lực nên không gửi: áp dụng đến")


def test_a_sheet_that_lapsed_before_its_turn_goes_to_the_site_alone() -> None:
    facebook()
    make.approved_article(genre=Genre.POLICY, sheet=SHEET, with_sound=False)
    open_deliveries(now=make.NOW)
    send_due(now=make.NOW + timedelta(days=1))
    assert not Post.objects.exists()
    assert dict(Delivery.objects.values_list("channel", "state")) == {
        "social": DeliveryState.WITHDRAWN, "website": DeliveryState.DELIVERED,
    }  # fmt: skip


def test_a_dropped_text_waits_no_more() -> None:
    facebook()
    post = waiting()
    drop_post(post=post, by=make.account(), now=make.at(10))
    assert not waiting_posts().exists()
    with pytest.raises(Refused):
        note_post_link(post=post, url="https://fb.com/1", by=make.account(), now=make.at(11))


def test_the_post_form_is_text_with_the_short_path() -> None:
    article = make.article(post="Bà con mở điện thoại là nộp được hồ sơ.")
    form = next(form for form in forms_of(article.newest) if form.code == "post")
    expected = f"Bà con mở điện thoại là nộp được hồ sơ.\n\n/tin-bai/{article.pk}/"
    assert form.exact(article.newest) == expected
    assert f"http://127.0.0.1:8000/tin-bai/{article.pk}/" in form.render(article.newest)


def approve_again(article: Article) -> Article:
    """Taken down, then approved by another leader with the same content."""
    withdraw_article(article=article, by=make.account(), now=make.at(11))
    withdraw_gone(now=make.at(11))
    article = Article.objects.get(pk=article.pk)
    request = submit_article(article=article, by=article.created_by, now=make.at(12))
    approve_article(
        request=request, expected_hash=request.hash, seen=[], by=make.account(Role.LEADER),
        now=make.at(12),
    )  # fmt: skip
    open_deliveries(now=make.at(13))
    send_due(now=make.at(13))
    return article


def test_a_text_dropped_with_its_article_waits_again_when_it_is_approved_again() -> None:
    facebook()
    post = waiting()
    Post.objects.update(text="lời cũ")
    approve_again(post.article)
    again = waiting_posts().get()
    assert (again.pk, again.text, again.made_at) == (post.pk, post.text, make.at(13))
    assert (again.delivery.state, again.noted_by) == (DeliveryState.SENDING, None)


def test_a_post_nobody_took_down_stands_when_its_article_is_approved_again() -> None:
    facebook()
    post = note_post_link(
        post=waiting(), url="https://fb.com/1", by=make.account(), now=make.at(10)
    )
    approve_again(post.article)
    assert [keep_standing(now=make.at(13)) for _ in range(2)] == [1, 0]
    post.refresh_from_db()
    assert (post.state, post.url) == (PostState.POSTED, "https://fb.com/1")
    assert Delivery.objects.get(pk=post.delivery_id).state == DeliveryState.DELIVERED
    assert not posts_to_remove().exists()


def test_a_text_laid_ready_twice_is_not_dropped() -> None:
    facebook()
    post = waiting()
    prepare_post(post.delivery, make.at(10))
    assert waiting_posts().get() == post


def test_an_older_version_that_was_put_off_does_not_take_the_place_of_the_newer_one() -> None:
    facebook()
    post = waiting()
    older = Delivery.objects.create(
        key="social:older", channel="social", article=post.article, content="0" * 64,
        target=post.account.code, created_at=make.NOW,
    )  # fmt: skip
    prepare_post(older, make.at(10))
    older.refresh_from_db()
    assert (waiting_posts().get(), older.state) == (post, DeliveryState.WITHDRAWN)

"""Kênh on the desk: copy out, paste back, what did not go out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.make import NOW, account, approved_article

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import open_deliveries, send_due
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.social.models import Post, SocialAccount
from lantoa.channels.social.terms import Network, PostState
from lantoa.ledger.models import Evidence
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
HOME = "/ban-lam-viec/kenh/"


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def editor() -> Client:
    return signed_in(account(Role.EDITOR))


def waiting(count: int = 1) -> list[Post]:
    """Posts that wait to be copied out to one page."""
    SocialAccount.objects.create(
        network=Network.FACEBOOK, name="Xã Sông Lam", address="https://facebook.com/xasonglam"
    )
    for number in range(count):
        approved_article(with_sound=False, title=f"Tin số {number + 1}")
    open_deliveries(now=NOW)
    send_due(now=NOW)
    return list(Post.objects.order_by("pk"))


def test_commune_without_a_page_is_led_to_note_one() -> None:
    client = editor()
    assert "Ghi kênh đầu tiên" in client.get(HOME).content.decode()
    client.post(
        reverse("social-account-add"),
        {"network": "zalo", "name": "Xã Sông Lam", "address": "https://zalo.me/1",
         "is_active": "on"},
    )  # fmt: skip
    assert list(SocialAccount.objects.values_list("name", "is_active")) == [("Xã Sông Lam", True)]


def test_text_waits_and_its_link_becomes_evidence() -> None:
    (post,) = waiting()
    client = editor()
    shown = client.get(HOME).content.decode()
    assert (f'data-copy="post-{post.pk}"' in shown, "Tin số 1" in shown) == (True, True)
    client.post(reverse("social-link", args=[post.pk]), {"url": "https://facebook.com/1"})
    post.refresh_from_db()
    assert (post.state, post.url) == (PostState.POSTED, "https://facebook.com/1")
    assert Evidence.objects.filter(kind="post.published").count() == 1
    assert "Mở bài đăng" in client.get(HOME).content.decode()


def test_link_of_another_network_stays_in_its_field_with_the_reason() -> None:
    (post,) = waiting()
    answer = editor().post(reverse("social-link", args=[post.pk]), {"url": "https://zalo.me/2"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert ("không phải của Facebook" in shown, 'value="https://zalo.me/2"' in shown) == (
        True,
        True,
    )
    assert not Evidence.objects.filter(kind="post.published").exists()


def test_post_that_is_not_wanted_is_dropped() -> None:
    (post,) = waiting()
    editor().post(reverse("social-drop", args=[post.pk]))
    post.refresh_from_db()
    assert post.state == PostState.DROPPED


def test_unit_contact_looks_and_notes_nothing() -> None:
    (post,) = waiting()
    client = signed_in(account(Role.UNIT_CONTACT))
    assert client.get(HOME).status_code == 200
    answer = client.post(reverse("social-link", args=[post.pk]), {"url": "https://facebook.com/1"})
    assert answer.status_code == 403


def test_what_did_not_go_out_is_told_in_plain_words() -> None:
    Delivery.objects.create(
        key="website:1", channel="website", content="0" * 64, created_at=NOW,
        state=DeliveryState.FAILED, problem="Đĩa đã đầy nên chưa đăng được. Bài vẫn được giữ.",
    )  # fmt: skip
    assert "Đĩa đã đầy nên chưa đăng được" in editor().get(HOME).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_board_takes_the_same_queries_for_one_post_and_for_three(
    count: int, django_assert_num_queries: Any
) -> None:
    waiting(count)
    client = editor()
    client.get(HOME)
    with django_assert_num_queries(15):
        client.get(HOME, headers={"X-Passive": "1"})


def test_the_newest_waits_on_top_and_a_saved_link_leads_back_to_the_place() -> None:
    posts = waiting(2)
    client = editor()
    shown = client.get(HOME).content.decode()
    older, newer = (shown.index(f'id="bai-{post.pk}"') for post in posts)
    assert newer < older
    assert f'name="sau" value="{posts[0].pk}"' in shown
    answer: Any = client.post(
        reverse("social-link", args=[posts[1].pk]),
        {"url": "https://facebook.com/1", "trang": "1", "sau": posts[0].pk},
    )
    assert answer.url == f"{HOME}?trang=1#bai-{posts[0].pk}"

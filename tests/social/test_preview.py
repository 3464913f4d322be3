"""What a feed shows of a post: folded, counted, with its link card; own words for one network."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.channels.social.models import SocialAccount
from lantoa.channels.social.preview import count_words, folded, preview
from lantoa.channels.social.terms import RULES
from lantoa.newsroom.kinds import forms_of, tabs_of
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import post_length, post_text
from tests import make


def words(**fields: str) -> Any:
    blank = {"title": "Tên", "lead": "", "post": "", "post_facebook": "", "post_zalo": ""}
    return SimpleNamespace(**{**blank, **fields})


def test_the_address_stays_whole_however_long_the_words_are() -> None:
    article = words(post="chữ " * 900)
    text = post_text(article, "/tin-bai/1/", network="zalo", limit=2000)
    assert len(text) <= 2000 and text.endswith("\n\n/tin-bai/1/")
    assert post_length(article, "/tin-bai/1/") == len(("chữ " * 900).strip()) + 13


def test_own_words_of_a_network_stand_before_those_for_all() -> None:
    article = words(post="Cho mọi mạng.", post_zalo="Cho Zalo.")
    texts = [post_text(article, "/1/", network=one) for one in ("", "facebook", "zalo", "tiktok")]
    assert texts == ["Cho mọi mạng.\n\n/1/", "Cho mọi mạng.\n\n/1/", "Cho Zalo.\n\n/1/",
                     "Cho mọi mạng.\n\n/1/"]  # fmt: skip


def test_a_feed_folds_between_words() -> None:
    assert (folded("một hai ba", 7).shown, folded("một hai ba", 7).rest) == ("một hai", "ba")
    assert folded("một hai", 7).rest == ""
    assert folded("mộthaiba", 4).shown == "mộth"


def test_the_count_says_what_is_folded_and_what_is_cut() -> None:
    rules = RULES["zalo"]
    assert "hiện hết" in count_words(200, rules)
    assert "khoảng 300 chữ cái đầu" in count_words(700, rules)
    assert "2.310 trên 2.000" in count_words(2310, rules) and "dài quá 310" in count_words(
        2310, rules
    )


@pytest.mark.django_db
def test_without_own_words_the_hash_and_the_approved_form_stay_as_they_were() -> None:
    article = make.article(post="Lời chung.", for_loudspeaker=False)
    kind = next(kind for kind in forms_of(article) if kind.code == "post")
    before = (article.content, kind.exact(article))
    article.post_facebook = "Lời Facebook."
    after = (article.content, kind.exact(article))
    assert before[1] == f"Lời chung.\n\n/tin-bai/{article.pk}/"
    assert after[1] == f"{before[1]}\n\n[facebook]\nLời Facebook.\n\n/tin-bai/{article.pk}/"
    assert before[0] != after[0]


@pytest.mark.django_db
def test_previews_are_tabs_of_their_own_and_one_form_to_approve() -> None:
    make.commune()
    SocialAccount.objects.create(network="zalo", name="Zalo xã", address="https://zalo.me/1")
    article = make.article(title="<b>Chợ</b>", post="Lời " * 200, for_loudspeaker=False)
    codes = [tab.code for tab in tabs_of(article)]
    assert codes == ["web", "facebook", "zalo", "board", "leaflet"]
    assert [kind.code for kind in forms_of(article)] == ["web", "post"]
    shown = preview(article, network="zalo")
    assert "Zalo xã" in shown and "Xem thêm" in shown and "<b>Chợ</b>" not in shown
    assert "chưa ghi kênh Facebook" in preview(article, network="facebook")
    client = Client()
    client.force_login(make.account())
    for form in ("facebook", "zalo", "post"):
        page = reverse("article-form", args=[article.pk, form])
        assert "lt-feed" in client.get(page).content.decode()


@pytest.mark.django_db
def test_each_account_gets_the_words_of_its_network() -> None:
    from lantoa.channels.base.services import open_deliveries, send_due
    from lantoa.channels.social.models import Post

    for network in ("facebook", "zalo"):
        SocialAccount.objects.create(network=network, name=network, address=f"https://{network}.me")
    make.approved_article(with_sound=False, post="Chung.", post_zalo="Riêng.")
    open_deliveries(now=make.NOW)
    send_due(now=make.NOW)
    found = {post.account.network: post.text.split("\n")[0] for post in Post.objects.all()}
    assert found == {"facebook": "Chung.", "zalo": "Riêng."}
    assert Article.objects.get().live

"""A draft is for those who work on it; what stands in public is everybody's."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import make
from tests.desk.matrix.reading import LETTERS

from lantoa.desk.articles.queries import found_articles
from lantoa.desk.indicators.rows import article_titles
from lantoa.desk.search.keeping import refresh
from lantoa.desk.search.queries import Asked, matching
from lantoa.desk.week.grid import week_of
from lantoa.ledger.queries import facts
from lantoa.newsroom.models import Article
from lantoa.newsroom.readers import hears, own_drafts, readable_articles, version_for
from lantoa.newsroom.services import save_draft, submit_article
from lantoa.newsroom.week.queries import monday_of
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
READERS = {LETTERS[letter] for letter in "LHPESI"}


def client_of(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def edited_live_article() -> Article:
    """In public under one title, with a newer draft under another."""
    made = make.approved_article(with_sound=False, title="Bản đã đăng")
    draft = made.newest
    draft.title = "Bản đang sửa"
    return save_draft(article=draft, by=make.account(), now=make.NOW)


def test_role_reads_drafts_or_what_stands_in_public() -> None:
    live, draft = edited_live_article(), make.article(title="Chưa ai được đọc")
    for role in Role:
        who, reads = make.account(role), role in READERS
        shown = version_for(Article.objects.get(pk=live.pk), who)
        assert shown and shown.title == ("Bản đang sửa" if reads else "Bản đã đăng"), role
        assert (version_for(draft, who) is not None) == reads, role
        assert set(readable_articles(who)) == ({live, draft} if reads else {live})
        listed = {row.pk: row.standing for row in found_articles({}, who)}
        assert listed[live.pk] == "live"
        assert (draft.pk in listed) == reads


@pytest.mark.parametrize("role", [Role.PLAN_OFFICER, Role.CLERK])
def test_every_page_of_an_article_follows_the_same_rule(role: Role) -> None:
    live, draft = edited_live_article(), make.article(title="Chưa ai được đọc")
    client, reads = client_of(make.account(role)), role in READERS
    assert client.get(reverse("article-form", args=[draft.pk, "web"])).status_code == (
        200 if reads else 403
    )
    page = client.get(reverse("article-form", args=[live.pk, "web"])).content.decode()
    assert ("Bản đang sửa" in page) == reads
    answer = client.get(reverse("edit-article", args=[live.pk]), follow=True)
    assert answer.status_code == 200
    assert "Bản đang sửa" not in answer.content.decode() or reads
    listed = client.get(reverse("articles")).content.decode()
    assert ("Chưa ai được đọc" in listed) == reads


def test_request_page_of_a_returned_draft_leads_others_to_what_is_public() -> None:
    draft = make.article(for_loudspeaker=False)
    request = submit_article(article=draft, by=draft.created_by, now=make.NOW)
    address = reverse("approval", args=[request.pk])
    assert client_of(make.account(Role.INSPECTOR)).get(address).status_code == 200
    refused = client_of(make.account(Role.CLERK)).get(address)
    assert refused.status_code == 403


def test_author_keeps_reading_an_own_draft_in_another_role() -> None:
    writer = make.account(Role.UNIT_CONTACT)
    own, other = make.article(by=writer), make.article(title="Của người khác")
    assert own_drafts(writer) == {own.pk}
    assert set(readable_articles(writer)) == {own}
    refresh(make.NOW)
    codes = {card.pk for card in matching(writer, Asked("ho so tai nha"))}
    assert len(codes) == 1
    assert matching(writer, Asked("cua nguoi khac")) == []
    assert version_for(other, writer) is None


def test_sound_of_a_draft_is_silent_for_others_until_it_is_approved() -> None:
    contact = make.account(Role.UNIT_CONTACT)
    draft = make.article()
    sound = make.sound(draft, sha256="cd" * 32)
    assert not hears(sound, sound.sha256, contact)
    assert hears(sound, sound.sha256, draft.created_by)
    live = make.approved_article()
    airs = live.renditions.get()
    assert hears(airs, airs.sha256, contact)


def test_ledger_names_no_draft_to_others() -> None:
    draft = make.article(title="Chưa ai được đọc", for_loudspeaker=False)
    submit_article(article=draft, by=draft.created_by, now=make.NOW)
    found = facts(kinds=["article.submitted"])
    assert article_titles(found, make.account(Role.CLERK)) == {}
    assert article_titles(found, make.account(Role.INSPECTOR)) == {draft.code: draft.title}


def test_week_shows_others_no_draft_and_no_idea() -> None:
    draft = make.article(title="Chưa ai được đọc")
    monday = monday_of(make.TODAY)
    seen = week_of(monday, today=make.TODAY, reader=make.account(Role.PLAN_OFFICER)).aside
    assert [one.headline for one in seen] == [draft.title]
    assert week_of(monday, today=make.TODAY, reader=make.account(Role.CLERK)).aside == ()

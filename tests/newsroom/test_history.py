"""The saved versions of an article: told apart, compared, taken up again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.core.errors import Refused
from lantoa.newsroom.editing.history import (
    difference,
    restore_version,
    revisions_of,
    versions_of,
)
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import approve_article, save_draft, submit_article
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from tests.make import NOW, account, approved_article

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


def rewritten(story: Article, by: Account, lead: str) -> Article:
    draft = Article.objects.get(pk=story.pk).newest
    draft.lead = lead
    return save_draft(article=draft, by=by, now=LATER)


def states(story: Article) -> list[tuple[int, str, bool]]:
    rows = list(revisions_of(story))
    live = Article.objects.get(pk=story.pk)
    found = versions_of(live, rows, newest=rows[0].pk, first=len(rows))
    return [(one.number, one.state, one.is_newest) for one in found]


def test_versions_say_who_saved_them_and_how_far_they_came() -> None:
    story, other = approved_article(with_sound=False), account(name="Lê Văn Hai")
    rewritten(story, other, "Từ ngày 05/12, nộp qua mạng.")
    assert states(story) == [(2, "nháp", True), (1, "đang đăng", False)]
    rows = list(revisions_of(story))
    assert versions_of(story, rows, newest=rows[0].pk, first=2)[0].who == "Lê Văn Hai"
    request = submit_article(article=story, by=other, now=LATER)
    approve_article(
        request=request, expected_hash=request.hash, seen=[], by=account(Role.LEADER), now=LATER
    )
    assert states(story) == [(2, "đang đăng", True), (1, "đã duyệt", False)]


def test_difference_is_told_word_by_word() -> None:
    story = approved_article(with_sound=False)
    rewritten(story, account(), "Từ ngày 05/12, người dân nộp hồ sơ qua mạng.")
    newer, older = list(revisions_of(story))
    changed = [(one.kind, one.text) for one in difference(older, newer) if one.kind != "same"]
    assert [one for one in changed if one[0] in ("gone", "new")] == [
        ("gone", "01/12"), ("new", "05/12"),
    ]  # fmt: skip


def test_restored_version_is_a_new_draft_and_its_writer_may_not_approve_it() -> None:
    writer = account(Role.LEADER)
    story = approved_article(with_sound=False)
    rewritten(story, writer, "Câu của lãnh đạo viết.")
    kept = revisions_of(story).first()
    again = account()
    rewritten(story, again, "Câu khác hẳn.")
    assert kept is not None
    restored = restore_version(article=story, revision=kept, by=again, now=LATER)
    assert (restored.newest.lead, revisions_of(story).count()) == ("Câu của lãnh đạo viết.", 4)
    request = submit_article(article=story, by=again, now=LATER)
    with pytest.raises(Refused, match="tự duyệt"):
        approve_article(request=request, expected_hash=request.hash, seen=[], by=writer, now=LATER)
    newest = revisions_of(story).first()
    assert newest is not None
    with pytest.raises(Refused, match="bản mới nhất"):
        restore_version(article=story, revision=newest, by=again, now=LATER)


def test_desk_compares_two_versions_and_takes_one_up_again() -> None:
    story, editor = approved_article(with_sound=False), account()
    rewritten(story, editor, "Từ ngày 05/12, người dân nộp hồ sơ qua mạng.")
    client = Client()
    client.force_login(editor)
    page = client.get(reverse("article-history", args=[story.pk])).content.decode()
    assert "<del>01/12</del>" in page and "<ins>05/12</ins>" in page and "Khác nhau 1 chỗ" in page
    first = list(revisions_of(story))[-1]
    address = reverse("restore-version", args=[story.pk])
    assert client.post(address, {"ban": "999999"}).status_code == 404
    assert client.post(address, {"ban": first.pk}).url == reverse("edit-article", args=[story.pk])
    assert Article.objects.get(pk=story.pk).newest.lead.startswith("Từ ngày 01/12")
    reader = Client()
    reader.force_login(account(Role.CLERK))
    assert reader.get(reverse("article-history", args=[story.pk])).status_code == 403

"""Tin bài on the desk: list, editor, sound, submission."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.make import NOW, account, approved_article, article, audience, sound, task

from lantoa.core.canonical import digest
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import return_article, submit_article
from lantoa.newsroom.sound_files import sound_path
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
AUTOSAVE = {"HTTP_X_AUTOSAVE": "1"}


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def written(**fields: object) -> dict[str, object]:
    """What the editor's form sends: one paragraph."""
    paragraph = json.dumps(
        {"blocks": [{"key": "a", "text": "Xã bố trí 8 tổ.", "type": "unstyled", "depth": 0,
                     "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}
    )  # fmt: skip
    return {
        "title": "Nộp hồ sơ tại nhà", "lead": "Từ ngày 01/12.", "genre": "news",
        "topic": "science", "priority": "ordinary", "language": "vi", "for_loudspeaker": "on",
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "paragraph",
        "body-0-id": "", "body-0-value": paragraph, **fields,
    }  # fmt: skip


def test_first_save_makes_the_article_and_says_what_is_missing() -> None:
    editor = account()
    answer = signed_in(editor).post(
        reverse("write-article"), written(title="", tasks=[task().pk]), **AUTOSAVE
    )
    made = Article.objects.get()
    assert answer.json()["address"] == reverse("edit-article", args=[made.pk])
    assert made.created_by == editor
    assert "ghi tiêu đề" in answer.json()["foot"]
    assert [block.value.source for block in made.newest.body] == [
        '<p data-block-key="a">Xã bố trí 8 tổ.</p>'
    ]


def test_second_save_keeps_one_step_of_history_and_everything_written() -> None:
    client, group = signed_in(account()), audience()
    first = client.post(reverse("write-article"), written(), **AUTOSAVE).json()
    kept = written(
        base=first["base"], title="Tiêu đề khác", has_no_secret="on", audiences=[group.pk],
        tasks=[task().pk], lead="bo\u0301 tri\u0301",
    )  # fmt: skip
    assert client.post(first["address"], kept, **AUTOSAVE).status_code == 200
    made = Article.objects.get()
    assert (made.revisions.count(), made.title) == (1, "Tiêu đề khác")
    assert made.newest.lead == "b\u00f3 tr\u00ed"
    assert (list(made.newest.tasks.all()), list(made.newest.audiences.all())) == (
        [task()], [group]
    )  # fmt: skip


def test_two_people_never_overwrite_each_other() -> None:
    story = article()
    opened = story.newest.content
    mine, theirs = signed_in(account()), signed_in(account())
    address = reverse("edit-article", args=[story.pk])
    assert theirs.post(address, written(base=opened, title="Bản của người khác"), **AUTOSAVE)
    answer = mine.post(address, written(base=opened, title="Bản đến sau"), **AUTOSAVE)
    assert answer.status_code == 422
    assert "lưu ở nơi khác" in answer.json()["sentence"]
    assert story.newest.title == "Nộp hồ sơ tại nhà"
    assert Article.objects.get().newest.title == "Bản của người khác"


def test_list_finds_drafts_without_accents_and_filters_by_state() -> None:
    article(title="Đường dây nóng chuyển đổi số")
    approved_article(title="Bài đã đăng", with_sound=False)
    client = signed_in(account())
    found = client.get(reverse("articles"), {"q": "chuyen doi so"}).content.decode()
    assert "Đường dây nóng chuyển đổi số" in found
    assert "Bài đã đăng" not in found
    live = client.get(reverse("articles"), {"tinh_trang": "live"}).content.decode()
    assert "Bài đã đăng" in live
    assert "Đường dây nóng" not in live


def test_returned_article_shows_its_reason_on_list_and_editor() -> None:
    editor = account()
    story = article(by=editor, for_loudspeaker=False)
    request = submit_article(article=story, by=editor, now=NOW)
    return_article(
        request=request, reason="Số tổ chưa đúng", expected_hash=request.hash, seen=[],
        by=account(Role.LEADER), now=NOW,
    )  # fmt: skip
    client = signed_in(editor)
    for address in (reverse("articles"), reverse("edit-article", args=[story.pk])):
        assert "Số tổ chưa đúng" in client.get(address).content.decode()
    assert [notice.text for notice in editor.notices.all()] == [
        "Bài «Nộp hồ sơ tại nhà» được trả lại: Số tổ chưa đúng"
    ]


def test_list_asks_the_same_number_of_questions_for_one_and_for_three() -> None:
    client = signed_in(account())
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            article()
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("articles"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_sound_of_a_draft_is_heard_on_the_desk_only_and_in_parts() -> None:
    data = b"ID3" + bytes(997)
    sha256 = digest(data)
    sound(article(), sha256=sha256)
    path = sound_path(sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    address = reverse("desk-sound", args=[sha256])
    answer = signed_in(account()).get(address, HTTP_RANGE="bytes=0-2")
    assert (answer.status_code, answer.content) == (206, b"ID3")
    assert answer["Content-Range"] == "bytes 0-2/1000"
    assert Client().get(address).status_code == 302


def test_inspector_reads_but_does_not_write() -> None:
    story = article()
    client = signed_in(account(Role.INSPECTOR))
    assert client.get(reverse("articles")).status_code == 200
    assert client.get(reverse("edit-article", args=[story.pk])).status_code == 403


def test_withdrawal_says_what_happens_and_takes_the_article_down() -> None:
    story = approved_article(with_sound=False)
    client = signed_in(account())
    address = reverse("withdraw-article", args=[story.pk])
    assert "không còn trên trang web" in client.get(address).content.decode()
    client.post(address)
    story.refresh_from_db()
    assert (story.live, story.live_content) == (False, "")


def test_editor_may_upload_a_picture_and_a_contact_may_not() -> None:
    address = reverse("wagtailimages_chooser:choose")
    assert "Tải lên" in signed_in(account()).get(address).json()["html"]
    assert "Tải lên" not in signed_in(account(Role.UNIT_CONTACT)).get(address).json()["html"]

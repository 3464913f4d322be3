"""Tin bài on the desk: list, editor, sound, submission."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.make import NOW, account, approved_article, article, at, audience, sound, task

from lantoa.core import clock
from lantoa.core.canonical import digest
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.plain import spoken_text
from lantoa.newsroom.queries import fresh_sound
from lantoa.newsroom.services import return_article, submit_article
from lantoa.newsroom.sounds.files import sound_path
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
    client.get(reverse("articles"))
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            article()
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("articles"), headers={"X-Passive": "1"})
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
    assert (answer.status_code, b"".join(answer)) == (206, b"ID3")
    assert answer["Content-Range"] == "bytes 0-2/1000"
    assert Client().get(address).status_code == 302


def test_inspector_reads_but_does_not_write() -> None:
    story = article()
    client = signed_in(account(Role.INSPECTOR))
    assert client.get(reverse("articles")).status_code == 200
    address = reverse("edit-article", args=[story.pk])
    assert client.get(address)["Location"] == reverse("article-form", args=[story.pk, "web"])
    assert client.post(address, {"title": "Sửa"}).status_code == 403


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
    assert signed_in(account(Role.UNIT_CONTACT)).get(address).status_code == 403


def test_takes_are_listed_and_another_one_is_chosen() -> None:
    by = account()
    client = signed_in(by)
    story = article(by)
    words = spoken_text(story.newest, {})
    first, second = sound(story, sha256="ab" * 32), sound(story, sha256="cd" * 32, now=at(10))
    Rendition.objects.update(text=words)
    page = client.get(f"/ban-lam-viec/tin-bai/{story.pk}/gui-duyet/").content.decode()
    assert "Các bản đã làm (2)" in page
    assert fresh_sound(story.newest) == second
    client.post(f"/ban-lam-viec/tin-bai/{story.pk}/am-thanh/{first.pk}/chon/")
    assert fresh_sound(story.newest) == first


def test_cut_that_is_no_number_is_refused_in_words() -> None:
    by = account()
    client = signed_in(by)
    story = article(by)
    take = sound(story)
    answer = client.post(
        f"/ban-lam-viec/tin-bai/{story.pk}/am-thanh/{take.pk}/cat/", {"from": "một", "to": "2"}
    )
    assert "Chỗ cắt phải là số giây" in answer.content.decode()
    assert Rendition.objects.count() == 1


def test_take_of_another_article_is_not_found() -> None:
    by = account()
    client = signed_in(by)
    story, other = article(by), article(by)
    take = sound(other)
    address = f"/ban-lam-viec/tin-bai/{story.pk}/am-thanh/{take.pk}/chon/"
    assert client.post(address).status_code == 404


def test_a_genre_brings_its_skeleton_its_sheet_and_an_example() -> None:
    client = signed_in(account())
    assert "Dùng khung: tiểu phẩm" in client.get(reverse("article-genres")).content.decode()
    example = client.get(reverse("genre-example", args=["policy"])).content.decode()
    assert "<dt>Ai được hưởng</dt>" in example
    answer = client.get(reverse("write-article"), {"the-loai": "policy"})
    blocks = [block.value.source for block in answer.context["form"].instance.body]
    assert blocks == ["<p>[Điền: một chỗ hay nhầm hoặc một ví dụ cụ thể]</p>"]
    assert client.get(reverse("genre-example", args=["tho"])).status_code == 404


def test_answers_of_the_sheet_are_saved_and_read_back() -> None:
    client = signed_in(account())
    sent = written(
        genre="policy", sheet_policy_who="Hộ nghèo", sheet_policy_starts_on="2026-08-01",
        sheet_research_contact="Viện",
    )  # fmt: skip
    first = client.post(reverse("write-article"), sent, **AUTOSAVE).json()
    draft = Article.objects.get().newest
    assert draft.sheet == {"who": "Hộ nghèo", "starts_on": "2026-08-01"}
    page = client.get(first["address"]).content.decode()
    assert 'value="2026-08-01"' in page
    wrong = written(base=first["base"], genre="policy", sheet_policy_ends_on="31/02/2026")
    answer = client.post(first["address"], wrong, **AUTOSAVE)
    assert "Ô «Đến hết ngày» chưa đúng ngày" in answer.json()["sentence"]


def test_what_to_look_at_again_stands_beside_the_text_and_is_mended_by_a_click() -> None:
    client = signed_in(account())
    sent = written(lead="Xã mở lớp trên địa bàn xã.", source="Trung tâm")
    side = client.post(reverse("write-article"), sent, **AUTOSAVE).json()["sides"]["review"]
    assert (side["count"], "Sửa thành «trong xã»" in side["html"]) == (1, True)
    story = Article.objects.get()
    key = side["html"].partition('data-mend="')[2].partition('"')[0]
    address = reverse("mend-passage", args=[story.pk])
    answer = client.post(address, {"key": key, "base": story.newest.content})
    assert answer["Location"] == reverse("edit-article", args=[story.pk])
    assert Article.objects.get().newest.lead == "Xã mở lớp trong xã."


def test_notes_stand_beside_the_text_and_on_the_page_of_the_decision() -> None:
    editor, leader = account(), account(Role.LEADER)
    story = article(by=editor, for_loudspeaker=False)
    asked = submit_article(article=story, by=editor, now=NOW)
    page = reverse("approval", args=[asked.pk])
    answer = signed_in(leader).post(
        reverse("add-note", args=[story.pk]),
        {"place": "lead", "quote": "01/12", "text": "Ghi cả thứ.", "request": asked.pk},
    )
    assert answer["Location"] == page
    shown = signed_in(leader).get(page).content.decode()
    assert "Sửa theo 1 ghi chú trong bài" in shown
    beside = signed_in(editor).get(reverse("edit-article", args=[story.pk])).content.decode()
    assert ("Ghi cả thứ." in beside, "<blockquote>01/12</blockquote>" in beside) == (True, True)


def test_a_save_beside_the_one_who_writes_is_refused_with_the_name() -> None:
    mai, khang = account(name="Mai"), account(name="Khang")
    story = article(by=mai)
    address = reverse("edit-article", args=[story.pk])
    signed_in(mai).get(address)
    page = signed_in(khang).get(address).content.decode()
    assert "Mai đang sửa bài này" in page
    answer = signed_in(khang).post(
        address, written(base=story.newest.content, title="Chen vào"), **AUTOSAVE
    )
    assert (answer.status_code, "Mai đang sửa" in answer.json()["sentence"]) == (422, True)
    hold = reverse("hold-article", args=[story.pk])
    assert signed_in(khang).post(hold, {"act": "ask"}).json()["i_asked"]
    assert not signed_in(mai).post(hold, {"act": "give"}).json()["is_mine"]
    assert signed_in(khang).post(hold).json()["is_mine"]


def test_hours_that_are_still_to_come_stand_in_the_form_of_the_next_submission() -> None:
    by, now = account(), clock.now().replace(second=0, microsecond=0)
    story = article(by, for_loudspeaker=False)
    ends = now + timedelta(days=3)
    submit_article(article=story, by=by, now=now, expire_at=ends)
    page = signed_in(by).get(reverse("submit-article", args=[story.pk])).content.decode()
    assert f'name="expire_at" value="{clock.local(ends):%Y-%m-%dT%H:%M}"' in page
    assert 'name="publish_at" value=""' in page

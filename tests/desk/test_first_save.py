"""The first save of a new article, sent again because its answer was lost."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from tests.desk.test_articles import AUTOSAVE, signed_in, written
from tests.make import NOW, account

from lantoa.newsroom.models import Article, DraftKey
from lantoa.newsroom.services import save_draft

KEY = "ab" * 16


@pytest.mark.django_db
def test_the_same_key_leads_to_the_same_article_with_the_newest_words() -> None:
    client, address = signed_in(account()), reverse("write-article")
    first = client.post(address, written(draft_key=KEY), **AUTOSAVE).json()
    for words in ("Từ ngày 02/12.", "Từ ngày 03/12."):
        again = client.post(address, written(draft_key=KEY, lead=words), **AUTOSAVE).json()
        assert again["address"] == first["address"]
        assert Article.objects.get().newest.lead == words


@pytest.mark.django_db
def test_another_key_another_person_and_no_key_begin_another_article() -> None:
    client, address = signed_in(account()), reverse("write-article")
    client.post(address, written(draft_key=KEY), **AUTOSAVE)
    client.post(address, written(draft_key="cd" * 16), **AUTOSAVE)
    signed_in(account()).post(address, written(draft_key=KEY), **AUTOSAVE)
    client.post(address, written(draft_key=""), **AUTOSAVE)
    assert Article.objects.count() == 4


@pytest.mark.django_db
def test_words_that_somebody_else_saved_meanwhile_are_not_overwritten() -> None:
    client, address = signed_in(account()), reverse("write-article")
    client.post(address, written(draft_key=KEY), **AUTOSAVE)
    draft = Article.objects.get().newest
    draft.lead = "Lời của người khác."
    save_draft(article=draft, by=account(), now=NOW)
    answer = client.post(address, written(draft_key=KEY, lead="Muộn rồi."), **AUTOSAVE)
    assert (answer.status_code, "lưu ở nơi khác" in answer.json()["sentence"]) == (422, True)
    assert Article.objects.get().newest.lead == "Lời của người khác."


@pytest.mark.django_db
def test_a_key_that_no_browser_makes_is_refused_in_words() -> None:
    answer = signed_in(account()).post(
        reverse("write-article"), written(draft_key="' or 1"), **AUTOSAVE
    )
    assert (answer.status_code, Article.objects.count()) == (422, 0)
    assert "Trang soạn bài đã cũ" in answer.json()["sentence"]


@pytest.mark.django_db(transaction=True)
def test_two_first_saves_side_by_side_make_one_article() -> None:
    who = account()
    clients = [signed_in(who), signed_in(who)]
    start, told = Barrier(2), []

    def send(at: int) -> None:
        try:
            start.wait()
            answer = clients[at].post(
                reverse("write-article"), written(draft_key=KEY, lead=f"Lời {at}."), **AUTOSAVE
            )
            told.append((answer.status_code, answer.json().get("address")))
        finally:
            connection.close()

    senders = [Thread(target=send, args=(at,)) for at in range(2)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    made = Article.objects.get()
    assert told == [(200, reverse("edit-article", args=[made.pk]))] * 2
    assert DraftKey.objects.get().content == made.newest.content


@pytest.mark.django_db
def test_a_text_with_a_nul_and_half_a_letter_is_saved_without_them() -> None:
    sent = written(draft_key=KEY, title="Nộp\0 hồ sơ")
    sent["body-0-value"] = str(sent["body-0-value"]).replace("8 tổ", "8\\u0000 tổ\\ud83d")
    answer = signed_in(account()).post(reverse("write-article"), sent, **AUTOSAVE)
    made = Article.objects.get()
    assert (answer.status_code, made.title) == (200, "Nộp hồ sơ")
    assert [block.value.source for block in made.newest.body] == [
        '<p data-block-key="a">Xã bố trí 8 tổ.</p>'
    ]

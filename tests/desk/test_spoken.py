"""Từ điển đọc on the desk: hear, correct, share."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.make import NOW, account, article, hamlet, sound

from lantoa.core.errors import Refused
from lantoa.desk.spoken.hearing import A_MINUTE, heard
from lantoa.newsroom.queries import spoken_words
from lantoa.newsroom.services import save_draft
from lantoa.registry.models import Account, SpokenWord
from lantoa.registry.spoken import keep_spoken_word, propose_registry_names
from lantoa.registry.terms import Role
from lantoa.vietnamese import duration

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/danh-muc/tu-dien-doc/"


def signed_in(who: Account) -> Client:
    cache.clear()
    client = Client()
    client.force_login(who)
    return client


def test_word_is_typed_heard_kept_and_shown() -> None:
    client = signed_in(account())
    sound = client.get(f"{LIST}nghe/", {"doc": "ê a súp 8"})
    assert (sound.status_code, sound["Content-Type"]) == (200, "audio/wav")
    assert sound.content[:4] == b"RIFF" and len(sound.content) > 20_000
    assert client.post(f"{LIST}them/", {"tu": "Ea Súp", "doc": "ê a súp"}).url == LIST
    assert spoken_words() == {"Ea Súp": "ê a súp"}
    shown = client.get(LIST, {"q": "ea sup"}).content.decode()
    assert "Ea Súp" in shown and 'data-hear="ê a súp"' in shown


def test_word_that_is_there_is_not_overwritten_unseen() -> None:
    keep_spoken_word(word="Ea", reading="ê a", by=account())
    client = signed_in(account())
    answer = client.post(f"{LIST}them/", {"tu": "Ea", "doc": "i a"})
    shown = answer.content.decode()
    assert (answer.status_code, spoken_words()) == (422, {"Ea": "ê a"})
    assert 'data-hear="ê a"' in shown and 'data-hear="i a"' in shown and "Thay cách đọc" in shown
    assert client.post(f"{LIST}them/", {"tu": "Ea", "doc": "i a", "cu": "ê a"}).status_code == 302
    assert spoken_words() == {"Ea": "i a"}
    row = SpokenWord.objects.get()
    assert 'name="cu" value="i a"' in client.get(f"{LIST}{row.pk}/").content.decode()
    keep_spoken_word(word="Ea", reading="ê á", by=account(), seen="i a")
    late = client.post(f"{LIST}{row.pk}/", {"tu": "Ea", "doc": "ia", "cu": "i a"})
    assert late.status_code == 422 and spoken_words() == {"Ea": "ê á"}


def test_what_is_heard_is_bounded_in_length_and_in_number() -> None:
    who = account()
    client = signed_in(who)
    assert client.get(f"{LIST}nghe/", {"doc": "a" * 161}).status_code == 422
    assert client.get(f"{LIST}nghe/", {"doc": "…"}).status_code == 422
    for _ in range(A_MINUTE):
        heard("một hai", by=who, now=NOW)
    with pytest.raises(Refused, match="40 lần"):
        heard("một hai", by=who, now=NOW)


def test_effect_names_articles_whose_words_change() -> None:
    article(script="Họp ở Ea Súp.", title="Họp thôn")
    client = signed_in(account())
    shown = client.get(f"{LIST}anh-huong/", {"tu": "Ea Súp", "doc": "ê a súp"}).content.decode()
    assert "Họp thôn" in shown and "1 bài này" in shown
    shown = client.get(f"{LIST}anh-huong/", {"tu": "Krông", "doc": "cờ rông"}).content.decode()
    assert "Chưa tin bài phát loa nào" in shown


def test_doubt_in_the_preview_leads_to_the_word_and_back_to_the_article() -> None:
    draft = article(script="Mời cán bộ VHXX <họp> xã.")
    client = signed_in(account())
    shown = client.get(reverse("article-form", args=[draft.pk, "script"])).content.decode()
    way_out = f"{LIST}them/?tu=VHXX&amp;bai={draft.pk}"
    assert way_out in shown and "<họp>" not in shown and "đánh vần" in shown
    page = client.get(way_out.replace("&amp;", "&")).content.decode()
    assert 'value="VHXX"' in page
    sent = client.post(f"{LIST}them/", {"tu": "VHXX", "doc": "văn hóa xã", "bai": draft.pk})
    assert sent.url == reverse("edit-article", args=[draft.pk])
    shown = client.get(reverse("article-form", args=[draft.pk, "script"])).content.decode()
    assert "văn hóa xã" in shown and "Sửa cách đọc" not in shown


def test_preview_says_how_long_it_takes_and_plays_the_sound_of_these_very_words() -> None:
    draft = article(script="Mời bà con họp lúc bảy giờ.")
    client = signed_in(account())
    address = reverse("article-form", args=[draft.pk, "script"])
    before = client.get(address).content.decode()
    assert "Đọc hết khoảng 2 giây" in before and "<audio" not in before
    made = sound(draft)
    after = client.get(address).content.decode()
    assert reverse("desk-sound", args=[made.sha256]) in after
    assert f"<p>{duration(made.seconds).capitalize()}</p>" in after
    draft.script = "Mời bà con họp lúc tám giờ."
    save_draft(article=draft, by=draft.created_by, now=NOW)
    changed = client.get(address).content.decode()
    assert "<audio" not in changed and "Chưa có âm thanh của đúng lời này" in changed


def test_who_may_only_read_hears_no_way_to_change() -> None:
    keep_spoken_word(word="Ea", reading="ê a", by=account())
    client = signed_in(account(Role.INSPECTOR))
    assert client.get(LIST).status_code == 403
    assert client.post(f"{LIST}them/", {"tu": "a", "doc": "b"}).status_code == 403
    draft = article(script="Mời VHXX.")
    shown = client.get(reverse("article-form", args=[draft.pk, "script"])).content.decode()
    assert "vê hát ích ích" in shown and "Sửa cách đọc" not in shown


def test_proposals_wait_for_a_person() -> None:
    hamlet("Ea H'leo")
    client = signed_in(account())
    assert client.post(f"{LIST}lay-ten/").status_code == 302
    assert "Ea H&#x27;leo" in client.get(LIST).content.decode()
    assert client.post(f"{LIST}de-xuat/", {"viec": "dung"}).status_code == 422
    row = SpokenWord.objects.get()
    assert client.post(f"{LIST}de-xuat/", {"viec": "dung", "tu": row.pk}).status_code == 302
    assert list(spoken_words()) == ["Ea H'leo"]
    assert client.post(f"{LIST}{row.pk}/khong-dung/").status_code == 302
    assert spoken_words() == {} and propose_registry_names() == 0


def test_file_is_looked_at_before_anything_is_taken() -> None:
    keep_spoken_word(word="Ea", reading="ê a", by=account())
    client = signed_in(account())
    assert client.get(f"{LIST}tu-dien-doc.txt").content.decode().endswith("Ea\tê a\n")
    file = SimpleUploadedFile("tu.txt", "Ea\ti a\nBuôn\tbuôn\n".encode())
    page = client.post(f"{LIST}chia-se/", {"tep": file}).content.decode()
    assert "xã đang đọc «ê a», tệp ghi «i a»" in page and "Từ mới: 1" in page
    assert spoken_words() == {"Ea": "ê a"}
    client.post(f"{LIST}nhan/", {"tep": "Ea\ti a\nBuôn\tbuôn\n", "nhan": ["Ea", "Buôn"]})
    assert spoken_words() == {"Ea": "i a", "Buôn": "buôn"}


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 50, b"a\tb\n" * 70_000])
def test_file_that_cannot_be_taken_is_told_in_plain_words(data: bytes) -> None:
    client = signed_in(account())
    answer = client.post(f"{LIST}chia-se/", {"tep": SimpleUploadedFile("tu.txt", data)})
    assert answer.status_code == 422
    assert not SpokenWord.objects.exists()

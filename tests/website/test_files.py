"""Sounds and pictures: approved and live, or 404."""

from __future__ import annotations

import io

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image

from lantoa.channels.website.ranges import NotSatisfiable, Part, asked_part
from lantoa.library.models import Picture, Right
from lantoa.newsroom.services import withdraw_article
from lantoa.registry.terms import Role
from tests import make
from tests.website.world import BYTES, approve, kept_sound, live_article


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None),
        ("bytes=0-", Part(0, 99)),
        ("bytes=10-19", Part(10, 19)),
        ("bytes=90-500", Part(90, 99)),
        ("bytes=-10", Part(90, 99)),
        ("bytes=-500", Part(0, 99)),
        ("bytes=0-0", Part(0, 0)),
        ("bytes=5-2", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=-", None),
    ],
)
def test_a_range_names_a_part(header: str, part: Part | None) -> None:
    assert asked_part(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=200-300", "bytes=-0"])
def test_a_range_beyond_the_file_is_refused(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        asked_part(header, 100)


def body(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_an_approved_sound_is_given_whole_and_in_parts(client: Client) -> None:
    path = f"/am-thanh/{live_article().renditions.get().sha256}.mp3"
    whole = client.get(path)
    assert (whole.status_code, body(whole)) == (200, BYTES)
    assert whole["Cache-Control"] == "public, max-age=300, must-revalidate"
    part = client.get(path, headers={"Range": "bytes=5-9"})
    assert (part.status_code, body(part)) == (206, BYTES[5:10])
    assert part["Content-Range"] == f"bytes 5-9/{len(BYTES)}"
    assert client.get(path, headers={"Range": "bytes=9999-"}).status_code == 416
    again = client.get(path, headers={"If-None-Match": whole["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", whole["ETag"])
    other = {"Range": "bytes=5-9", "If-Range": '"another"'}
    assert body(client.get(path, headers=other)) == BYTES


@pytest.mark.django_db
def test_captions_and_words_of_an_approved_sound_are_given(client: Client) -> None:
    sound = live_article().renditions.get()
    sound.cues, sound.cues_exact, sound.text = [[0, 1500, "Xin chào."]], True, "Xin chào."
    sound.save()
    told = {end: client.get(f"/am-thanh/{sound.sha256}.{end}") for end in ("vtt", "srt", "txt")}
    assert {end: answer.content.decode() for end, answer in told.items()} == {
        "vtt": "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nXin chào.\n",
        "srt": "1\n00:00:00,000 --> 00:00:01,500\nXin chào.\n",
        "txt": "Xin chào.\n",
    }
    assert told["vtt"]["Content-Type"] == "text/vtt; charset=utf-8"
    page = client.get(f"/tin-bai/{sound.article_id}/", follow=True).content.decode()
    assert (
        f'<track kind="captions" srclang="vi" label="Phụ đề" src="/am-thanh/{sound.sha256}.vtt"'
        in page
    )
    assert client.get(f"/am-thanh/{'0' * 64}.vtt").status_code == 404


@pytest.mark.django_db
def test_the_sound_of_an_unapproved_article_is_not_there(client: Client) -> None:
    sha256 = kept_sound()
    draft = make.article()
    make.sound(draft, sha256=sha256)
    assert client.get(f"/am-thanh/{sha256}.mp3").status_code == 404


@pytest.mark.django_db
def test_another_sound_of_an_approved_article_is_not_there(client: Client) -> None:
    article = live_article()
    other = kept_sound(b"never heard by the leader")
    make.sound(article, sha256=other)
    assert client.get(f"/am-thanh/{other}.mp3").status_code == 404


@pytest.mark.django_db
def test_the_sound_of_a_withdrawn_article_is_not_there(client: Client) -> None:
    article = live_article()
    withdraw_article(article=article, by=make.account(), now=make.NOW)
    assert client.get(f"/am-thanh/{article.renditions.get().sha256}.mp3").status_code == 404


def picture() -> Picture:
    cache.clear()  # the CMS remembers sizes of pictures that other tests made
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "#0B6E69").save(data, "PNG")
    data.seek(0)
    return Picture.objects.create(
        title="Cống Bến Đò", alt_text="Cống Bến Đò lúc nước lên", width=40, height=30,
        right=Right.OWN, source="Võ Minh Khang",
        file=ImageFile(data, name="cong.png"),
    )  # fmt: skip


@pytest.mark.django_db
def test_a_picture_is_public_only_in_a_live_article(client: Client) -> None:
    shown, hidden = picture(), picture()
    body = [("picture", {"image": shown, "caption": "Ảnh của xã"})]
    article = make.article(body=body, for_loudspeaker=False)
    small = shown.get_rendition("width-20")
    assert client.get(f"/tep/{small.file.name}").status_code == 404
    approve(article)
    assert client.get(f"/tep/{small.file.name}").status_code == 200
    assert client.get(f"/tep/{shown.file.name}").status_code == 404
    assert client.get(f"/tep/{hidden.get_rendition('width-20').file.name}").status_code == 404


@pytest.mark.django_db
def test_whoever_works_at_the_desk_sees_every_picture_but_no_other_file(client: Client) -> None:
    small = picture().get_rendition("width-20")
    client.force_login(make.account(Role.EDITOR))
    assert client.get(f"/tep/{small.file.name}").status_code == 200
    sha256 = kept_sound()
    for name in (f"am-thanh/{sha256[:2]}/{sha256}.mp3", "images/../lantoa.sqlite3", "minh-chung/a"):
        assert client.get(f"/tep/{name}").status_code in (400, 404), name


@pytest.mark.django_db
def test_a_copy_of_what_can_be_withdrawn_asks_again_after_five_minutes(client: Client) -> None:
    shown = picture()
    body = [("picture", {"image": shown, "caption": "Ảnh của xã"})]
    story = live_article(body=body)
    small = f"/tep/{shown.get_rendition('width-20').file.name}"
    words = f"/am-thanh/{story.renditions.get().sha256}.vtt"
    for path in (small, words):
        first = client.get(path)
        assert first["Cache-Control"] == "public, max-age=300, must-revalidate"
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    withdraw_article(article=story, by=make.account(), now=make.NOW)
    for path in (small, words):
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 404

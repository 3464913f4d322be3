"""Approved forms in public: picture, film, papers, their words; nothing that is not approved."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image

from lantoa.library.models import Picture, Right
from lantoa.newsroom.making.stored_files import product_path, store
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.products.queries import terms_of
from lantoa.newsroom.products.register import product_kind
from lantoa.newsroom.services import withdraw_article
from lantoa.newsroom.terms import Form
from lantoa.registry.terms import Role
from tests import make
from tests.library.make import picture
from tests.website.world import add_every_form, approve

pytestmark = pytest.mark.django_db
FIGURES = ("figures", {
    "title": "Ba việc", "items": [{"value": "74", "unit": "tin bài", "label": "đã đăng"}],
})  # fmt: skip


def live_with_every_form() -> tuple[Article, dict[str, str]]:
    """A live article whose clip, motion graphic, leaflet, poster and document were approved with
    it: the article, and the address of each file by its role."""
    make.commune()
    story = make.article(body=[FIGURES], for_loudspeaker=False)
    found = add_every_form(story)
    approve(story)
    return Article.objects.get(), found


def live(tmp_path: Path) -> tuple[Article, str]:
    """A live article with an approved picture: the article and the picture's address."""
    make.commune()
    story = make.article(body=[FIGURES], for_loudspeaker=False)
    file = make.product(story).files.get()
    beside = tmp_path / "hinh.png"
    beside.write_bytes(b"png")
    store(beside, product_path(file.sha256, "png"))
    approve(story)
    return Article.objects.get(), f"/san-pham/{file.sha256}.png"


def test_page_shows_the_approved_picture_and_its_words(client: Client, tmp_path: Path) -> None:
    story, picture = live(tmp_path)
    page = client.get(f"/tin-bai/{story.pk}/", follow=True).content.decode()
    assert f'src="{picture}"' in page and "Đọc chữ trong hình" in page
    assert "<p>74\u00a0tin bài.</p>" in page or "<p>74 tin bài.</p>" in page
    answer = client.get(picture)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"png")
    assert answer["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert client.get(picture.replace(".png", ".svg")).status_code == 404


def test_large_letters_show_words_instead_of_the_picture(client: Client, tmp_path: Path) -> None:
    story, picture = live(tmp_path)
    page = client.get(f"/tin-bai/{story.pk}/?xem=lon", follow=True).content.decode()
    assert picture not in page and "Tóm tắt bằng hình" in page


def test_data_stands_in_the_text_of_the_page(client: Client, tmp_path: Path) -> None:
    story, _ = live(tmp_path)
    page = client.get(f"/tin-bai/{story.pk}/", follow=True).content.decode()
    assert "<h2>Ba việc</h2>" in page and "<dt>đã đăng</dt><dd>74\u00a0tin bài</dd>" in page


def test_what_is_not_approved_or_not_live_is_not_found(client: Client, tmp_path: Path) -> None:
    _, picture = live(tmp_path)
    Article.objects.update(live=False)
    assert client.get(picture).status_code == 404
    Article.objects.update(live=True, live_content="0" * 64)
    assert client.get(picture).status_code == 404
    assert client.get(f"/san-pham/{'ef' * 32}.png").status_code == 404


def status(client: Client, path: str) -> int:
    answer = client.get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def test_page_offers_every_approved_form(client: Client) -> None:
    story, files = live_with_every_form()
    page = client.get(f"/tin-bai/{story.pk}/", follow=True).content.decode()
    missing = [role for role, path in files.items() if path not in page]
    assert missing == ["clip:jpg-bia"]  # its small copy stands for it
    cover = files["clip:jpg-bia"].removesuffix(".jpg")
    assert f'data-poster="{cover}/nho.jpg"' in page and " poster=" not in page
    assert 'preload="none"' in page and "autoplay" not in page
    assert f'<track kind="captions" srclang="vi" label="Phụ đề" src="{files["clip:vtt"]}"' in page
    assert "nop-ho-so-tai-nha-tai-lieu-dien-tu-dien-thoai.pdf" in page
    assert "42\u00a0giây" in page and "3 trang" in page


def test_small_picture_is_made_of_an_approved_one_alone(client: Client) -> None:
    story, files = live_with_every_form()
    small = files["clip:jpg-bia"].removesuffix(".jpg") + "/nho.jpg"
    answer = client.get(small)
    with Image.open(io.BytesIO(b"".join(answer.streaming_content))) as picture:
        assert (picture.format, picture.size) == ("JPEG", (360, 640))
    assert client.get(files["clip:vtt"].removesuffix(".vtt") + "/nho.jpg").status_code == 404
    withdraw_article(article=story, by=make.account(Role.LEADER), now=make.NOW)
    assert client.get(small).status_code == 404


def test_nothing_of_a_withdrawn_article_is_given_any_more(client: Client) -> None:
    story, files = live_with_every_form()
    assert {status(client, path) for path in files.values()} == {200}
    known = client.head(files["clip:mp4-doc"])["ETag"]
    withdraw_article(article=story, by=make.account(Role.LEADER), now=make.NOW)
    assert {status(client, path) for path in files.values()} == {404}
    again = client.get(files["clip:mp4-doc"], headers={"If-None-Match": known})
    assert again.status_code == 404


def test_files_with_a_photo_whose_right_ended_are_not_given(client: Client) -> None:
    make.commune()
    photo = picture(right=Right.OWN, source="Võ Minh Khang")
    body = [FIGURES, ("picture", {"image": photo, "caption": "Ảnh của xã"})]
    story = make.article(body=body, for_loudspeaker=False)
    files = add_every_form(story)
    for row in Rendition.objects.all():
        row.terms = terms_of(product_kind(row.form), story.newest)
        row.save(update_fields=["terms"])
    approve(story)
    hung = [path for role, path in files.items() if not role.startswith(Form.MOTION)]
    small = files["clip:jpg-bia"].removesuffix(".jpg") + "/nho.jpg"
    assert {status(client, path) for path in [*hung, small]} == {200}
    Picture.objects.filter(pk=photo.pk).update(right=Right.UNKNOWN)
    assert {status(client, path) for path in [*hung, small]} == {404}


def test_kept_page_names_the_files_that_stood_with_it() -> None:
    from lantoa.channels.website.article_page import published_page

    story, files = live_with_every_form()
    kept = published_page(story, make.NOW).decode()
    sums = {path[10:74] for role, path in files.items() if role not in ("clip:vtt", "clip:jpg-bia")}
    assert {one for one in sums if one not in kept} == set()
    assert "<video" not in kept and "/san-pham/" not in kept


def test_clip_comes_down_when_its_terms_no_longer_hold() -> None:
    from lantoa.newsroom.products.queries import approved_by_form

    story, _ = live_with_every_form()
    assert Form.CLIP in approved_by_form(story)
    Rendition.objects.filter(form=Form.CLIP).update(terms="0" * 64)
    assert Form.CLIP not in approved_by_form(story) and Form.LEAFLET in approved_by_form(story)


MARK = "Giọng đọc trong video: giọng tổng hợp do máy tạo."


def test_page_says_whose_voice_speaks_in_the_clip_not_beside_the_text(client: Client) -> None:
    """The article's own sound may have been spoken anew since; the film kept its voice."""
    story, _ = live_with_every_form()
    make.sound(story, now=make.NOW)
    Rendition.objects.filter(form=Form.CLIP).update(options={"giong": "bai"})
    for is_machine in (True, False):
        Rendition.objects.filter(form=Form.CLIP).update(is_synthetic=is_machine)
        Rendition.objects.filter(form=Form.SOUND).update(is_synthetic=not is_machine)
        cache.clear()
        page = client.get(f"/tin-bai/{story.pk}/", follow=True).content.decode()
        assert (MARK in page) == is_machine

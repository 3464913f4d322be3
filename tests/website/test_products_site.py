"""The approved infographic in public: picture, words, files; nothing that is not approved."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from lantoa.newsroom.making.stored_files import product_path, store
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import approve_article, submit_article
from lantoa.registry.terms import Role
from tests import make

pytestmark = pytest.mark.django_db
FIGURES = ("figures", {
    "title": "Ba việc", "items": [{"value": "74", "unit": "tin bài", "label": "đã đăng"}],
})  # fmt: skip


def live(tmp_path: Path) -> tuple[Article, str]:
    """A live article with an approved picture: the article and the picture's address."""
    make.commune()
    story = make.article(body=[FIGURES], for_loudspeaker=False)
    file = make.product(story).files.get()
    beside = tmp_path / "hinh.png"
    beside.write_bytes(b"png")
    store(beside, product_path(file.sha256, "png"))
    request = submit_article(article=story, by=story.created_by, now=make.NOW)
    approve_article(
        request=request, expected_hash=request.hash, seen=[], by=make.account(Role.LEADER),
        now=make.NOW,
    )  # fmt: skip
    return Article.objects.get(), f"/san-pham/{file.sha256}.png"


def test_page_shows_the_approved_picture_and_its_words(client: Client, tmp_path: Path) -> None:
    story, picture = live(tmp_path)
    page = client.get(f"/tin-bai/{story.pk}/", follow=True).content.decode()
    assert f'src="{picture}"' in page and "Đọc chữ trong hình" in page
    assert "<p>74\u00a0tin bài.</p>" in page or "<p>74 tin bài.</p>" in page
    answer = client.get(picture)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"png")
    assert "immutable" in answer["Cache-Control"]
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

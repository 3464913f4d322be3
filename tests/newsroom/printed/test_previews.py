"""Board text and leaflet beside the text, before anything is made."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.newsroom.kinds import tabs_of
from lantoa.newsroom.printed.previews import board_preview, leaflet_preview
from lantoa.newsroom.queries import told_manifest
from lantoa.newsroom.terms import Genre
from lantoa.registry.models import Board
from tests.make import account, article, commune, hamlet

pytestmark = pytest.mark.django_db


def test_board_text_is_shown_in_the_shape_of_each_kind_of_board() -> None:
    commune()
    Board.objects.create(name="Chợ", hamlet=hamlet(), is_electronic=True, columns=24, lines=2)
    shown = board_preview(article().newest)
    assert "24 chữ × 2 dòng, không dấu" in shown and "<pre>Nop ho so tai nha</pre>" in shown
    assert "<strong>Nộp hồ sơ tại nhà</strong>" in shown


def test_leaflet_is_shown_on_both_sides_and_says_why_it_cannot_be() -> None:
    commune()
    assert leaflet_preview(article().newest).count("data:image/png;base64,") == 2
    too_long = article(title="Khuyếchtrương" * 12).newest
    assert "dài quá so với khổ giấy" in leaflet_preview(too_long)


def test_previews_are_tabs_and_enter_no_approval() -> None:
    editor, draft = account(), article().newest
    codes = [tab.code for tab in tabs_of(draft)]
    assert codes[-2:] == ["board", "leaflet"]
    assert "leaflet" not in [tab.code for tab in tabs_of(article(genre=Genre.SCRIPT).newest)]
    assert {"board", "leaflet"} & set(told_manifest(draft)["forms"]) == set()
    client = Client()
    client.force_login(editor)
    page = client.get(reverse("article-form", args=[draft.pk, "board"]))
    assert "Bảng giấy" in page.content.decode()

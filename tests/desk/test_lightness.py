"""The desk on a slow line: packed pages, and a frame that the browser keeps."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client
from django.urls import reverse
from tests.make import account

pytestmark = pytest.mark.django_db


def test_pages_go_out_packed_and_the_frame_is_kept() -> None:
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(account())
    page = client.get(reverse("today"))
    assert page["Content-Encoding"] == "gzip"
    assert "Hôm nay" in gzip.decompress(page.content).decode()
    assert "no-store" in page["Cache-Control"]
    sprite = client.get(reverse("wagtailadmin_sprite"))
    assert "immutable" in sprite["Cache-Control"] and "Expires" not in sprite
    words = client.get(reverse("wagtailadmin_javascript_catalog"))
    assert words["Cache-Control"] == "private, max-age=3600"


def test_public_pages_and_who_asks_for_no_packing_are_left_alone() -> None:
    assert "Content-Encoding" not in Client(headers={"accept-encoding": "gzip"}).get("/")
    client = Client()
    client.force_login(account())
    assert "Content-Encoding" not in client.get(reverse("today"))

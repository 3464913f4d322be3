"""The desk on a slow line: packed pages, and a frame that the browser keeps."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client
from django.urls import reverse
from tests.make import account

from lantoa.registry.terms import Role

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


def test_leaders_page_waits_for_no_other_file_on_a_phone() -> None:
    """A style sheet of its own would cost one more way there and back before anything is seen."""
    client = Client(headers={"user-agent": "Mozilla/5.0 (Android 10) Mobile"})
    client.force_login(account(Role.LEADER))
    page = client.get(reverse("today")).content.decode()
    head = page.partition("</head>")[0]
    assert "<script" not in page and "stylesheet" not in head
    assert ".lt-phone__top" in head and ".lt-whole" in head


def test_public_pages_and_who_asks_for_no_packing_are_left_alone() -> None:
    assert "Content-Encoding" not in Client(headers={"accept-encoding": "gzip"}).get("/")
    client = Client()
    client.force_login(account())
    assert "Content-Encoding" not in client.get(reverse("today"))

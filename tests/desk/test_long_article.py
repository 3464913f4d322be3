"""An article of very many blocks is saved, or refused in words."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from tests.desk.test_articles import AUTOSAVE, signed_in, written
from tests.make import account

from lantoa.newsroom.models import Article

pytestmark = pytest.mark.django_db


def of_blocks(count: int) -> dict[str, object]:
    """What the editor sends for so many headings."""
    sent = written(**{"body-count": str(count)})
    for at in range(count):
        sent |= {
            f"body-{at}-deleted": "", f"body-{at}-order": str(at), f"body-{at}-id": "",
            f"body-{at}-type": "heading", f"body-{at}-value": f"Mục {at + 1}",
        }  # fmt: skip
    return sent


def test_four_hundred_blocks_are_saved_and_one_more_is_refused_in_words() -> None:
    client, address = signed_in(account()), reverse("write-article")
    saved = client.post(address, of_blocks(400), **AUTOSAVE)
    assert (saved.status_code, len(Article.objects.get().newest.body)) == (200, 400)
    refused = client.post(address, of_blocks(401), **AUTOSAVE)
    assert refused.status_code == 422
    assert json.loads(refused.content)["sentence"].startswith("Bài có 401 khối, nhiều hơn 400")
    assert Article.objects.count() == 1

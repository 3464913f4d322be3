"""The public site's part of a small world for tests."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from lantoa.newsroom.models import Article
from lantoa.newsroom.services import approve_article, submit_article
from lantoa.newsroom.sounds.files import keep_sound, sound_folder
from lantoa.registry.terms import Role
from tests import make

# What a sound holds does not matter here: nothing plays it.
APPROVED_AT = make.at(9, 10)
BYTES = b"ID3 not music but bytes in order: " + bytes(range(200))


def kept_sound(data: bytes = BYTES) -> str:
    """Bytes kept as a finished sound; answers their hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    made = Path(sound_folder()) / "made.mp3"
    made.write_bytes(data)
    keep_sound(made, sha256)
    return sha256


def live_article(**fields: Any) -> Article:
    """A live article whose approved sound really lies in its place."""
    article = make.article(**fields)
    make.sound(article, sha256=kept_sound(), seconds=250)
    approve(article)
    return article


def approve(article: Article, *, now: datetime = APPROVED_AT) -> None:
    """Submitted by its writer, approved by a leader, live."""
    request = submit_article(article=article, by=article.created_by, now=make.NOW)
    approve_article(
        request=request, expected_hash=request.hash, seen=[], by=make.account(Role.LEADER), now=now,
    )  # fmt: skip
    article.refresh_from_db()

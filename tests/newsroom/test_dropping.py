"""A draft that is taken away leaves nothing on the disk and nothing waiting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from lantoa.approval.models import Request
from lantoa.approval.terms import RequestState
from lantoa.library.models import Recording
from lantoa.newsroom.editing.dropping import DROPPED, drop_draft
from lantoa.newsroom.making.stored_files import product_path
from lantoa.newsroom.models import Article, PassageNote
from lantoa.newsroom.services import submit_article
from lantoa.newsroom.sounds.files import sound_path
from tests.make import NOW, account, article, product, sound

pytestmark = pytest.mark.django_db


def written(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"bytes")
    return path


def test_a_dropped_draft_takes_its_files_and_what_waits_with_it(
    django_capture_on_commit_callbacks: Any,
) -> None:
    draft = article()
    sound(draft, sha256="ef" * 32)
    product(draft)
    note = PassageNote(article=draft, place="title", label="Tiêu đề", noted_by=account(),
                       noted_at=NOW)  # fmt: skip
    note.voice.save("loi.mp3", ContentFile(b"voice"))
    files = [
        written(sound_path("ef" * 32)), written(product_path("cd" * 32, "png")),
        Path(note.voice.path),
    ]  # fmt: skip
    submit_article(article=draft, by=draft.created_by, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        drop_draft(article=draft)
    assert [path.exists() for path in files] == [False] * 3
    request = Request.objects.get()
    assert (request.title, request.state) == (DROPPED, RequestState.WITHDRAWN)
    assert not Article.objects.exists()


def taken(draft: Article, recording: Recording) -> None:
    made = sound(draft, sha256="ad" * 32)
    made.recording = recording
    made.save()


def test_recordings_go_with_their_draft_unless_another_sound_is_made_from_them(
    django_capture_on_commit_callbacks: Any,
) -> None:
    draft, other = article(), article(title="Khai trương điểm hỗ trợ")
    rows = []
    for name in ("mot.wav", "hai.wav"):
        row = Recording(title=name, sha256=name, seconds=3, recorded_at=NOW)
        row.file.save(name, ContentFile(b"voice"))
        rows.append(row)
        taken(draft, row)
    taken(other, rows[1])
    with django_capture_on_commit_callbacks(execute=True):
        drop_draft(article=draft)
    assert [Path(row.file.path).exists() for row in rows] == [False, True]
    assert list(Recording.objects.all()) == [rows[1]]


def test_bytes_that_another_article_has_too_stay(
    django_capture_on_commit_callbacks: Any,
) -> None:
    draft, other = article(), article(title="Khai trương điểm hỗ trợ")
    product(draft)
    product(other)
    kept = written(product_path("cd" * 32, "png"))
    with django_capture_on_commit_callbacks(execute=True):
        drop_draft(article=draft)
    assert kept.exists()

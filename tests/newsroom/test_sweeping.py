"""Replaced files that nobody approved leave the disk; whatever is named anywhere stays."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from lantoa.library.models import Recording
from lantoa.newsroom.making.stored_files import product_path, small_picture_path
from lantoa.newsroom.making.sweeping import drop_superseded, last_sweep, sweep
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.services import save_draft, submit_article
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.terms import RenditionState
from lantoa.operation.doctor.data import swept_files
from tests.make import NOW, article, product, sound

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7, hours=1)


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def written(path: Path, at: datetime = NOW) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"bytes")
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def changed(row: Article) -> None:
    draft = Article.objects.get(pk=row.pk).newest
    draft.lead = f"{draft.lead} Thêm."
    save_draft(article=draft, by=row.created_by, now=NOW)


def swept_twice(now: datetime, capture: Any) -> None:
    """A day apart: the rows, then their files."""
    for days in (0, 1):
        with capture(execute=True):
            sweep(now=now + timedelta(days=days))


def test_what_was_replaced_and_never_laid_before_anybody_goes_after_a_week(
    django_capture_on_commit_callbacks: Any,
) -> None:
    story = article()
    sound(story, sha256="ef" * 32)
    product(story)
    paths = [written(sound_path("ef" * 32)), written(product_path("cd" * 32, "png"))]
    changed(story)
    swept_twice(NOW + timedelta(days=5), django_capture_on_commit_callbacks)
    assert [path.exists() for path in paths] == [True] * 2
    swept_twice(NOW + WEEK, django_capture_on_commit_callbacks)
    assert [path.exists() for path in paths] == [False] * 2
    assert Rendition.objects.count() == 0
    assert (last_sweep().all_files, last_sweep().all_size) == (2, 10)
    (told,) = swept_files(Path(), NOW + WEEK)
    assert "đã giải phóng 10" in told.what


@pytest.mark.parametrize(
    "state", [RenditionState.READY, RenditionState.FAILED, RenditionState.CANCELLED]
)
def test_what_a_person_spoke_stays_as_long_as_its_article(
    django_capture_on_commit_callbacks: Any, state: RenditionState
) -> None:
    story = article()
    old, recording = sound(story, sha256="ef" * 32), Recording(
        title="thu", sha256="1", seconds=3, recorded_at=NOW
    )  # fmt: skip
    recording.file.save("thu.wav", ContentFile(b"voice"))
    Rendition.objects.filter(pk=old.pk).update(recording=recording, is_synthetic=False, state=state)
    paths = [written(sound_path("ef" * 32)), Path(recording.file.path)]
    changed(story)
    swept_twice(NOW + 50 * WEEK, django_capture_on_commit_callbacks)
    assert [path.exists() for path in paths] == [True] * 2
    assert Rendition.objects.get().recording == recording


def test_what_was_laid_before_a_leader_stays_for_ever(
    django_capture_on_commit_callbacks: Any,
) -> None:
    story = article()
    sound(story, sha256="ef" * 32)
    product(story)
    submit_article(article=story, by=story.created_by, now=NOW)
    paths = [written(sound_path("ef" * 32)), written(product_path("cd" * 32, "png"))]
    changed(story)
    swept_twice(NOW + 50 * WEEK, django_capture_on_commit_callbacks)
    assert [path.exists() for path in paths] == [True] * 2
    assert Rendition.objects.count() == 2


def test_what_is_of_the_newest_version_or_is_being_made_stays(
    django_capture_on_commit_callbacks: Any,
) -> None:
    story, other = article(), article(title="Bài khác")
    sound(story, sha256="ef" * 32)
    sound(story, sha256="ac" * 32, now=NOW + timedelta(hours=1))  # two takes to choose from
    making = sound(other, sha256="ab" * 32)
    Rendition.objects.filter(pk=making.pk).update(state=RenditionState.MAKING)
    changed(other)
    paths = [written(sound_path(one * 32)) for one in ("ef", "ac", "ab")]
    swept_twice(NOW + WEEK, django_capture_on_commit_callbacks)
    assert [path.exists() for path in paths] == [True] * 3
    assert Rendition.objects.count() == 3


def test_a_file_that_no_row_names_goes_and_a_fresh_one_stays() -> None:
    lost = [sound_path("01" * 32), small_picture_path("03" * 32)]
    fresh = [product_path("02" * 32, "png"), small_picture_path("04" * 32)]
    for path in lost:
        written(path)
    for path in fresh:
        written(path, NOW + WEEK - timedelta(days=1))
    sweep(now=NOW + WEEK)
    assert [path.exists() for path in (*lost, *fresh)] == [False] * 2 + [True] * 2


def test_the_small_copy_of_a_picture_stays_as_long_as_its_picture() -> None:
    product(article())
    kept = written(small_picture_path("cd" * 32))
    sweep(now=NOW + WEEK)
    assert kept.exists()


def test_no_row_waits_behind_others_that_stay() -> None:
    kept, over = article(), article(title="Bài khác")
    sound(kept, sha256="ef" * 32)
    gone = [sound(over, sha256=one * 32) for one in ("ab", "ac")]
    changed(over)
    now, place, left = NOW + WEEK, 0, []
    for _ in range(3):
        place = drop_superseded(now=now, after=place, most=1)
        left.append(Rendition.objects.count())
    assert left == [3, 2, 1] and place == gone[-1].pk
    assert drop_superseded(now=now, after=place, most=1) == 0  # from the beginning again


def test_the_next_run_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    over = article()
    first, second = sound(over, sha256="ab" * 32), sound(over, sha256="ac" * 32)
    changed(over)
    (tmp_path / "swept.json").write_text(f'{{"at": "", "place": {first.pk}}}')
    assert sweep(now=NOW + WEEK).place == 0
    assert list(Rendition.objects.all()) == [first]
    sweep(now=NOW + WEEK)
    assert not Rendition.objects.exists() and second.pk > first.pk


def test_bytes_that_another_row_names_stay(django_capture_on_commit_callbacks: Any) -> None:
    story, other = article(), article(title="Bài khác")
    sound(story, sha256="ef" * 32)
    sound(other, sha256="ef" * 32)
    kept = written(sound_path("ef" * 32))
    changed(story)
    swept_twice(NOW + WEEK, django_capture_on_commit_callbacks)
    assert (kept.exists(), Rendition.objects.get().article) == (True, other)


def test_every_room_keeps_hashes_where_the_sweep_sees_them() -> None:
    """A hash in a wider column would be taken for named by nobody, and its file removed."""
    columns = [
        (model.__name__, field.name, field.max_length)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField) and "sha256" in field.name
    ]
    assert len(columns) > 10
    assert [one for one in columns if one[2] != 64] == []

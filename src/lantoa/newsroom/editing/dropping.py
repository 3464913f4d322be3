"""A draft that nobody approved taken away whole: text, revisions, notes, source papers, sounds,
products. Asked for by a person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import Decision, RequestState
from lantoa.core.errors import Refused
from lantoa.library.letting_go import drop_unused_pictures, drop_unused_recordings
from lantoa.library.uses import note_uses
from lantoa.newsroom.making.stored_files import ENDINGS, product_path, small_picture_path
from lantoa.newsroom.models import Article, IdeaFile, Rendition, RenditionFile
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.terms import IdeaFileKind

DROPPED = "(bản nháp đã xóa)"


def why_keep_article(article: Article) -> str:
    """Why an article stays, in Vietnamese; empty where it may go: nothing of it was approved."""
    decided = Approval.objects.filter(subject=article.code, decision=Decision.APPROVED)
    if article.live or article.live_content or decided.exists():
        return "tin bài đã duyệt, đã đăng là hồ sơ của xã; sửa hoặc gỡ ở mục Tin bài"
    if article.deliveries.exists():
        return "tin bài đã ra kênh; gỡ ở mục Tin bài"
    return ""


def drop_draft(*, article: Article) -> None:
    """The draft goes with its history, notes, source papers, sounds and products, from the disk
    too; so do the recordings of its sounds and the photos that came with its idea, where nothing
    else uses them. What was laid before a leader keeps its hash and loses its title. Refuses what
    was approved."""
    why = why_keep_article(article)
    if why:
        raise Refused(f"Chưa xóa được: {why}. Chưa đổi gì.")
    with transaction.atomic():
        sounds = set(article.renditions.exclude(sha256="").values_list("sha256", "inner_sha256"))
        products = set(
            RenditionFile.objects.filter(rendition__article=article).values_list("sha256", "mime")
        )
        loose = [note.voice for note in article.notes.exclude(voice="")]
        loose += [paper.file for paper in article.source_papers.all()]
        recordings = list(article.renditions.exclude(recording=None).values_list("recording"))
        photos = IdeaFile.objects.filter(idea__article=article, kind=IdeaFileKind.PHOTO)
        came_with_it = list(photos.values_list("sha256", flat=True))
        codes = [article.code, *(row.code for row in article.renditions.all())]
        laid = Request.objects.filter(subject__in=codes)
        laid.filter(state=RequestState.OPEN).update(state=RequestState.WITHDRAWN)
        laid.update(title=DROPPED)
        note_uses(subject=article.code, title="", pictures=())
        article.delete()
        drop_unused_recordings(keys=[key for (key,) in recordings])
        drop_unused_pictures(sha256s=came_with_it)
        for path in {*_unshared_sounds(sounds), *_unshared_products(products)}:
            transaction.on_commit(partial(path.unlink, missing_ok=True))
        for file in loose:
            transaction.on_commit(partial(file.storage.delete, str(file.name)))


def _unshared_sounds(pairs: set[tuple[str, str]]) -> Iterator[Path]:
    """Files that no other article needs: the same bytes are kept once."""
    for sha256 in {one for pair in pairs for one in pair if one}:
        if not Rendition.objects.filter(Q(sha256=sha256) | Q(inner_sha256=sha256)).exists():
            yield sound_path(sha256)


def _unshared_products(made: set[tuple[str, str]]) -> Iterator[Path]:
    for sha256, mime in made:
        if not RenditionFile.objects.filter(sha256=sha256).exists():
            yield product_path(sha256, ENDINGS[mime])
            yield small_picture_path(sha256)

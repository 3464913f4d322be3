"""Dọn tệp cũ: what was made, replaced and never approved leaves the disk after a week.

In two steps a run apart. Rows that nothing needs are dropped; files whose bytes no row of any room
names are removed by the next run, so that nobody loses a file who took it up meanwhile. What was
laid before a leader, stands in evidence, in a programme or in a delivery is named somewhere and
stays, whatever room wrote it.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Cast

from lantoa.core.clock import iso
from lantoa.library.letting_go import is_held
from lantoa.newsroom.making.stored_files import PRODUCTS, SHA256, SMALL_PICTURES
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.sounds.files import SOUNDS
from lantoa.newsroom.terms import Form, RenditionState

LOG = logging.getLogger("lantoa.making")
OLDEST_KEPT = timedelta(days=7)
MOST_AT_ONCE = 5000  # rows that one run looks at
BATCH = 500
HASHES = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
LET_GO = (RenditionState.CANCELLED, RenditionState.FAILED)
OURS = "lantoa."


@dataclass(frozen=True)
class Swept:
    """What one run removed, what all runs did, and the row at which the next run goes on."""

    at: str = ""
    files: int = 0
    size: int = 0
    all_files: int = 0
    all_size: int = 0
    place: int = 0


def sweep(*, now: datetime) -> Swept:
    """Removes what is older than a week and needed by nothing; may run twice."""
    files, size = _unlink_unnamed(now)
    before = last_sweep()
    place = drop_superseded(now=now, after=before.place)
    swept = Swept(iso(now), files, size, before.all_files + files, before.all_size + size, place)
    _note().write_text(json.dumps(asdict(swept)), encoding="ascii")
    return swept


def last_sweep() -> Swept:
    """The last run; empty before the first."""
    try:
        return Swept(**json.loads(_note().read_text(encoding="ascii")))
    except (OSError, ValueError, TypeError):
        return Swept()


def _note() -> Path:
    return Path(settings.HOME) / "swept.json"


def drop_superseded(*, now: datetime, after: int = 0, most: int = MOST_AT_ONCE) -> int:
    """Rows of products and sounds that were stopped, failed, or made from a version that is
    neither the newest nor in public, or replaced by a newer product. Nobody's recording goes by
    its age: what a person spoke can be chosen or cut again for as long as its article is there.

    Looks at no more than `most` rows, those behind the row `after`; answers where to go on, 0 at
    the end: so a run is bounded, and no row waits for ever behind others that stay."""
    old = Rendition.objects.filter(
        made_at__lt=now - OLDEST_KEPT, deliveries=None, recording__isnull=True
    )
    rows = old.exclude(state=RenditionState.MAKING).order_by("pk").prefetch_related("files")
    named, looked = _in_texts(), 0
    while looked < most:
        batch = list(rows.filter(pk__gt=after)[: min(BATCH, most - looked)])
        if not batch:
            return 0
        _drop_over(batch, named)
        looked, after = looked + len(batch), batch[-1].pk
    return after


def _drop_over(batch: list[Rendition], named: set[str]) -> None:
    contents = _Contents()
    for row in batch:
        if contents.are_over(row) and not _hashes_of(row) & named:
            try:
                _drop(row)
            except Exception:
                LOG.exception("rendition %s is not dropped", row.pk)


class _Contents:
    """The version of an article that counts now, asked once for each."""

    def __init__(self) -> None:
        self._known: dict[int, set[str]] = {}

    def are_over(self, row: Rendition) -> bool:
        """Was this row let go, made from another version, or replaced?"""
        if row.state in LET_GO or row.content not in self._of(row.article_id):
            return True
        newer = Rendition.objects.filter(
            article=row.article_id, form=row.form, state=RenditionState.READY,
            made_at__gt=row.made_at, content=row.content,
        )  # fmt: skip
        return row.form != Form.SOUND and newer.exists()  # takes of a sound are chosen among

    def _of(self, key: int) -> set[str]:
        if key not in self._known:
            article = Article.objects.get(pk=key)
            self._known[key] = {article.newest.content, article.live_content}
        return self._known[key]


def _drop(row: Rendition) -> None:
    """One row, its article locked first as everywhere: nobody takes it up in between."""
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=row.article_id)
        held = Rendition.objects.filter(pk=row.pk, made_at=row.made_at).first()
        if held is None or held.state == RenditionState.MAKING or is_held(held, but={"files"}):
            return
        held.delete()


def _hashes_of(row: Rendition) -> set[str]:
    found = {row.sha256, row.inner_sha256, *(one.sha256 for one in row.files.all())}
    return found - {""} | {row.code}


def _unlink_unnamed(now: datetime) -> tuple[int, int]:
    """Files of sounds and products, and small copies of these, whose bytes no row names; answers
    how many, and their size."""
    old = [path for path in _files() if _is_old(path, now)]
    if not old:
        return 0, 0
    named, files, size = _named(), 0, 0
    for path in old:
        if path.stem in named or not _is_old(path, now):  # written anew meanwhile
            continue
        size += path.stat().st_size
        path.unlink(missing_ok=True)
        files += 1
    return files, size


def _files() -> Iterator[Path]:
    for folder in (SOUNDS, PRODUCTS, SMALL_PICTURES):
        for path in (Path(settings.MEDIA_ROOT) / folder).glob("[0-9a-f][0-9a-f]/*"):
            if SHA256.fullmatch(path.stem) and path.is_file():
                yield path


def _is_old(path: Path, now: datetime) -> bool:
    try:
        return path.stat().st_mtime < (now - OLDEST_KEPT).timestamp()
    except FileNotFoundError:
        return False


def _named() -> set[str]:
    """Every hash that any row of any room holds."""
    found = _in_texts()
    for model in _models():
        for field in model._meta.get_fields():
            if isinstance(field, models.CharField) and field.max_length == 64:
                rows = model._base_manager.exclude(**{field.name: ""}).order_by()
                found.update(rows.values_list(field.name, flat=True).distinct().iterator())
    return found


def _in_texts() -> set[str]:
    """Hashes inside what is kept as a structure: manifests, evidence, programmes; and the codes of
    products that were laid before a leader by themselves."""
    from lantoa.approval.models import Request

    found = set(Request.objects.filter(subject__startswith="rendition:").values_list(
        "subject", flat=True))  # fmt: skip
    for model in _models():
        for field in model._meta.get_fields():
            if isinstance(field, models.JSONField):
                rows = model._base_manager.annotate(swept_text=Cast(field.name, models.TextField()))
                texts = rows.order_by().values_list("swept_text", flat=True)
                for text in texts.iterator(chunk_size=500):
                    found.update(HASHES.findall(text or ""))
    return found


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model.__module__.startswith(OURS) and not model._meta.proxy:
            yield model

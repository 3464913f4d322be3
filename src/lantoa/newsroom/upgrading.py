"""What products of an older version of the program lack: filled once, a few at a time. The mark
that a row still waits stands in the row, so that a run may end anywhere and be taken up again."""

from __future__ import annotations

import logging
from typing import Any

from lantoa.library.models import Picture
from lantoa.newsroom.films.matter import OWN_SOUND
from lantoa.newsroom.making.stored_files import product_path
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.models.article import picture_ids
from lantoa.newsroom.products.queries import terms_of
from lantoa.newsroom.products.register import product_kind
from lantoa.newsroom.terms import TERMS_NOT_ASKED, Form

LOG = logging.getLogger("lantoa.making")
MOST_AT_ONCE = 200
FILM = "video/mp4"


def fill_products(*, most: int = MOST_AT_ONCE) -> int:
    """The terms on which products made before an upgrade go out, and whose voice their clips
    speak with; answers how many rows were filled. May run twice."""
    rows = Rendition.objects.filter(terms=TERMS_NOT_ASKED).select_related("article")
    filled = 0
    for row in rows.prefetch_related("files").order_by("pk")[:most]:
        found: dict[str, Any] = {"terms": ""}
        try:
            found["terms"] = _terms_of(row)
            if row.form == Form.CLIP:
                found["is_synthetic"] = _is_spoken_by_machine(row)
        except Exception:
            LOG.exception("rendition %s goes out no more until it is made anew", row.pk)
        filled += Rendition.objects.filter(pk=row.pk, terms=TERMS_NOT_ASKED).update(**found)
    return filled


def _terms_of(row: Rendition) -> str:
    """Those of its version as they are now, where every photo in it may be used; else, and for
    versions that neither stand in public nor are the newest, it has to be made anew."""
    kind, article = product_kind(row.form), _version_of(row)
    if kind is None or article is None:
        return ""
    shown = picture_ids(list(article.body.raw_data) if article.body else [])
    if Picture.objects.filter(pk__in=shown, right="").exists():
        return ""
    return terms_of(kind, article)


def _version_of(row: Rendition) -> Article | None:
    article: Article = row.article
    if article.live and row.content == article.live_content:
        return article
    newest = article.newest
    return newest if newest.content == row.content else None


def _is_spoken_by_machine(row: Rendition) -> bool:
    """By the film's own mark; where the file is gone, by what was chosen and the sounds that its
    version had."""
    from lantoa.media.reading import synthetic_engine

    for file in row.files.all():
        path = product_path(file.sha256, file.ending)
        if file.mime == FILM and path.is_file():
            return bool(synthetic_engine(path))
    if row.options.get("giong") != OWN_SOUND:
        return bool(row.options.get("giong"))
    sounds = Rendition.objects.filter(article=row.article_id, form=Form.SOUND, content=row.content)
    return sounds.filter(is_synthetic=True).exists()

"""Products of an article: asked for, made in the job's process, stopped. Every step may run
twice; the same recipe is never made twice."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import transaction

from lantoa.core.canonical import file_digest
from lantoa.core.errors import Refused
from lantoa.newsroom.making.jobs import ask_for, carry_out
from lantoa.newsroom.making.progress import Progress
from lantoa.newsroom.making.stored_files import ENDINGS, PRODUCTS, folder, product_path, store
from lantoa.newsroom.models import Article, Rendition, RenditionFile
from lantoa.newsroom.products.queries import recipe_of, terms_of
from lantoa.newsroom.products.register import (
    MadeFile,
    Options,
    ProductKind,
    chosen,
    product_kind,
    products_of,
)
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.models import Account

NOT_OFFERED = "Bài này không có dạng đang chọn. Chưa làm gì; các bản đang có vẫn giữ nguyên."
OTHER_VERSION = (
    "Bài đã đổi trong lúc làm nên bản này không còn đúng. Các bản đang có vẫn giữ nguyên. "
    "Làm lại theo bài mới."
)


def ask_for_product(
    *, article: Article, form: str, options: Options, by: Account, now: datetime
) -> Rendition:
    """Asks for one form of the newest draft; the job follows after commit. What is there already
    is taken again, and two who ask at once get one."""
    from lantoa.newsroom.jobs import make_product

    with transaction.atomic():
        row: Article = Article.objects.select_for_update().get(pk=article.pk)
        draft = row.newest
        kind = next((one for one in products_of(draft) if one.code == form), None)
        if kind is None:
            raise Refused(NOT_OFFERED)
        refusal = kind.why_not(draft)
        if refusal:
            raise Refused(refusal)
        held, content = chosen(kind, draft, options), draft.content
        made = Rendition(
            article=row, form=kind.code, content=content, options=held,
            is_by_hand=kind.by_hand(held), recipe=recipe_of(kind, draft, content, held),
            terms=terms_of(kind, draft),
            language=draft.language, state=RenditionState.MAKING, made_by=by, made_at=now,
        )  # fmt: skip
        known = _known(made)
        if known:
            return known
        made.save()
        ask_for(made, make_product)
    return made


def _known(made: Rendition) -> Rendition | None:
    """One of the same recipe that is being made, or the newest finished one of its form."""
    rows = Rendition.objects.filter(article=made.article, form=made.form)
    running = rows.filter(recipe=made.recipe, state=RenditionState.MAKING).first()
    if running:
        return running
    finished = rows.filter(recipe=made.recipe, state=RenditionState.READY)
    for row in finished.prefetch_related("files").order_by("-made_at", "-pk"):
        if are_files_there(row):
            rows.filter(pk=row.pk).update(made_at=made.made_at)  # the newest one is shown
            row.made_at = made.made_at
            return row
    return None


def are_files_there(product: Rendition) -> bool:
    """Does every file lie where it should?"""
    files = product.files.all()
    return bool(files) and all(product_path(one.sha256, one.ending).is_file() for one in files)


def make(rendition_id: int) -> None:
    """Makes the product that was asked for; others are left alone."""
    in_folder = partial(folder, PRODUCTS)
    carry_out(Rendition, rendition_id, make=_made, finish=_keep, folder=in_folder)


def _made(row: Rendition, place: Path, watch: Progress) -> list[MadeFile]:
    kind, draft = _kind(row), row.article.newest
    if draft.content != row.content:
        raise Refused(OTHER_VERSION)
    files = kind.make(draft, row.options, place, watch)
    if not files or len({one.role for one in files}) != len(files):
        raise ValueError(f"{row.form} must answer files, each with a role of its own")
    return files


def _kind(row: Rendition) -> ProductKind:
    kind = product_kind(row.form)
    if kind is None:
        raise Refused(NOT_OFFERED)
    return kind


def _keep(row: Rendition, made: list[MadeFile]) -> None:
    row.files.all().delete()  # of a first run of the same job
    for position, one in enumerate(made):
        sha256, size = file_digest(one.path), one.path.stat().st_size
        store(one.path, product_path(sha256, ENDINGS[one.mime]))
        RenditionFile.objects.create(
            rendition=row, role=one.role, position=position, sha256=sha256, mime=one.mime,
            size=size, width=one.width, height=one.height, pages=one.pages,
            milliseconds=one.milliseconds, alt=one.alt, name=one.name,
        )  # fmt: skip
    row.text, row.milliseconds = made[0].alt, made[0].milliseconds
    row.is_synthetic = any(one.is_synthetic for one in made)
    row.save()

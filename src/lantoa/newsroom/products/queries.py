"""Reads of products: what is fresh, what was approved, what an approval would cover."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, QuerySet

from lantoa.approval.authority import final_approvals
from lantoa.approval.manifest import Manifest, make_manifest
from lantoa.core.canonical import digest_of
from lantoa.newsroom.models import Article, Rendition, RenditionFile
from lantoa.newsroom.products.register import Options, ProductKind, product_kind, products_of
from lantoa.newsroom.terms import TERMS_NOT_ASKED, Form, RenditionState

# Between the code of a form and the role of one of its files, in what is approved.
PART = ":"
# Products of which the same bytes are looked at when a visitor asks for a file.
MOST_ALIKE = 20


def recipe_of(kind: ProductKind, article: Article, content: str, options: Options) -> str:
    """SHA-256, hex, of all that the bytes are made from: the same recipe is never made twice."""
    terms = terms_of(kind, article)
    return digest_of(
        {
            "form": kind.code, "version": kind.version, "content": content,
            "options": dict(options), "from": dict(kind.made_from(article)),
            **({"terms": terms} if terms else {}),
        }
    )  # fmt: skip


def terms_of(kind: ProductKind, article: Article) -> str:
    """SHA-256, hex, of the terms on which a product of this version goes out; empty: of none."""
    found = dict(kind.terms(article))
    return digest_of(found) if found else ""


def keeps_its_terms(product: Rendition, article: Article) -> bool:
    """Do the terms on which it was made still hold (the right to use its photos, what is said of
    them)? `article` is the version that it was made from. Where they do not, it comes down."""
    kind = product_kind(product.form)
    return kind is None or product.terms in (TERMS_NOT_ASKED, terms_of(kind, article))


def product_rows(article: Article) -> QuerySet[Rendition]:
    """The products of one article, newest first; the sound is none of them."""
    rows: QuerySet[Rendition] = Rendition.objects.filter(article_id=article.pk).exclude(
        form=Form.SOUND
    )
    return rows.order_by("-made_at", "-pk").prefetch_related("files")


def newest_product(article: Article, form: str) -> Rendition | None:
    """The newest one whatever its state, but what was stopped."""
    rows = product_rows(article).filter(form=form).exclude(state=RenditionState.CANCELLED)
    return rows.first()


def is_fresh(product: Rendition, article: Article, content: str) -> bool:
    """Is it finished, and would it be made the same from this version of the article?"""
    kind = product_kind(product.form)
    if kind is None or product.state != RenditionState.READY or product.content != content:
        return False
    return product.recipe == recipe_of(kind, article, content, product.options)


def fresh_product(article: Article, form: str) -> Rendition | None:
    """The newest finished one of exactly this version; None where it is missing or stale."""
    content = article.content
    rows = product_rows(article).filter(form=form, content=content, state=RenditionState.READY)
    newest = rows.first()
    return newest if newest and is_fresh(newest, article, content) else None


def shown_products(article: Article, content: str) -> list[Rendition]:
    """What is approved together with this version: made from it by rule, and fresh. One a form."""
    if article.pk is None:
        return []
    offered = {kind.code for kind in products_of(article)}
    newest: dict[str, Rendition] = {}
    for row in product_rows(article).filter(content=content, state=RenditionState.READY):
        newest.setdefault(row.form, row)
    return [
        row
        for form, row in newest.items()
        if form in offered and not row.is_by_hand and is_fresh(row, article, content)
    ]


def file_hashes(product: Rendition) -> dict[str, str]:
    """`graphic:png-vuong` → SHA-256 of every file of a product."""
    return {f"{product.form}{PART}{file.role}": file.sha256 for file in product.files.all()}


def product_manifest(product: Rendition) -> Manifest:
    """What an approval of this product alone is bound to."""
    return make_manifest(product.content, file_hashes(product))


def without_products(manifest: Manifest) -> Manifest:
    """The same with the article's texts and sound alone."""
    forms = {form: sha256 for form, sha256 in manifest["forms"].items() if PART not in form}
    return make_manifest(manifest["content"], forms)


def submitted_products(article: Article, manifest: Manifest) -> list[Rendition]:
    """The very products whose bytes stand in what was submitted, in the order of the panel."""
    wanted = {form: sha256 for form, sha256 in manifest["forms"].items() if PART in form}
    rows = product_rows(article).filter(content=manifest["content"], state=RenditionState.READY)
    found: dict[str, Rendition] = {}
    for row in rows:
        hashes = file_hashes(row)
        if hashes and all(wanted.get(form) == sha256 for form, sha256 in hashes.items()):
            found.setdefault(row.form, row)
    return sorted(found.values(), key=_position)


def _position(product: Rendition) -> int:
    kind = product_kind(product.form)
    return kind.position if kind else 0


def are_products_there(article: Article, manifest: Manifest) -> bool:
    """Do all products that were submitted still exist as they were?"""
    found = submitted_products(article, manifest)
    known = {form for product in found for form in file_hashes(product)}
    return known == {form for form in manifest["forms"] if PART in form}


def product_of(subject: str) -> Rendition | None:
    """The product of a code such as `rendition:12`."""
    kind, _, pk = subject.partition(":")
    if kind != "rendition" or not pk.isdigit():
        return None
    return Rendition.objects.exclude(form=Form.SOUND).filter(pk=pk).first()


def is_product_approved(product: Rendition) -> bool:
    """Were the very bytes of every file approved, with the article or by themselves?"""
    hashes = file_hashes(product)
    rows = final_approvals(content=product.content).filter(
        subject__in=(product.article.code, product.code)
    )
    return bool(hashes) and any(
        hashes.items() <= manifest["forms"].items()
        for manifest in rows.values_list("request__manifest", flat=True)
    )


def approved_products(article: Article) -> Iterator[Rendition]:
    """What may go out: made from the live content, its very bytes approved. Newest first."""
    if not article.live or not article.live_content:
        return
    rows = product_rows(article).filter(content=article.live_content, state=RenditionState.READY)
    for row in rows.select_related("article"):
        if is_product_approved(row) and keeps_its_terms(row, article):
            yield row


def approved_by_form(article: Article) -> dict[str, Rendition]:
    """The newest product of every form that may go out."""
    found: dict[str, Rendition] = {}
    for row in approved_products(article):
        found.setdefault(row.form, row)
    return found


def approved_product(article: Article, form: str) -> Rendition | None:
    """The newest product of one form that may go out."""
    return next((row for row in approved_products(article) if row.form == form), None)


def public_file(sha256: str) -> RenditionFile | None:
    """The file of these bytes, if it belongs to a product that may go out. Only those made from
    what stands in public are looked at: the same bytes may be of very many versions."""
    live = RenditionFile.objects.filter(
        sha256=sha256, rendition__state=RenditionState.READY, rendition__article__live=True,
        rendition__content=F("rendition__article__live_content"),
    )  # fmt: skip
    rows = live.exclude(rendition__form=Form.SOUND).select_related("rendition__article")
    for file in rows.prefetch_related("rendition__files").order_by("-rendition__made_at", "-pk")[
        :MOST_ALIKE
    ]:
        product = file.rendition
        if is_product_approved(product) and keeps_its_terms(product, product.article):
            return file
    return None

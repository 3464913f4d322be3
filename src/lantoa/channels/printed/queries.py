"""Reads of what was handed out, and of what may be printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from lantoa.approval.models import Approval
from lantoa.approval.terms import Decision
from lantoa.channels.base.standing import why_outdated
from lantoa.channels.printed.models import Handout
from lantoa.channels.printed.terms import FORMS
from lantoa.core.clock import local
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.policies import is_lapsed
from lantoa.newsroom.products.queries import approved_by_form, file_hashes, keeps_its_terms
from lantoa.newsroom.queries import live_articles
from lantoa.newsroom.terms import TERMS_NOT_ASKED, Genre

NEWEST = 60
RECALLED_WITHIN = timedelta(days=365)
NO_RIGHT = "ảnh trong bản in không còn được dùng"


def handouts() -> QuerySet[Handout]:
    """What was handed out and still counts, newest first."""
    return (
        Handout.objects.filter(withdrawn_at__isnull=True)
        .select_related("article", "product__article", "unit", "recorded_by", "cost")
        .prefetch_related("hamlets", "units")
    )


def handouts_to_recall(*, now: datetime) -> list[tuple[Handout, str]]:
    """What was handed out within a year and should no longer be about, with the reason; what has
    been about the longest first."""
    rows = handouts().filter(recalled_at=None, happened_at__gte=now - RECALLED_WITHIN)
    rows = rows.exclude(_surely_good())
    why: dict[int, str] = {}
    found = []
    for row in rows.order_by("happened_at", "pk"):
        if row.product_id not in why:
            why[row.product_id] = why_outdated_sheet(row.product, today=local(now).date())
        if why[row.product_id]:
            found.append((row, why[row.product_id]))
    return found


def _surely_good() -> Q:
    """Sheets of what stands in public, of no policy and without photos: nothing to look up."""
    stands = Q(product__article__live=True, product__article__live_content=F("product__content"))
    has_terms = ~Q(product__terms__in=("", TERMS_NOT_ASKED))
    return stands & ~Q(product__article__genre=Genre.POLICY) & ~has_terms


def why_outdated_sheet(product: Rendition, *, today: date) -> str:
    """Why copies of this sheet should no longer be about; empty where they may."""
    article = product.article
    why = why_outdated(article, product.content, today=today)
    return why or ("" if keeps_its_terms(product, article) else NO_RIGHT)


def printable_products(*, today: date) -> list[Rendition]:
    """Approved sheets of what stands in public, of the newest articles that have any; none of a
    policy that lapsed."""
    with_sheet = Rendition.objects.filter(form__in=FORMS).values("article")
    articles = live_articles().exclude(live_content="").filter(pk__in=with_sheet)
    newest = articles.order_by("-first_published_at", "-pk")[:NEWEST]
    valid = (article for article in newest if not is_lapsed(article, today=today))
    return [product for article in valid for product in sheets_of(article)]


def sheets_of(article: Article) -> Iterator[Rendition]:
    """The approved sheets of one article."""
    found = approved_by_form(article)
    return (found[form] for form in FORMS if form in found)


def may_be_handed_out(product: Rendition) -> bool:
    """Is it approved for the version that stands in public?"""
    return any(sheet.pk == product.pk for sheet in sheets_of(product.article))


def approval_of(product: Rendition) -> Approval | None:
    """The first decision that let these bytes out: of the sheet itself, or of its article with
    the sheet's files among what was shown."""
    hashes = file_hashes(product)
    rows = Approval.objects.filter(
        subject__in=(product.code, product.article.code), content=product.content,
        decision=Decision.APPROVED, is_final=True,
    )  # fmt: skip
    for row in rows.select_related("request").order_by("decided_at", "pk"):
        if hashes and hashes.items() <= row.request.manifest["forms"].items():
            return row
    return None

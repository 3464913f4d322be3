"""Reads of what was handed out, and of what may be printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from lantoa.approval.models import Approval
from lantoa.approval.terms import Decision
from lantoa.channels.printed.models import Handout
from lantoa.channels.printed.terms import FORMS
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.policies import is_lapsed
from lantoa.newsroom.products.queries import approved_by_form, file_hashes
from lantoa.newsroom.queries import live_articles

NEWEST = 60


def handouts() -> QuerySet[Handout]:
    """What was handed out and still counts, newest first."""
    return (
        Handout.objects.filter(withdrawn_at__isnull=True)
        .select_related("article", "product", "unit", "recorded_by", "cost")
        .prefetch_related("hamlets", "units")
    )


def handout_of(seq: int) -> Handout | None:
    """The row behind an entry of the ledger."""
    return Handout.objects.filter(evidence_seq=seq).first()


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

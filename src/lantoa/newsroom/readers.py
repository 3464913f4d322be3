"""Who may read what of the articles: drafts are for those who work on them, what stands in public
is everybody's. Lists, search, pages, sounds and links of the desk all ask here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from lantoa.approval.models import Request
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.models.article import picture_ids
from lantoa.newsroom.products.queries import approved_products
from lantoa.newsroom.queries import approved_sound, articles_with_state, is_inner_approved
from lantoa.newsroom.terms import ArticleState
from lantoa.registry.models import Account

# Whoever writes or decides cannot do it unread; the right alone is for planning and inspection.
READ_DRAFT = "newsroom.read_draft"
LIBRARY = "library.view_picture"
READING = (READ_DRAFT, "newsroom.change_article", "approval.add_approval")


def reads_all_drafts(account: Account) -> bool:
    """May this person read every draft?"""
    return any(account.has_perm(right) for right in READING)


def own_drafts(account: Account) -> set[int]:
    """Keys of the articles that this person wrote, submitted, was asked by link to decide, or
    decided."""
    asked = Request.objects.filter(subject__startswith="article:").filter(
        Q(authors=account)
        | Q(submitted_by=account)
        | Q(links__approver=account)
        | Q(approvals__by=account)
    )
    subjects = asked.values_list("subject", flat=True)
    keys = {int(key) for _, _, key in (one.partition(":") for one in subjects) if key.isdecimal()}
    written = Article.objects.filter(created_by=account).values_list("pk", flat=True)
    return keys | set(written)


def readable_articles(account: Account) -> QuerySet[Article]:
    """Articles of which this person may read something: a draft, or what stands in public."""
    rows: QuerySet[Article] = Article.objects.all()
    if reads_all_drafts(account):
        return rows
    return rows.filter(Q(live=True) | Q(pk__in=own_drafts(account)))


def articles_seen_by(
    account: Account | None, rows: QuerySet[Article] | None = None
) -> QuerySet[Article]:
    """Readable articles with `standing`, as this person may know it: who reads no drafts learns
    nothing of a newer draft of what is in public. None: everything, as the program knows it."""
    found = articles_with_state(rows)
    if account is None or reads_all_drafts(account):
        return found
    own = Q(pk__in=own_drafts(account))
    in_public = When(~own, then=Value(ArticleState.LIVE.value))
    seen: QuerySet[Article] = found.filter(Q(live=True) | own).annotate(
        standing=Case(in_public, default=F("standing"), output_field=CharField())
    )
    return seen


def readable_codes(codes: Iterable[str], account: Account) -> set[str]:
    """Of these codes («article:7») those whose article this person may open."""
    parts = (code.partition(":") for code in codes)
    keys = {int(key) for kind, _, key in parts if kind == "article" and key.isdecimal()}
    if not keys:
        return set()
    found = readable_articles(account).filter(pk__in=keys).values_list("pk", flat=True)
    return {f"article:{key}" for key in found}


def reads_draft(article: Article, account: Account) -> bool:
    """May this person read the newest draft of this article?"""
    return reads_all_drafts(account) or article.pk in own_drafts(account)


def version_for(article: Article, account: Account) -> Article | None:
    """What this person reads of an article: the newest draft, else what stands in public, else
    nothing. A row that is live holds exactly its approved content."""
    if reads_draft(article, account):
        return article.newest
    return article if article.live else None


def hears(sound: Rendition, sha256: str, account: Account) -> bool:
    """May this person hear these bytes of a sound: of a draft that they read, or approved and in
    public?"""
    if reads_draft(sound.article, account):
        return True
    airs = approved_sound(sound.article)
    if airs is None:
        return False
    return sha256 == airs.sha256 or (sha256 == airs.inner_sha256 and is_inner_approved(airs))


def sees_product(product: Rendition, account: Account) -> bool:
    """May this person see the files of a product: of a draft that they read, or of what may go
    out?"""
    return reads_draft(product.article, account) or product in approved_products(product.article)


def sees_picture(picture_id: int | None, who: Account | AnonymousUser) -> bool:
    """May this person see a picture that does not stand in public: of the library that they use,
    or of a draft that they read? None: an original, which the library alone shows."""
    if not isinstance(who, Account) or not who.has_perm("wagtailadmin.access_admin"):
        return False
    if who.has_perm(LIBRARY):
        return True
    if picture_id is None or reads_all_drafts(who):
        return picture_id is not None
    own = Article.objects.filter(pk__in=own_drafts(who))
    return any(picture_id in picture_ids(_raw(article.newest)) for article in own)


def _raw(article: Article) -> list[Any]:
    return list(article.body.raw_data) if article.body else []

"""Which articles name a higher document, and what is noted about the documents that one names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import plain_text
from lantoa.plan.models import SuperiorDocument
from lantoa.plan.superior import Cited, cited_in, is_citing
from lantoa.vietnamese.text import fold

LOOKED_AT = 400


@dataclass(frozen=True)
class Citing:
    """An article that names the document; `is_live`: in the words that stand in public."""

    article: Article
    is_live: bool


def documents_of(article: Article, *, today: date) -> list[Cited]:
    """Every document that an article names, in its text, its script or its post."""
    return cited_in(words_of(article), today=today)


def words_of(article: Article) -> str:
    """All words of an article in which a document may be named."""
    own = (article.post, article.post_facebook, article.post_zalo)
    return "\n".join((plain_text(article), article.script, *own))


def articles_citing(document: SuperiorDocument, *, today: date) -> list[Citing]:
    """Live articles that name the document, then drafts that do; newest first."""
    found = [
        Citing(row, True)
        for row in _holding(document).filter(live=True)[:LOOKED_AT]
        if is_citing(words_of(row), document, today=today)
    ]
    shown = {one.article.pk for one in found}
    for row in _drafts(document):
        draft = row.newest
        if row.pk not in shown and is_citing(words_of(draft), document, today=today):
            found.append(Citing(draft, False))
    return found


def _drafts(document: SuperiorDocument) -> list[Article]:
    """Drafts that nobody sees yet: a row follows its draft until it is live, then no more."""
    edited = Article.objects.filter(live=True, has_unpublished_changes=True)
    waiting = _holding(document).filter(live=False)
    return [*waiting[:LOOKED_AT], *edited.order_by("-created_at")[:LOOKED_AT]]


def _holding(document: SuperiorDocument) -> QuerySet[Article]:
    """Articles that hold the digits of the number, or the name of the law: looked at closely by
    the caller."""
    digits = re.match(r"\d+", document.number)
    word = digits[0] if digits else fold(document.kind)
    holds = Q(folded__contains=word)
    holds |= Q(script__contains=digits[0] if digits else document.kind)
    holds |= Q(post__contains=digits[0] if digits else document.kind)
    rows: QuerySet[Article] = Article.objects.filter(holds).order_by("-created_at", "-pk")
    return rows

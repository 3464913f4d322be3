"""Which articles show a picture of the library."""

from __future__ import annotations

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from lantoa.approval.queries import open_requests
from lantoa.library.uses import register_use
from lantoa.newsroom.models import Article
from lantoa.newsroom.models.article import picture_ids
from lantoa.newsroom.queries import live_articles
from lantoa.newsroom.services import article_of


def live_articles_showing(picture_id: int) -> QuerySet[Article]:
    """Live articles with this picture in their body.

    Asked of the bodies themselves: the CMS's index of references is filled by a later job.
    """
    named = f'"image": {picture_id}'
    shows = Q(blocks__contains=f"{named},") | Q(blocks__contains=f"{named}}}")
    rows: QuerySet[Article] = live_articles().alias(blocks=Cast("body", TextField())).filter(shows)
    return rows


def article_showing(picture_id: int) -> str:
    """Title of an article that shows this picture and is live or waits for approval."""
    live = live_articles_showing(picture_id).first()
    if live:
        return live.title
    for request in open_requests().filter(subject__startswith="article:"):
        article = article_of(request.subject)
        draft = article.newest if article else None
        if draft and picture_id in picture_ids(list(draft.body.raw_data) if draft.body else []):
            return draft.title
    return ""


register_use("newsroom", article_showing)

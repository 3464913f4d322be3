"""Where an article stands in public. Every channel and every picture that leads to it asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from lantoa.vietnamese.text import slug

if TYPE_CHECKING:
    from lantoa.newsroom.models import Article


def article_path(article: Article) -> str:
    """`/tin-bai/5-nop-ho-so-tai-nha/`, from the title as this object holds it."""
    return f"/tin-bai/{article.pk or 0}-{slug(article.title) or 'tin'}/"


def short_path(article: Article) -> str:
    """`/tin-bai/5/`: the same page, short enough to be said, and the same for every title."""
    return f"/tin-bai/{article.pk or 0}/"


def full_address(path: str) -> str:
    """A path of the site with the name under which the commune is reached."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"

"""Reads of the networks, for the desk."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.channels.social.models import Post, SocialAccount
from lantoa.channels.social.terms import PostState
from lantoa.newsroom.models import Article


def active_accounts() -> QuerySet[SocialAccount]:
    """The accounts that the commune uses."""
    return SocialAccount.objects.filter(is_active=True)


def waiting_posts() -> QuerySet[Post]:
    """Texts that a person has still to copy out, the oldest first."""
    return _posts().filter(state=PostState.TO_POST).order_by("made_at", "pk")


def posts_to_remove() -> QuerySet[Post]:
    """Posts that still stand on a network although the article was withdrawn."""
    return _posts().filter(state=PostState.TO_REMOVE)


def done_posts() -> QuerySet[Post]:
    """Posts that stand on a network with their link, newest first."""
    return _posts().filter(state=PostState.POSTED).order_by("-posted_at", "-pk")


def posts_of(article: Article) -> QuerySet[Post]:
    """All posts of one article, newest first."""
    return _posts().filter(article=article)


def _posts() -> QuerySet[Post]:
    return Post.objects.select_related("account", "article", "delivery")

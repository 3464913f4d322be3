"""Người viết: whose words an article brings before a leader. Nobody of them decides on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Revision

from lantoa.newsroom.likeness import is_taken, wholes
from lantoa.newsroom.models import Article
from lantoa.newsroom.models.article import NETWORK_FIELDS, TEXT_FIELDS
from lantoa.newsroom.plain import without_tags
from lantoa.registry.models import Account
from lantoa.vietnamese.text import fold

SENTENCE = re.compile(r"[.!?;:\n]+(?:\s+|$)")
CODES = {"genre", "language", "topic", "priority"}


def authors_of(article: Article) -> set[Account]:
    """Everybody who wrote a revision since the article was last live, and who created it; and who
    wrote an older one that was restored, whole or by a sentence, be it with a few words changed.
    What stands in public already was approved by somebody else and counts for nobody."""
    since, before = _revisions(article)
    writers = {revision.user for revision in since if revision.user}
    if article.created_by and not article.live_revision_id:
        writers.add(article.created_by)
    return writers | _restored(article, before, but=writers)


def _revisions(article: Article) -> tuple[QuerySet[Revision], QuerySet[Revision]]:
    """Since the version in public, and before it."""
    rows = article.revisions.select_related("user")
    if not article.live_revision_id:
        return rows, rows.none()
    return (
        rows.filter(pk__gt=article.live_revision_id),
        rows.filter(pk__lt=article.live_revision_id, user__isnull=False),
    )


def _restored(
    article: Article, before: QuerySet[Revision], *, but: Iterable[Account]
) -> set[Account]:
    newest, live = article.get_latest_revision(), article.live_revision
    if newest is None or live is None or newest.pk == live.pk:
        return set()
    words, approved = _words(newest.content), _words(live.content)
    found: set[Account] = set()
    written: dict[Account, set[str]] = {}
    for row in before.exclude(user__in=[one.pk for one in but]).iterator():
        older = _words(row.content)
        written.setdefault(row.user, set()).update(wholes(older))
        found |= {row.user} if older == words else set()
    public = wholes(approved)
    brought = [one for one in dict.fromkeys(words) if one not in public]
    return found | {
        user for user, older in written.items()
        if user not in found and is_taken(brought, older=older, approved=public)
    }  # fmt: skip


def _words(content: dict[str, Any]) -> list[str]:
    """The sentences of a revision, folded, so that an accent or a capital hides nobody."""
    texts = [str(content.get(name) or "") for name in (*TEXT_FIELDS, *NETWORK_FIELDS)
             if name not in CODES]  # fmt: skip
    texts += _strings(content.get("sheet") or {})
    body = content.get("body") or "[]"
    texts += _strings(json.loads(body) if isinstance(body, str) else body)
    parts = (one for text in texts for one in SENTENCE.split(without_tags(text)))
    return [folded for folded in (" ".join(fold(part).split()) for part in parts) if folded]


def _strings(value: Any) -> list[str]:
    """Every text in a block or a sheet; ids and kinds of blocks are nobody's words."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    if isinstance(value, dict):
        named = value.items()
        return [text for name, one in named if name not in ("id", "type") for text in _strings(one)]
    return []

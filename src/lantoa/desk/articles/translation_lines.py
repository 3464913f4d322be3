"""What the editor shows of translations: those of an original, or the original of one."""

from __future__ import annotations

from typing import Any

from lantoa.newsroom.models import Article, Translation
from lantoa.newsroom.translating import (
    changes_of_original,
    needs_renewing,
    side_by_side,
    translations_of,
)
from lantoa.registry.terms import Language


def translation_context(article: Article) -> dict[str, Any]:
    """For a translation its original beside it; for any other article its translations and the
    languages that are left."""
    own = Translation.objects.filter(article=article.pk).select_related("original").first()
    if own:
        return {
            "translation": own, "original_changed": needs_renewing(own),
            "original_pieces": changes_of_original(own), "original_passages": side_by_side(own),
        }  # fmt: skip
    rows = translations_of([article.pk])
    taken = {row.article.language for row in rows} | {article.language}
    return {
        "translations": [(row, needs_renewing(row)) for row in rows],
        "languages": [(code, name) for code, name in Language.choices if code not in taken],
    }

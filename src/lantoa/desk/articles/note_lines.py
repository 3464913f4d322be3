"""What the panel of notes shows, beside the text and on the page of a decision."""

from __future__ import annotations

from typing import Any

from lantoa.newsroom.checking.passages import passages_of
from lantoa.newsroom.editing.notes import may_note, open_count, threads_of
from lantoa.newsroom.models import Article
from lantoa.registry.models import Account


def notes_context(article: Article, draft: Article, by: Account) -> dict[str, Any]:
    """Threads, how many are open and how many of those are this person's own, and the passages
    that a note may be put on."""
    threads = threads_of(article, draft)
    own = [one for one in threads if one.note.noted_by_id == by.pk]
    return {
        "threads": threads, "open_notes": open_count(threads), "own_notes": open_count(own),
        "passages": passages_of(draft), "may_note": may_note(article, by),
    }  # fmt: skip

"""An article as a page: for readers, for the preview on the desk, and as evidence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from lantoa.approval.queries import latest_approval
from lantoa.channels.base.addresses import article_path, full_address
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import plain_text, post_text
from lantoa.newsroom.queries import approved_sound, fresh_sound
from lantoa.registry.models import Commune

LEADER = "Lãnh đạo Ủy ban nhân dân"


def article_context(article: Article) -> dict[str, Any]:
    """What the page of a live article shows: its approved sound, and who approved it when."""
    approval = latest_approval(subject=article.code, content=article.live_content)
    officer = approval.by.officer if approval else None
    return {
        "article": article,
        "sound": approved_sound(article),
        "approver": (officer.title if officer else "") or LEADER,
        "approved_at": approval.decided_at if approval else None,
        "was_changed": _was_changed(article),
        "picture": first_picture(article),
        "address": full_address(article_path(article)),
        "share_text": post_text(article, full_address(article_path(article))),
    }


def first_picture(article: Article) -> Any:
    """The first picture of the body, or None."""
    pictures = (block.value["image"] for block in article.body if block.block_type == "picture")
    return next(pictures, None)


def published_page(article: Article, now: datetime) -> bytes:
    """The page as published, without what other channels show around it: kept as evidence. It
    stands alone, so that it opens years later and needs no file of the site."""
    context = {
        **article_context(article), "commune": Commune.objects.first(), "now": now, "menu": (),
        "snapshot": True,
    }  # fmt: skip
    return render_to_string("website/article.html", context).encode("utf-8")


def preview(article: Article) -> str:
    """The article as the site will show it, for the desk. Nothing of it need be live."""
    context = {"article": article, "sound": fresh_sound(article), "is_preview": True}
    return render_to_string("website/preview.html", context)


def exact_words(article: Article) -> str:
    """The words of the page that are approved: title, lead, body."""
    return plain_text(article)


def _was_changed(article: Article) -> bool:
    first, last = article.first_published_at, article.last_published_at
    return bool(first and last and last > first)

"""An article as a page: for readers, for the preview on the desk, and as evidence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from lantoa.approval.queries import is_form_approved, latest_approval
from lantoa.channels.base.addresses import article_path, full_address
from lantoa.channels.website.article_forms import forms_of_page
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import plain_text, post_text, text_form_hash
from lantoa.newsroom.queries import approved_sound, fresh_sound
from lantoa.newsroom.terms import Form
from lantoa.registry.models import Commune

LEADER = "Lãnh đạo Ủy ban nhân dân"


def article_context(article: Article) -> dict[str, Any]:
    """What the page of a live article shows: its approved sound, and who approved it when."""
    approval = latest_approval(subject=article.code, content=article.live_content)
    officer = approval.by.officer if approval else None
    sound = approved_sound(article)
    return {
        "article": article,
        "sound": sound,
        "approver": (officer.title if officer else "") or LEADER,
        "approved_at": approval.decided_at if approval else None,
        "shows_filing": _is_filing_approved(article),
        "was_changed": _was_changed(article),
        "picture": first_picture(article),
        "forms": forms_of_page(article),
        "address": full_address(article_path(article)),
        "card_picture": _card_picture(article),
        "share_text": post_text(article, full_address(article_path(article))),
    }


def first_picture(article: Article) -> Any:
    """The first picture of the body, or None."""
    pictures = (block.value["image"] for block in article.body if block.block_type == "picture")
    return next(pictures, None)


def _card_picture(article: Article) -> str:
    """The whole address of the picture that networks put on a link card; empty where none is."""
    picture = first_picture(article)
    return full_address(picture.get_rendition("fill-640x336").url) if picture else ""


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
    """The words of the page that are approved: title, lead, body, the section's name and what is
    told of the project. The last two come from the catalogues, not from the article."""
    section = [article.section.name] if article.section else []
    return "\n".join([plain_text(article), *section, *_project_lines(article)])


def _project_lines(article: Article) -> list[str]:
    """Everything that the page tells of the article's project, as plain values in their order."""
    project = article.project
    if project is None or project.is_secret:
        return []
    told = (
        project.name, project.budget, project.is_state_funded, project.starts_on,
        project.ends_on, project.lead_unit, project.result, project.contact,
    )  # fmt: skip
    return ["" if value is None else str(value) for value in told]


def _is_filing_approved(article: Article) -> bool:
    """Are the words from the catalogues still those that were approved with this article? Where
    somebody changed them since, the page leaves them out until a leader approves again."""
    return is_form_approved(
        subject=article.code, content=article.live_content, form=Form.WEB,
        sha256=text_form_hash(exact_words(article)),
    )  # fmt: skip


def _was_changed(article: Article) -> bool:
    first, last = article.first_published_at, article.last_published_at
    return bool(first and last and last > first)

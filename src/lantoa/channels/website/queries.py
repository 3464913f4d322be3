"""Reads of the public site: only what a person approved and what is live."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lantoa.approval.models import Approval
from lantoa.approval.terms import Decision
from lantoa.library.models import PictureRendition
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.pictures import live_articles_showing
from lantoa.newsroom.queries import approved_sound, live_articles
from lantoa.newsroom.terms import Form, RenditionState
from lantoa.plan.models import Observance
from lantoa.plan.terms import PlanState


@dataclass(frozen=True)
class Coming:
    """A yearly day and when it comes next."""

    name: str
    on: date
    days_left: int


def articles_in_public() -> QuerySet[Article]:
    """Live articles, newest first, with what a list shows."""
    return (
        live_articles()
        .exclude(live_content="")
        .select_related("section")
        .order_by("-first_published_at", "-pk")
    )


def section_articles() -> QuerySet[Article]:
    """Articles of the Resolution-57 section, newest first."""
    return articles_in_public().filter(section__is_resolution57=True)


def sounds_of(articles: Iterable[Article]) -> dict[int, Rendition]:
    """The approved sound of each article, by its key; two queries for any number of articles."""
    contents = {article.pk: article.live_content for article in articles}
    found = Rendition.objects.filter(
        article__in=contents, form=Form.SOUND, state=RenditionState.READY
    ).order_by("made_at")
    approved = _approved_sounds(contents)
    return {
        sound.article_id: sound
        for sound in found
        if sound.content == contents[sound.article_id]
        and (sound.article_id, sound.sha256) in approved
    }


def _approved_sounds(contents: dict[int, str]) -> set[tuple[int, str]]:
    """(article, hash of the sound) of every approval of the live contents."""
    subjects = {f"article:{key}": key for key in contents}
    rows = Approval.objects.filter(
        subject__in=subjects,
        content__in=set(contents.values()),
        decision=Decision.APPROVED,
        is_final=True,
    ).values_list("subject", "content", "request__manifest")
    return {
        (subjects[subject], manifest["forms"][Form.SOUND])
        for subject, content, manifest in rows
        if contents[subjects[subject]] == content and Form.SOUND in manifest["forms"]
    }


def public_sound(sha256: str) -> Rendition | None:
    """The sound of these bytes, if a live article has it approved."""
    candidates = Rendition.objects.filter(sha256=sha256, form=Form.SOUND).select_related("article")
    for rendition in candidates:
        sound = approved_sound(rendition.article)
        if sound and sound.sha256 == sha256:
            return sound
    return None


def picture_size(file: str) -> PictureRendition | None:
    """The size of a picture that lies in this file."""
    found: PictureRendition | None = PictureRendition.objects.filter(file=file).first()
    return found


def is_public_picture(rendition: PictureRendition) -> bool:
    """Does a live article show this picture?"""
    return bool(live_articles_showing(rendition.image_id).exists())


def coming_days(today: date, *, most: int = 4) -> list[Coming]:
    """The next yearly days of the live plans, the nearest first; a day named twice comes once.
    Days that an officer added are the office's own: no leader signed them."""
    days: dict[tuple[int, int], Coming] = {}
    for row in Observance.objects.filter(plan__state=PlanState.LIVE, added_by=None):
        on = _next(row.month, row.day, today)
        if on:
            days.setdefault((row.month, row.day), Coming(row.name, on, (on - today).days))
    return sorted(days.values(), key=lambda day: day.on)[:most]


def _next(month: int, day: int, today: date) -> date | None:
    """The first such day from today on; 29/2 waits for its year."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None

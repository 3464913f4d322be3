"""Forms and sounds of an article as the desk shows and plays them: drafts too, never cached."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe

from lantoa.desk.articles.ranged import ranged
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.kinds import forms_of
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.sound_files import sound_path


@needs("newsroom.view_article")
def article_form(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """One form of the newest draft as a page of its own, shown in a frame."""
    draft = get_object_or_404(Article, pk=pk).newest
    kind = next((kind for kind in forms_of(draft) if kind.code == form), None)
    if kind is None:
        raise Http404
    # What a form renders is HTML of our own templates, which escape what people wrote.
    body = mark_safe(kind.render(draft))  # noqa: S308
    return render(request, "desk/articles/frame.html", {"body": body, "kind": kind})


@needs("newsroom.view_article")
def sound(request: DeskRequest, sha256: str) -> HttpResponseBase:
    """The very bytes of one sound, whole or in part; drafts are heard on the desk only."""
    rendition = Rendition.objects.filter(sha256=sha256).first()
    path = sound_path(sha256)
    if rendition is None or not path.is_file():
        raise Http404
    return ranged(request, path, rendition.mime or "audio/mpeg")

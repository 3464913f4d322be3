"""Ghi chú on passages: the panel beside the text, and what is written or spoken into it."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.articles.note_lines import notes_context
from lantoa.desk.articles.ranged import ranged
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.newsroom.editing.notes import add_note, answer_note, may_note, settle_note
from lantoa.newsroom.models import Article, PassageNote
from lantoa.newsroom.readers import reads_draft

READ = "newsroom.view_article"


@needs(READ)
@require_POST
def add(request: DeskRequest, pk: int) -> HttpResponse:
    """One note on the passage that was chosen."""
    article = get_object_or_404(Article, pk=pk)
    if not may_note(article, request.user):
        return refuse(request)
    add_note(
        article=article, place=request.POST.get("place", "")[:80],
        quote=request.POST.get("quote", "")[:600], text=request.POST.get("text", ""),
        voice=request.FILES.get("voice"), by=request.user, now=clock.now(),
    )  # fmt: skip
    return _answer(request, article)


@needs(READ)
@require_POST
def answer(request: DeskRequest, pk: int, note: int) -> HttpResponse:
    """An answer under a note."""
    article = get_object_or_404(Article, pk=pk)
    if not may_note(article, request.user):
        return refuse(request)
    answer_note(
        note=get_object_or_404(PassageNote, pk=note, article=article),
        text=request.POST.get("text", ""), voice=request.FILES.get("voice"), by=request.user,
        now=clock.now(),
    )  # fmt: skip
    return _answer(request, article)


@needs(READ)
@require_POST
def settle(request: DeskRequest, pk: int, note: int) -> HttpResponse:
    """Đã xong, or open again."""
    article = get_object_or_404(Article, pk=pk)
    if not may_note(article, request.user):
        return refuse(request)
    settle_note(
        note=get_object_or_404(PassageNote, pk=note, article=article),
        is_done=request.POST.get("done") == "1", by=request.user, now=clock.now(),
    )  # fmt: skip
    return _answer(request, article)


@needs(READ)
def voice(request: DeskRequest, pk: int, note: int) -> HttpResponseBase:
    """What was spoken into a note."""
    article = get_object_or_404(Article, pk=pk)
    if not reads_draft(article, request.user):
        return refuse(request)
    row = get_object_or_404(PassageNote, pk=note, article=article)
    if not row.voice or not Path(row.voice.path).is_file():
        raise Http404
    return ranged(request, Path(row.voice.path), "audio/mpeg")


def _answer(request: DeskRequest, article: Article) -> HttpResponse:
    """The panel for who writes; whoever decides is led back to the page of the decision."""
    if request.htmx:
        context = notes_context(article, article.newest, request.user) | {"article": article}
        return render(request, "desk/articles/_notes.html", context)
    asked = request.POST.get("request", "")
    if asked.isdecimal():
        return redirect("approval", int(asked[:18]))
    return redirect("edit-article", article.pk)

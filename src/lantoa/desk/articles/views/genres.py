"""Thể loại: what a new article may be, a skeleton for each, and an example that could air."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lantoa.desk.articles.views.editor import blocks_for
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.genres import guide_of, guides
from lantoa.newsroom.models import Article

WRITE = "newsroom.add_article"


@needs(WRITE)
def choose(request: DeskRequest) -> HttpResponse:
    """All genres, each with when to use it; the task that was asked for goes along."""
    task = request.GET.get("nhiem_vu", "")
    kept = f"&nhiem_vu={task}" if task.isdecimal() else ""
    return render(request, "desk/articles/genres.html", {"guides": guides(), "kept": kept})


@needs(WRITE)
def example(request: DeskRequest, genre: str) -> HttpResponse:
    """One example as readers would see it, and why it is written so."""
    guide = guide_of(genre)
    if guide is None:
        raise Http404
    piece = guide.example
    shown = Article(
        title=piece.title, lead=piece.lead, genre=guide.genre, source=piece.source,
        sheet=piece.sheet, body=blocks_for(piece),
    )  # fmt: skip
    return render(request, "desk/articles/example.html", {"guide": guide, "shown": shown})

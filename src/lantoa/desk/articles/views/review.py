"""Xem lại: one click writes what a check proposes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.editing.mending import mend_passage
from lantoa.newsroom.editing.turns import refuse_if_held
from lantoa.newsroom.models import Article


@needs("newsroom.change_article")
@require_POST
def mend(request: DeskRequest, pk: int) -> HttpResponse:
    """The draft with one passage mended, opened again."""
    article = get_object_or_404(Article, pk=pk)
    refuse_if_held(article=article, by=request.user, now=clock.now())
    found = mend_passage(
        article=article, key=request.POST.get("key", ""),
        base=request.POST.get("base", ""), by=request.user, now=clock.now(), today=clock.today(),
    )  # fmt: skip
    messages.success(request, f"Đã sửa ở {found.label.lower()}: «{_short(found.instead or '')}».")
    return redirect("edit-article", pk)


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:80]}…"

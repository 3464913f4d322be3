"""Bản dịch: begun from the original, compared with it, listed by language."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.models import Article, Translation
from lantoa.newsroom.translating import (
    agree_with_original,
    begin_translation,
    needs_renewing,
    sound_by_language,
)

CHANGE = "newsroom.change_article"
MOST = 200


@dataclass(frozen=True)
class Line:
    """One translation and whether it still follows its original."""

    translation: Translation
    is_old: bool


@needs(CHANGE)
def translations(request: DeskRequest) -> HttpResponse:
    """All translations, those that need renewing first, and minutes of sound per language."""
    rows = Translation.objects.select_related("article", "original", "checked_by")[:MOST]
    lines = [Line(row, needs_renewing(row)) for row in rows]
    lines.sort(key=lambda line: not line.is_old)
    context = {"lines": lines, "times": sound_by_language()}
    return render(request, "desk/articles/translations.html", context)


@needs("newsroom.add_article")
@require_POST
def begin(request: DeskRequest, pk: int) -> HttpResponse:
    """A draft in the chosen language, opened."""
    made = begin_translation(
        original=get_object_or_404(Article, pk=pk), language=request.POST.get("language", ""),
        by=request.user, now=clock.now(),
    )  # fmt: skip
    return redirect("edit-article", made.pk)


@needs(CHANGE)
@require_POST
def agree(request: DeskRequest, pk: int) -> HttpResponse:
    """Đã cập nhật theo bản gốc."""
    row = get_object_or_404(Translation, article=pk)
    agree_with_original(translation=row, by=request.user, now=clock.now())
    messages.success(request, "Đã ghi: bản dịch khớp với bản gốc đang có.")
    return redirect("edit-article", pk)

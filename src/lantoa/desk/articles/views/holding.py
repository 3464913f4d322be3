"""Who is writing: a sign of life of the editor, asking for the article, handing it over."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.editing.turns import (
    answer_asker,
    ask_for_article,
    hold_article,
    leave_article,
    see_article,
)
from lantoa.newsroom.models import Article


@needs("newsroom.change_article", folded=True)
@require_POST
def hold(request: DeskRequest, pk: int) -> HttpResponse:
    """What the editor asks every few seconds, and what is pressed in its bar. `act`: empty, look,
    ask, give, keep or leave."""
    article = get_object_or_404(Article, pk=pk)
    act, by, now = request.POST.get("act", ""), request.user, clock.now()
    if act == "leave":
        leave_article(article=article, by=by, now=now)
        return HttpResponse(status=204)
    if act == "ask":
        standing = ask_for_article(article=article, by=by, now=now)
    elif act in ("give", "keep"):
        standing = answer_asker(article=article, hands_over=act == "give", by=by, now=now)
    elif act == "look":
        standing = see_article(article=article, by=by, now=now)
    else:
        standing = hold_article(article=article, by=by, now=now)
    return JsonResponse({**asdict(standing), "base": article.newest.content})

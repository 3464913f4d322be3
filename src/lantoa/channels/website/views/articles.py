"""One article."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from lantoa.channels.base.addresses import article_path
from lantoa.channels.website.article_page import article_context
from lantoa.channels.website.frame import block_html, show
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.newsroom.models import Article
from lantoa.newsroom.policies import Lapse, lapse_of


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """The article as approved; what was withdrawn says so and shows nothing of it."""
    row = Article.objects.select_related("section", "project__lead_unit").filter(pk=pk).first()
    if row is None or row.first_published_at is None:
        raise Http404
    now = clock.now()
    if not row.live or not row.live_content:
        return show(request, "website/withdrawn.html", now, {}, status=410)
    path = article_path(row)
    if request.path != path:
        asked = request.META.get("QUERY_STRING", "")
        return redirect(f"{path}?{asked}" if asked else path, permanent=False)
    blocks = block_html("article", request, row, now)
    return show(request, "website/article.html", now, {
        **article_context(row), "blocks": blocks, "lapse": _lapse(row, now),
    })  # fmt: skip


def _lapse(row: Article, now: datetime) -> Lapse | None:
    """Why a policy sheet no longer applies; None while it does."""
    today = local(now).date()
    lapse = lapse_of(row, today=today)
    return lapse if lapse and lapse.is_over(today) else None

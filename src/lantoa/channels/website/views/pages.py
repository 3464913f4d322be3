"""Home, lists, search, listen again, about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from lantoa.channels.website import queries
from lantoa.channels.website.article_page import first_picture
from lantoa.channels.website.frame import block_html, show
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.newsroom.models import Article, Section
from lantoa.newsroom.policies import applying_policies, policies_by_audience
from lantoa.newsroom.queries import search_articles
from lantoa.registry.models import Hamlet
from lantoa.vietnamese.lunar import lunar_day

PAGE_SIZE = 20
ROWS_57 = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What was said today, what comes, and where each hamlet finds its hours."""
    now = clock.now()
    newest = list(queries.articles_in_public()[:1])
    lead = newest[0] if newest else None
    rows = list(queries.section_articles().exclude(pk=lead.pk if lead else None)[:ROWS_57])
    sounds = queries.sounds_of([*newest, *rows])
    return show(request, "website/home.html", now, {
        "lead": lead,
        "lead_sound": sounds.get(lead.pk) if lead else None,
        "rows": _rows(rows, sounds),
        "count_57": queries.section_articles().count(),
        "lead_picture": first_picture(lead) if lead else None,
        "lunar": lunar_day(now.date()),
            "coming": queries.coming_days(now.date()),
        "hamlets": Hamlet.objects.filter(is_active=True),
        "policies": policies_by_audience(applying_policies(today=local(now).date())),
        "strips": block_html("strip", request, None, now),
        "blocks": block_html("home", request, None, now),
    })  # fmt: skip


@require_safe
def resolution57(request: HttpRequest) -> HttpResponse:
    """The Resolution-57 section."""
    return _list(
        request, queries.section_articles(), "Nghị quyết 57",
        "Việc gì đã làm ở xã, ai được nhờ, hỏi ở đâu.",
    )  # fmt: skip


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Policy sheets that apply today, by who benefits."""
    now = clock.now()
    applying = applying_policies(today=local(now).date())
    context = {"groups": policies_by_audience(applying), "count": len(applying)}
    return show(request, "website/policies.html", now, context)


@require_safe
def all_articles(request: HttpRequest) -> HttpResponse:
    """Every article, newest first."""
    return _list(request, queries.articles_in_public(), "Tin bài")


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """One standing section."""
    row = get_object_or_404(Section, slug=slug)
    return _list(request, queries.articles_in_public().filter(section=row), row.name)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search with and without accents."""
    words = request.GET.get("q", "").strip()[:100]
    now = clock.now()
    if not words:
        return show(request, "website/search.html", now, {"words": ""})
    found = search_articles(words).exclude(live_content="").select_related("section")
    return show(request, "website/search.html", now, {"words": words, **_page(request, found)})


@require_safe
def listen_again(request: HttpRequest) -> HttpResponse:
    """The approved sounds, newest first, and what the station has to hear again."""
    now = clock.now()
    page = _page(request, queries.articles_in_public().filter(for_loudspeaker=True))
    page["rows"] = [row for row in page["rows"] if row["sound"]]
    blocks = block_html("listen", request, None, now)
    return show(request, "website/listen_again.html", now, {**page, "blocks": blocks})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who runs the site and answers for it."""
    return show(request, "website/about.html", clock.now(), {})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Who can use the site and how."""
    return show(request, "website/accessibility.html", clock.now(), {})


def _list(
    request: HttpRequest, articles: QuerySet[Article], title: str, lead: str = ""
) -> HttpResponse:
    now: datetime = clock.now()
    context = {"title": title, "lead": lead, **_page(request, articles)}
    return show(request, "website/list.html", now, context)


def _page(request: HttpRequest, articles: QuerySet[Article]) -> dict[str, Any]:
    """One page of a list with its sounds. A page that is not there is the nearest that is."""
    page = Paginator(articles, PAGE_SIZE).get_page(request.GET.get("trang"))
    rows = list(page.object_list)
    return {"page": page, "rows": _rows(rows, queries.sounds_of(rows))}


def _rows(articles: list[Article], sounds: dict[int, Any]) -> list[dict[str, Any]]:
    return [{"article": article, "sound": sounds.get(article.pk)} for article in articles]

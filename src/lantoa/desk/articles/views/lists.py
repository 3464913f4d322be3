"""The list of articles."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lantoa.desk.articles.forms import FilterForm
from lantoa.desk.articles.queries import found_articles, return_reasons
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.terms import ArticleState

PAGE_SIZE = 20
FEW = 10
"""As many articles are seen at a glance; a sieve over them would be in the way."""


@needs("newsroom.view_article")
def articles(request: DeskRequest) -> HttpResponse:
    """Search and filters stand in the address, so that a list can be kept and sent."""
    filters = FilterForm(request.GET)
    asked = filters.asked()
    page = Paginator(found_articles(asked, request.user), PAGE_SIZE).get_page(
        request.GET.get("trang")
    )
    reasons = return_reasons(page.object_list)
    for row in page.object_list:
        row.reason = reasons.get(row.pk, "")
        row.standing_name = ArticleState(row.standing).label
    kept = request.GET.copy()
    kept.pop("trang", None)
    context = {
        "page": page, "filters": filters, "kept": kept.urlencode(), "is_filtered": bool(asked),
        "has_many": page.paginator.count > FEW,
        "can_write": request.user.has_perm("newsroom.add_article"),
    }  # fmt: skip
    return render(request, "desk/articles/list.html", context)

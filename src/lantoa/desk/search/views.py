"""One box, results by kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.search.queries import (
    LONGEST_QUESTION,
    Asked,
    Hit,
    groups,
    hit,
    items_of,
    matching,
)
from lantoa.desk.search.shelf import Card
from lantoa.desk.search.terms import RIGHTS, Found

PAGE = 20


@needs()
def search(request: DeskRequest) -> HttpResponse:
    """The best of each kind; of one kind all of it, page by page. The question stands in the
    address."""
    asked = _asked(request)
    kept = request.GET.copy()
    kept.pop("trang", None)
    kinds = [kind for kind in Found if request.user.has_perm(RIGHTS[kind])]
    found = [] if asked.kind else groups(request.user, asked)
    context: dict[str, Any] = {
        "asked": asked, "kinds": kinds, "kept": kept.urlencode(), "groups": found,
        "total": sum(group.count for group in found),
    }  # fmt: skip
    if asked.kind:
        page = Paginator(matching(request.user, asked), PAGE).get_page(request.GET.get("trang"))
        context |= {
            "page": page, "what": f"mục trong {Found(asked.kind).label.lower()}",
            "hits": _hits(list(page.object_list), asked, request),
        }  # fmt: skip
    return render(request, "desk/search/results.html", context)


def _hits(found: Sequence[Card], asked: Asked, request: DeskRequest) -> list[Hit]:
    items = items_of([card.pk for card in found])
    return [hit(items[card.pk], asked, request.user) for card in found if card.pk in items]


def _asked(request: DeskRequest) -> Asked:
    kind = request.GET.get("loai", "")
    return Asked(
        words=request.GET.get("q", "").strip()[:LONGEST_QUESTION].replace("\0", ""),
        kind=kind if kind in Found.values else "",
        since=_day(request.GET.get("tu", "")), until=_day(request.GET.get("den", "")),
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

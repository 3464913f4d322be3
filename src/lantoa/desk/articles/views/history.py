"""Các bản đã lưu: the list, what differs between two, one taken up again."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.models import Revision

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.newsroom.editing.differences import change_count
from lantoa.newsroom.editing.history import (
    difference,
    restore_version,
    revisions_of,
    versions_of,
)
from lantoa.newsroom.editing.turns import refuse_if_held
from lantoa.newsroom.models import Article
from lantoa.newsroom.readers import reads_draft

CHANGE, READ = "newsroom.change_article", "newsroom.view_article"
PAGE_SIZE = 15


@needs(READ)
def versions(request: DeskRequest, pk: int) -> HttpResponse:
    """Who saved what when; two of them side by side, the newest two where nobody chose."""
    article = get_object_or_404(Article, pk=pk)
    if not reads_draft(article, request.user):
        return refuse(request)
    revisions = revisions_of(article)
    page = Paginator(revisions, PAGE_SIZE).get_page(request.GET.get("trang"))
    rows = list(page.object_list)
    first = page.paginator.count - page.start_index() + 1
    newest = revisions.first()
    older, newer = _pair(request, article, rows)
    pieces = difference(older, newer) if older and newer else []
    context = {
        "article": article, "draft": article.newest, "page": page, "kept": "",
        "versions": versions_of(
            article, rows, newest=newest.pk if newest else 0, first=first
        ),
        "older": older, "newer": newer, "pieces": pieces, "changes": change_count(pieces),
        "can_write": request.user.has_perm(CHANGE),
    }  # fmt: skip
    return render(request, "desk/articles/history.html", context)


@needs(CHANGE)
@require_POST
def restore(request: DeskRequest, pk: int) -> HttpResponse:
    """Lấy lại bản này, as a new draft."""
    article, now = get_object_or_404(Article, pk=pk), clock.now()
    revision = _one(article, request.POST.get("ban", ""))
    if revision is None:
        raise Http404
    refuse_if_held(article=article, by=request.user, now=now)
    restore_version(article=article, revision=revision, by=request.user, now=now)
    messages.success(
        request, "Đã lấy lại bản cũ thành bản nháp mới. Bản trước đó vẫn còn trong danh sách."
    )
    return redirect("edit-article", pk)


def _pair(
    request: DeskRequest, article: Article, rows: list[Revision]
) -> tuple[Revision | None, Revision | None]:
    """The two that were chosen, the older one first."""
    chosen = [_one(article, request.GET.get(name, "")) for name in ("cu", "moi")]
    found = sorted({one.pk: one for one in chosen if one}.values(), key=lambda one: int(one.pk))
    if len(found) < 2:
        found = sorted(rows[:2], key=lambda one: int(one.pk))
    return (found[0], found[1]) if len(found) == 2 else (None, None)


def _one(article: Article, key: str) -> Revision | None:
    """A version of this article alone."""
    if not key.isdecimal():
        return None
    row: Revision | None = revisions_of(article).filter(pk=int(key[:18])).first()
    return row

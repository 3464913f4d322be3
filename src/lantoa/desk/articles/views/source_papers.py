"""Tài liệu nguồn: what the numbers of an article come from, beside it and never published."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused, Unreadable
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.newsroom.models import Article, SourcePaper
from lantoa.newsroom.readers import reads_draft
from lantoa.newsroom.source_papers import (
    LARGEST_BYTES,
    MOST_PAPERS,
    add_source_paper,
    drop_source_paper,
)
from lantoa.vietnamese import byte_size

READ, CHANGE = "newsroom.view_article", "newsroom.change_article"
NOTHING_CHOSEN = "Chưa chọn tệp nào. Chọn tệp Word, PDF hoặc Excel rồi nhấn «Kèm tài liệu»."


@needs(READ)
def papers(request: DeskRequest, pk: int) -> HttpResponse:
    """The list, and the form that adds one."""
    article = get_object_or_404(Article, pk=pk)
    if not reads_draft(article, request.user):
        return refuse(request)
    may_change, refusal = request.user.has_perm(CHANGE), ""
    if request.method == "POST":
        if not may_change:
            return refuse(request)
        refusal = _add(request, article)
        if not refusal:
            return redirect("source-papers", pk)
    context = {
        "article": article, "draft": article.newest, "papers": [(one, byte_size(one.size))
                   for one in article.source_papers.select_related("added_by")],
        "may_change": may_change, "refusal": refusal, "most": MOST_PAPERS,
    }  # fmt: skip
    return render(request, "desk/articles/sources.html", context, status=422 if refusal else 200)


def _add(request: DeskRequest, article: Article) -> str:
    """Why it was not taken; empty where it was."""
    upload = request.FILES.get("file")
    if upload is None:
        return NOTHING_CHOSEN
    try:
        paper = add_source_paper(
            article=article, name=str(upload.name), content=upload.read(LARGEST_BYTES + 1),
            by=request.user, now=clock.now(),
        )  # fmt: skip
    except (Refused, Unreadable) as refused:
        return str(refused)
    if paper.is_read:
        messages.success(request, f"Đã kèm «{paper.name}». Số liệu trong bài được đối chiếu.")
    else:
        messages.warning(
            request, f"Đã kèm «{paper.name}». Tệp là ảnh quét, máy không đọc được chữ nên người "
            "viết tự đối chiếu số liệu."
        )  # fmt: skip
    return ""


@needs(READ)
def file(request: DeskRequest, pk: int, paper: int) -> HttpResponseBase:
    """The paper itself, to who reads the draft."""
    article = get_object_or_404(Article, pk=pk)
    if not reads_draft(article, request.user):
        return refuse(request)
    row = get_object_or_404(SourcePaper, pk=paper, article=article)
    if not Path(row.file.path).is_file():
        raise Http404
    answer = FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
    answer["Content-Type"] = row.mime
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@needs(CHANGE)
@require_POST
def drop(request: DeskRequest, pk: int, paper: int) -> HttpResponse:
    """Bỏ tài liệu nguồn."""
    row = get_object_or_404(SourcePaper, pk=paper, article=pk)
    drop_source_paper(paper=row, by=request.user)
    messages.success(request, f"Đã bỏ «{row.name}» khỏi tài liệu nguồn của bài.")
    return redirect("source-papers", pk)

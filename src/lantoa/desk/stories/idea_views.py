"""Ý tưởng, tin gửi về: what came from phones, taken up by an editor."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.articles.ranged import ranged
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.stories.idea_form import REASONS, IdeaForm
from lantoa.newsroom.ideas.taking import bring_back_idea, leave_idea, note_idea, take_up_idea
from lantoa.newsroom.models import Idea, IdeaFile, PlannedItem
from lantoa.newsroom.terms import IdeaFileKind, IdeaSource, IdeaState
from lantoa.newsroom.week.planning import plan_idea
from lantoa.vietnamese import day_month, fold, nfc, weekday

WRITE = "newsroom.add_article"
PAGE_SIZE = 20
UNDO = "idea-undo"


@needs(WRITE)
@require_safe
def ideas(request: DeskRequest) -> HttpResponse:
    """What waits first, or one state; searched with and without accents, by source."""
    asked = request.GET.get("tinh-trang", IdeaState.NEW)
    source = request.GET.get("nguon", "")
    words = nfc(request.GET.get("q", "")).strip()[:100]
    rows = Idea.objects.filter(state=asked) if asked in IdeaState.values else Idea.objects.all()
    if source in IdeaSource.values:
        rows = rows.filter(source=source)
    for word in fold(words).split()[:8]:
        rows = rows.filter(folded__contains=word)
    rows = rows.select_related("planned", "article", "left_by").prefetch_related("files", "tasks")
    rows = rows.order_by("is_proposal", "-noted_at", "-pk")  # people before rules
    kept = request.GET.copy()
    kept.pop("trang", None)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "asked": asked, "words": words, "source": source, "states": IdeaState.choices,
        "sources": IdeaSource.choices, "kept": kept.urlencode(), "reasons": REASONS,
        "days": coming_days(clock.today()), "undo": request.session.pop(UNDO, None),
        "is_filtered": bool(words) or bool(source) or asked != IdeaState.NEW,
    }  # fmt: skip
    return render(request, "desk/stories/ideas.html", context)


def coming_days(today: date) -> list[tuple[str, str]]:
    """Days to choose from: today and the thirteen after it."""
    days = [today + timedelta(days=number) for number in range(14)]
    return [(day.isoformat(), f"{weekday(day)} {day_month(day)}") for day in days]


@needs(WRITE)
def note(request: DeskRequest) -> HttpResponse:
    """Ghi ý tưởng: what a resident asked, what a unit told, what came to mind."""
    form = IdeaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = note_idea(**form.cleaned_data, by=request.user, now=clock.now())
        note_audit(request, subject=made.code)
        messages.success(request, f"Đã ghi ý tưởng «{made.headline}».")
        return redirect("ideas")
    status = 422 if form.errors else 200
    return render(request, "desk/stories/note.html", {"form": form}, status=status)


@needs(WRITE)
@require_safe
def idea(request: DeskRequest, pk: int) -> HttpResponse:
    """One idea with its photos and voice."""
    row = get_object_or_404(Idea.objects.select_related("invite", "article"), pk=pk)
    note_audit(request, subject=row.code)
    files = list(row.files.all())
    context = {
        "idea": row,
        "photos": [file for file in files if file.kind == IdeaFileKind.PHOTO],
        "voices": [file for file in files if file.kind == IdeaFileKind.VOICE],
        "days": coming_days(clock.today()), "reasons": REASONS,
        "planned": PlannedItem.objects.filter(idea=row).first(),
    }  # fmt: skip
    return render(request, "desk/stories/idea.html", context)


@needs(WRITE)
@require_POST
def take_up(request: DeskRequest, pk: int) -> HttpResponse:
    """Viết thành tin bài."""
    row = get_object_or_404(Idea, pk=pk)
    article = take_up_idea(idea=row, by=request.user, now=clock.now())
    note_audit(request, subject=row.code)
    messages.success(request, "Đã chuyển thành tin bài nháp. Sửa lời, chọn nhiệm vụ rồi gửi duyệt.")
    return redirect("edit-article", article.pk)


@needs(WRITE)
@require_POST
def schedule(request: DeskRequest, pk: int) -> HttpResponse:
    """Đưa vào lịch tuần."""
    row = get_object_or_404(Idea, pk=pk)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise Refused("Chưa chọn ngày. Ý tưởng vẫn được giữ. Chọn một ngày.") from None
    plan_idea(idea=row, day=day, by=request.user, now=clock.now(), today=clock.today())
    note_audit(request, subject=row.code)
    messages.success(
        request, f"Đã đưa «{row.headline}» vào lịch tuần, {weekday(day)} {day_month(day)}."
    )
    return redirect("ideas")


@needs(WRITE)
@require_POST
def leave(request: DeskRequest, pk: int) -> HttpResponse:
    """Không dùng, with a reason; can be undone at once and later."""
    row = get_object_or_404(Idea, pk=pk)
    chosen, own = (nfc(request.POST.get(name, "")).strip() for name in ("chosen", "why"))
    why = ". ".join(part for part in (chosen, own) if part)
    leave_idea(idea=row, why=why, by=request.user, now=clock.now())
    note_audit(request, subject=row.code)
    request.session[UNDO] = {"pk": row.pk, "headline": row.headline}
    return redirect("ideas")


@needs(WRITE)
@require_POST
def bring_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Đưa lại mục chờ xem."""
    row = get_object_or_404(Idea, pk=pk)
    bring_back_idea(idea=row, by=request.user)
    note_audit(request, subject=row.code)
    messages.success(request, f"«{row.headline}» đã về mục chờ xem.")
    return redirect("ideas")


@needs(WRITE)
@require_safe
def file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A photo or a voice, seen and heard on the desk only."""
    row = get_object_or_404(IdeaFile, pk=pk)
    path = Path(row.file.path)
    if not path.is_file():
        raise Http404
    mime = "image/jpeg" if row.kind == IdeaFileKind.PHOTO else "audio/mpeg"
    answer = ranged(request, path, mime)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

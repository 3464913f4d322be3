"""Lịch tuần: seen, planned, moved, undone, printed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.plans.choosing import live_tasks
from lantoa.desk.week.forms import PlannedForm
from lantoa.desk.week.grid import week_of
from lantoa.newsroom.models import Article, Idea, PlannedItem
from lantoa.newsroom.readers import readable_articles
from lantoa.newsroom.timing.hours import publication_hour
from lantoa.newsroom.week.planning import (
    change_item,
    drop_item,
    move_item,
    plan_article,
    plan_idea,
    plan_item,
    stood,
    write_item,
)
from lantoa.newsroom.week.planning import undo as put_back
from lantoa.newsroom.week.queries import monday_of
from lantoa.vietnamese import date_short, weekday

VIEW, WRITE = "newsroom.view_article", "newsroom.add_article"
UNDO = "week-undo"
YEARS = (2000, 2100)


@needs(VIEW)
@require_safe
def week(request: DeskRequest) -> HttpResponse:
    """The seven days, what has no day yet, what the plan still asks for."""
    today = clock.today()
    monday = monday_of(_asked_day(request.GET.get("tuan", "")) or today)
    context = {
        "week": week_of(monday, today=today, reader=request.user),
        "may_plan": request.user.has_perm(WRITE),
        "may_send": request.user.has_perm("newsroom.change_article"),
        "may_approve": request.user.has_perm("approval.add_approval"),
        "undo": request.session.pop(UNDO, None),
    }  # fmt: skip
    return render(request, "desk/week/week.html", context)


@needs(VIEW)
@require_safe
def printed(request: DeskRequest) -> HttpResponse:
    """The same on one A4."""
    today = clock.today()
    monday = monday_of(_asked_day(request.GET.get("tuan", "")) or today)
    return render(
        request,
        "desk/week/printed.html",
        {"week": week_of(monday, today=today, reader=request.user)},
    )


@needs(WRITE)
@require_POST
def place(request: DeskRequest) -> HttpResponse:
    """Xếp vào ngày: an idea, a debt of the plan, an article or a planned item."""
    day = _asked_day(request.POST.get("day", ""))
    if day is None:
        raise Refused("Chưa chọn ngày. Lịch giữ nguyên. Chọn một ngày trong tuần.")
    item, before = _placed(request, request.POST.get("what", ""), day)
    note = _scheduled_note(item)
    _offer_undo(request, item, before, f"Đã xếp «{item.headline}» vào {_day_words(day)}.{note}")
    return _to_week(day, item)


@needs(WRITE)
def add(request: DeskRequest) -> HttpResponse:
    """Thêm vào lịch: a story that is only a plan yet."""
    asked = _asked_day(request.GET.get("ngay", "")) or clock.today()
    form = PlannedForm(request.POST or None, initial={"day": asked, "genre": "news"})
    if request.method == "POST" and form.is_valid():
        item = plan_item(**form.cleaned_data, by=request.user, now=clock.now(), today=clock.today())
        _offer_undo(request, item, {}, f"Đã thêm «{item.headline}» vào {_day_words(item.day)}.")
        return _to_week(item.day, item)
    status = 422 if form.errors else 200
    return render(request, "desk/week/item.html", {"form": form, "may": True}, status=status)


@needs(VIEW)
def item(request: DeskRequest, pk: int) -> HttpResponse:
    """One planned item, read by everybody, changed by who writes."""
    row = get_object_or_404(PlannedItem.objects.select_related("task", "writer", "idea"), pk=pk)
    may = request.user.has_perm(WRITE)
    if row.article_id and not readable_articles(request.user).filter(pk=row.article_id).exists():
        return refuse(request)  # its headline is the draft's
    values = {name: getattr(row, name) for name in PlannedForm.base_fields}
    form = PlannedForm(request.POST if may and request.method == "POST" else None, initial=values)
    if request.method == "POST" and not may:
        return refuse(request)
    if request.method == "POST" and form.is_valid():
        before = stood(row)
        row = change_item(item=row, **form.cleaned_data, by=request.user, today=clock.today())
        _offer_undo(request, row, before, f"Đã lưu «{row.headline}».")
        return _to_week(row.day, row)
    context = {"form": form, "item": row, "may": may}
    return render(request, "desk/week/item.html", context, status=422 if form.errors else 200)


@needs(WRITE)
@require_POST
def write(request: DeskRequest, pk: int) -> HttpResponse:
    """Viết bài này."""
    row = get_object_or_404(PlannedItem, pk=pk)
    article = write_item(item=row, by=request.user, now=clock.now())
    return redirect("edit-article", article.pk)


@needs(WRITE)
@require_POST
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Bỏ khỏi lịch."""
    row = get_object_or_404(PlannedItem, pk=pk)
    before, day = stood(row), row.day
    drop_item(item=row, by=request.user)
    _offer_undo(request, row, before, f"Đã bỏ «{row.headline}» khỏi lịch.", pk=pk)
    return _to_week(day)


@needs(WRITE)
@require_POST
def undo(request: DeskRequest) -> HttpResponse:
    """Hoàn tác the last act of this session, once."""
    kept: dict[str, Any] | None = request.session.pop(f"{UNDO}-held", None)
    if kept is None:
        raise Refused("Không còn gì để hoàn tác. Lịch giữ nguyên.")
    row = put_back(pk=kept["pk"], before=kept["before"], by=request.user, now=clock.now())
    messages.success(request, "Đã hoàn tác.")
    return _to_week(row.day if row else date.fromisoformat(kept["day"]), row)


def _placed(request: DeskRequest, what: str, day: date) -> tuple[PlannedItem, dict[str, Any]]:
    """The item on its day, and how it stood before."""
    kind, _, key = what.partition(":")
    pk = int(key) if key.isdecimal() and len(key) < 19 else 0
    given: dict[str, Any] = {"day": day, "by": request.user, "today": clock.today()}
    if kind == "muc":
        row = get_object_or_404(PlannedItem, pk=pk)
        before = stood(row)
        return move_item(item=row, **given), before
    given["now"] = clock.now()
    if kind == "bai":
        before = stood(PlannedItem.objects.filter(article=pk).first())
        return plan_article(article=get_object_or_404(Article, pk=pk), **given), before
    if kind == "yt":
        before = stood(PlannedItem.objects.filter(idea=pk).first())
        return plan_idea(idea=get_object_or_404(Idea, pk=pk), **given), before
    if kind == "no":
        task = get_object_or_404(live_tasks().select_related("cadence"), pk=pk)
        words = f"{task.cadence.what} cho nhiệm vụ {task.number}"
        return plan_item(headline=words[:1].upper() + words[1:], task=task, **given), {}
    raise Refused("Chưa rõ xếp mục nào. Lịch giữ nguyên. Tải lại trang rồi xếp lại.")


def _scheduled_note(item: PlannedItem) -> str:
    """What moving does not do, where the article goes out at an hour of its own."""
    hour = publication_hour(item.article) if item.article else None
    if hour is None:
        return ""
    at = clock.local(hour)
    return f" Giờ hẹn đăng vẫn là {at:%H:%M} ngày {date_short(at)}; đổi giờ hẹn ở trang của bài."


def _offer_undo(
    request: DeskRequest, item: PlannedItem, before: dict[str, Any], words: str, pk: int = 0
) -> None:  # fmt: skip
    request.session[UNDO] = words
    request.session[f"{UNDO}-held"] = {
        "pk": pk or item.pk,
        "before": before,
        "day": item.day.isoformat(),
    }


def _asked_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if YEARS[0] <= day.year <= YEARS[1] else None


def _day_words(day: date) -> str:
    return f"{weekday(day)} {date_short(day)}"


def _to_week(day: date, item: PlannedItem | None = None) -> HttpResponse:
    """Back to the week of a day, the item in focus."""
    anchor = ""
    if item is not None:
        anchor = f"#bai-{item.article_id}" if item.article_id else f"#muc-{item.pk}"
    return redirect(f"{reverse('week')}?tuan={monday_of(day).isoformat()}{anchor}")

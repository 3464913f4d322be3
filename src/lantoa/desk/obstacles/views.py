"""Screens of obstacles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.obstacles.forms import DecisionForm, ObstacleForm
from lantoa.plan.calendar import last_working_day
from lantoa.plan.models import Obstacle
from lantoa.plan.queries import obstacles_of, obstacles_of_month
from lantoa.plan.services import decide_obstacle, forward_obstacle, raise_obstacle
from lantoa.plan.terms import ObstacleState
from lantoa.vietnamese import date_short

RAISE, LAY, DECIDE = "plan.add_obstacle", "plan.forward_obstacle", "plan.decide_obstacle"
VIEW = "plan.view_plan"
PAGE_SIZE = 30


@needs(VIEW)
def listed(request: DeskRequest) -> HttpResponse:
    """What is open first; a unit's people see their unit's own."""
    state = request.GET.get("tinh-trang", "")
    rows = obstacles_of(request.user, today=clock.today())
    if state in ObstacleState.values:
        rows = rows.filter(state=state)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")), "state": state,
        "states": ObstacleState.choices, "month": clock.today().strftime("%Y-%m"),
        "kept": f"tinh-trang={state}" if state else "",
    }  # fmt: skip
    return render(request, "desk/obstacles/list.html", context)


@needs(RAISE)
def report(request: DeskRequest) -> HttpResponse:
    """A unit says what stands in the way."""
    today = clock.today()
    asked = request.GET.get("nhiem-vu", "")
    first = {"task": int(asked)} if asked.isdigit() else {}
    form = ObstacleForm(request.POST or None, by=request.user, today=today, initial=first)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            row = raise_obstacle(**form.cleaned_data, by=request.user, now=clock.now(), today=today)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, "Đã gửi tới cán bộ kế hoạch. Khi có quyết định sẽ báo lại.")
            return redirect("obstacle", row.pk)
    status = 422 if refusal or form.errors else 200
    context = {"form": form, "refusal": refusal, "has_unit": form.fields["unit"].queryset.exists()}  # type: ignore[attr-defined]
    return render(request, "desk/obstacles/report.html", context, status=status)


@needs(VIEW)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """One obstacle and the next step of who may take it."""
    row = _seen(request, pk)
    return render(request, "desk/obstacles/one.html", _context(row)) if row else refuse(request)


@needs(LAY)
@require_POST
def forward(request: DeskRequest, pk: int) -> HttpResponse:
    """Lays it before the leader."""
    row = get_object_or_404(Obstacle, pk=pk)
    forward_obstacle(
        obstacle=row, opinion=request.POST.get("opinion", ""), by=request.user, now=clock.now()
    )
    messages.success(request, "Đã trình lãnh đạo.")
    return redirect("obstacle", pk)


@needs(DECIDE)
@require_POST
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """What, who, by when."""
    row = get_object_or_404(Obstacle, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/obstacles/one.html", _context(row, form), status=422)
    try:
        decide_obstacle(
            obstacle=row, **form.cleaned_data, by=request.user, now=clock.now(), today=clock.today()
        )
    except Refused as refused:
        row.refresh_from_db()
        context = {**_context(row, form), "refusal": str(refused)}
        return render(request, "desk/obstacles/one.html", context, status=422)
    messages.success(request, "Đã ghi quyết định và báo cho đơn vị được giao.")
    return redirect("obstacle", pk)


@needs(VIEW)
def printed(request: DeskRequest) -> HttpResponse:
    """The list of a month, as it is laid before the commune's leaders on its last working day; a
    unit's people print their own."""
    year, month = _month(request.GET.get("thang", ""))
    seen = set(obstacles_of(request.user, today=clock.today()).values_list("pk", flat=True))
    rows = [row for row in obstacles_of_month(year, month) if row.pk in seen]
    context = {
        "rows": rows, "month": f"{month}/{year}", "day": date_short(last_working_day(year, month)),
        "open_count": sum(row.state != ObstacleState.DECIDED for row in rows),
    }  # fmt: skip
    return render(request, "desk/obstacles/printed.html", context)


def _seen(request: DeskRequest, pk: int) -> Obstacle | None:
    rows: QuerySet[Obstacle] = obstacles_of(request.user, today=clock.today())
    get_object_or_404(Obstacle, pk=pk)
    return rows.filter(pk=pk).first()


def _context(row: Obstacle, form: DecisionForm | None = None) -> dict[str, Any]:
    return {"row": row, "form": form or DecisionForm()}


def _month(text: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        day = clock.today()
    return day.year, day.month

"""Screens of money by task and source."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.money.forms import BudgetForm
from lantoa.desk.money.lines import (
    lines_of,
    money_sheets,
    paperless_rows,
    read_table,
    sums_of,
    years_of,
)
from lantoa.documents.sheets import write_xlsx
from lantoa.plan.models import BudgetLine, Plan
from lantoa.plan.queries import live_plans
from lantoa.plan.services import drop_budget, set_budget
from lantoa.plan.terms import PlanState, Source
from lantoa.vietnamese import moment_long, number

VIEW, WRITE = "plan.view_costline", "plan.add_costline"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(VIEW)
def current(request: DeskRequest) -> HttpResponseBase:
    """The money of the newest live plan; before there is one, the list of plans."""
    plan = live_plans().only("code").first()
    return redirect("money", plan.code) if plan else redirect("plans")


@needs(VIEW)
def board(request: DeskRequest, code: str) -> HttpResponse:
    """Tasks by sources: planned, spent, left."""
    plan = _plan(code)
    context = _context(plan, _year(request)) | {"others": live_plans().exclude(pk=plan.pk)}
    return render(request, "desk/money/board.html", context)


@needs(VIEW)
def printed(request: DeskRequest, code: str) -> HttpResponse:
    """The same on paper."""
    return render(request, "desk/money/printed.html", _context(_plan(code), _year(request)))


@needs(VIEW, audited=True)
def sheet(request: DeskRequest, code: str) -> HttpResponse:
    """The same as .xlsx."""
    plan, year = _plan(code), _year(request)
    answer = HttpResponse(write_xlsx(money_sheets(*read_table(plan, year), year)), XLSX)
    answer["Content-Disposition"] = f'attachment; filename="kinh-phi-{plan.code}-{year}.xlsx"'
    return answer


@needs(WRITE)
def budget(request: DeskRequest, code: str) -> HttpResponse:
    """Ghi dự toán, with what is written already."""
    plan, refusal, year = _plan(code), "", _year(request)
    form = BudgetForm(request.POST or None, plan=plan, initial={"year": year})
    if request.method == "POST" and form.is_valid():
        try:
            line = set_budget(plan=plan, **form.cleaned_data, by=request.user, now=clock.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã ghi dự toán {number(line.amount)} đồng, {line}.")
            return redirect("set-budget", plan.code)
    lines = [(line, number(line.amount)) for line in plan.budget_lines.select_related("task")]
    context = {"plan": plan, "form": form, "refusal": refusal, "lines": lines}
    status = 422 if refusal or form.errors else 200
    return render(request, "desk/money/budget.html", context, status=status)


@needs(WRITE)
@require_POST
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes a line of money set aside out."""
    line = get_object_or_404(BudgetLine.objects.select_related("plan"), pk=pk)
    drop_budget(line=line, by=request.user)
    messages.success(request, f"Đã bỏ dự toán {line}. Chỗ này trở về «chưa rõ».")
    return redirect("set-budget", line.plan.code)


def _plan(code: str) -> Plan:
    plans = Plan.objects.exclude(state=PlanState.DRAFT).defer("text", "reading")
    return get_object_or_404(plans, code=code)


def _year(request: DeskRequest) -> int:
    asked = request.GET.get("nam", "")
    is_year = asked.isascii() and asked.isdigit() and len(asked) == 4
    return min(max(int(asked), 2000), 2100) if is_year else clock.today().year


def _context(plan: Plan, year: int) -> dict[str, Any]:
    table, tasks = read_table(plan, year)
    sums, total = sums_of(table)
    now = clock.now()
    return {
        "plan": plan, "year": str(year), "lines": lines_of(table, tasks), "sums": sums,
        "total": total, "paperless": paperless_rows(table), "table": table,
        "sources": Source.labels, "is_empty": not table.total.is_known,
        "years": [str(each) for each in years_of(plan, today=now.date())],
        "counted": moment_long(now),
    }  # fmt: skip

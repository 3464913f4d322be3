"""The plan board, its print on one A4, and the clerk's number and day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.plans.rows import target_lines, target_summary, task_lines, task_summary
from lantoa.plan.duties import owed_duties
from lantoa.plan.models import Plan
from lantoa.plan.queries import draft_plans, ending_of, live_plans
from lantoa.plan.services import issue_plan
from lantoa.plan.superior import bases_of
from lantoa.vietnamese import date_short, due_date, moment_long

VIEW, CHANGE = "plan.view_plan", "plan.change_plan"


@needs(VIEW)
def current(request: DeskRequest) -> HttpResponseBase:
    """The newest live plan; before there is one, the list that says what to do."""
    plan = live_plans().only("code").first()
    return board(request, plan.code) if plan else redirect("plans")


@needs(VIEW)
def board(request: DeskRequest, code: str) -> HttpResponse:
    """Two tables: tasks against their cadence, targets with their figures."""
    plan = get_object_or_404(Plan.objects.defer("text", "reading"), code=code)
    if plan.state == "draft":
        may_read = request.user.has_perm(CHANGE)
        return redirect("plan-reading", code) if may_read else redirect("plans")
    context = _context(plan) | {
        "others": live_plans().exclude(pk=plan.pk).only("code", "title", "number"),
        "draft_count": draft_plans().count(),
        "bases": bases_of(plan, today=clock.today()),
        "last_version": plan.version - 1,
        "next_year": str(plan.year + 1) if plan.year else "",
    }
    return render(request, "desk/plans/board.html", context)


@needs(VIEW)
def printed(request: DeskRequest, code: str) -> HttpResponse:
    """The same on one A4."""
    plan = get_object_or_404(Plan.objects.defer("text", "reading"), code=code)
    return render(request, "desk/plans/printed.html", _context(plan))


@needs("plan.issue_plan")
def issue(request: DeskRequest, code: str) -> HttpResponse:
    """Ghi ban hành: number and day as the clerk gave them."""
    plan = get_object_or_404(Plan, code=code)
    context: dict[str, Any] = {"plan": plan, "number": plan.number, "day": plan.issued_on or ""}
    if request.method == "POST":
        context |= {"number": request.POST.get("number", ""), "day": request.POST.get("day", "")}
        try:
            issue_plan(
                plan=plan, number=str(context["number"]), issued_on=_day(str(context["day"])),
                by=request.user, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            context["refusal"] = str(refusal)
            return render(request, "desk/plans/issue.html", context, status=422)
        messages.success(request, f"Đã ghi ban hành kế hoạch số {plan.number}.")
        return redirect("plan", code)
    return render(request, "desk/plans/issue.html", context)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("Chưa có ngày ban hành. Chưa ghi gì. Chọn ngày trên văn bản.") from None


def _context(plan: Plan) -> dict[str, Any]:
    now = clock.now()
    ending = ending_of(plan)
    today = clock.local(ending.occurred_at).date() if ending else now.date()
    tasks, targets = task_lines(plan, today=today), target_lines(plan, today=today)
    duty = None if ending else next(iter(owed_duties([plan], today=today)), None)
    return {
        "plan": plan, "tasks": tasks, "task_summary": task_summary(tasks), "targets": targets,
        "target_summary": target_summary(targets), "duty": duty,
        "due": due_date(duty.due_on, today=today) if duty else "",
        "counted": moment_long(ending.occurred_at if ending else now),
        "ending": ending, "ended_on": date_short(today) if ending else "",
        "issued": date_short(plan.issued_on) if plan.issued_on else "",
    }  # fmt: skip

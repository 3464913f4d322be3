"""Kết thúc kế hoạch, with a page that says what follows, and Mở lại."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.plan.models import Plan
from lantoa.plan.services import close_plan, reopen_plan

CHANGE = "plan.change_plan"


@needs(CHANGE)
def end(request: DeskRequest, code: str) -> HttpResponse:
    """Says what will happen and asks for the reason."""
    plan = get_object_or_404(Plan.objects.defer("text", "reading"), code=code)
    context: dict[str, Any] = {"plan": plan, "why": request.POST.get("why", "")}
    if request.method == "POST":
        try:
            close_plan(
                plan=plan, why=context["why"], by=request.user, now=clock.now(),
                today=clock.today(),
            )  # fmt: skip
        except Refused as refusal:
            context["refusal"] = str(refusal)
            return render(request, "desk/plans/end.html", context, status=422)
        messages.success(request, "Đã kết thúc kế hoạch. Mở lại được ở trang này.")
        return redirect("plan", code)
    return render(request, "desk/plans/end.html", context)


@needs(CHANGE)
@require_POST
def take_up(request: DeskRequest, code: str) -> HttpResponse:
    """Mở lại kế hoạch."""
    plan = get_object_or_404(Plan.objects.defer("text", "reading"), code=code)
    reopen_plan(plan=plan, by=request.user, now=clock.now())
    messages.success(request, "Đã mở lại kế hoạch.")
    return redirect("plan", code)

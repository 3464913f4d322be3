"""A later version of a plan: which plan it revises, what changes, and taking its place."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.plans.comparing import compare
from lantoa.plan.doubts import open_doubts
from lantoa.plan.models import Plan
from lantoa.plan.queries import known_units, live_plans
from lantoa.plan.services import mark_revision, revise_plan

VIEW, CHANGE = "plan.view_plan", "plan.change_plan"


@needs(CHANGE)
@require_POST
def mark(request: DeskRequest, code: str) -> HttpResponse:
    """The draft is a later version of this plan, or a plan of its own."""
    draft = get_object_or_404(Plan, code=code)
    of = request.POST.get("cua", "")
    plan = get_object_or_404(live_plans(), code=of) if of else None
    mark_revision(draft=draft, of=plan, by=request.user)
    return redirect("plan-comparison" if plan else "plan-reading", code)


@needs(CHANGE)
def comparison(request: DeskRequest, code: str) -> HttpResponse:
    """A draft beside the plan that it is to replace."""
    draft = get_object_or_404(Plan.objects.select_related("revises"), code=code)
    if draft.revises is None:
        return redirect("plan", code)
    context = {
        "plan": draft.revises, "draft": draft,
        "found": compare(draft.revises.reading, draft.reading),
        "doubts": len(open_doubts(draft.reading, known_units())),
    }  # fmt: skip
    return render(request, "desk/plans/comparison.html", context)


@needs(VIEW)
def version(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """An earlier version beside the one that took its place."""
    plan = get_object_or_404(Plan, code=code)
    kept = list(plan.versions.order_by("version"))
    place = next((at for at, one in enumerate(kept) if one.version == number), None)
    if place is None:
        raise Http404
    after = kept[place + 1].reading if place + 1 < len(kept) else plan.reading
    context = {
        "plan": plan, "kept": kept[place], "versions": kept,
        "found": compare(kept[place].reading, after),
    }  # fmt: skip
    return render(request, "desk/plans/comparison.html", context)


@needs(CHANGE)
@require_POST
def replace(request: DeskRequest, code: str) -> HttpResponse:
    """Puts the draft in the place of the plan that it revises."""
    draft = get_object_or_404(Plan, code=code)
    left = len(open_doubts(draft.reading, known_units())) if draft.state == "draft" else 0
    if left:
        raise Refused(f"Còn {left} chỗ ngờ nên chưa thay bản cũ. Bản nháp vẫn được giữ.")
    now = clock.now()
    done = revise_plan(draft=draft, by=request.user, now=now, today=now.date())
    messages.success(
        request,
        f"Bản mới đã thay bản cũ: giữ {done.kept}, thêm {done.new}, kết thúc {done.gone} nhiệm vụ. "
        "Minh chứng của việc đã làm vẫn nguyên.",
    )
    return redirect("plan", done.plan.code)

"""Quy định duyệt: which matter takes which steps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.approval.authority import route_of
from lantoa.approval.matters import matters
from lantoa.approval.models import RouteRule
from lantoa.approval.routing import CHANGE, set_routes
from lantoa.approval.terms import Route
from lantoa.core import clock
from lantoa.desk.accounts.telling import tell_of_rule
from lantoa.desk.guard import DeskRequest, needs


@needs(CHANGE)
def routes(request: DeskRequest) -> HttpResponse:
    """Every kind of matter with its steps; saved together."""
    if request.method == "POST":
        asked = {
            matter.code: request.POST[matter.code]
            for matter in matters()
            if matter.code in request.POST
        }
        now = clock.now()
        changed = set_routes(routes=asked, by=request.user, now=now)
        words = "; ".join(changed)
        if changed:
            tell_of_rule("quy định duyệt", words, before=(), by=request.user, now=now)
        messages.success(
            request, f"Đã đổi quy định duyệt. {words}." if changed else "Quy định không có gì đổi."
        )
        return redirect("approval-routes")
    rules = {rule.matter: rule for rule in RouteRule.objects.select_related("changed_by")}
    lines = [
        (matter, route_of(matter.code), rules.get(matter.code), Route(matter.usual).label)
        for matter in matters()
    ]
    return render(request, "desk/system/routes.html", {"lines": lines, "choices": Route.choices})

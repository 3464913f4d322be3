"""The checklist of the first hour on Hôm nay."""

from __future__ import annotations

from typing import Any

from django import template

from lantoa.desk.first_hour.steps import is_open_for, steps_for

register = template.Library()
SHOWN = 4


@register.inclusion_tag("desk/first_hour/_checklist.html", takes_context=True)
def first_hour_checklist(context: dict[str, Any]) -> dict[str, Any]:
    """Open steps for who answers for them, until all are done or the list was hidden."""
    request = context["request"]
    commune = context.get("commune")  # lazy, as `desk.context` gives it: falsy where there is none
    closed = commune and (commune.is_demo or commune.first_hour_closed_at is not None)
    if closed or not is_open_for(request.user):
        return {"steps": []}
    found = steps_for(request.user)
    todo = [step for step in found if not step.is_done]
    mine = sorted(todo, key=lambda step: (not step.may_press, step.may_wait))
    return {
        "steps": mine[:SHOWN], "left": len(todo), "total": len(found), "request": request,
        "has_commune": bool(commune), "csrf_token": context.get("csrf_token"),
    }  # fmt: skip

"""Việc của đơn vị: what is owed, what was recorded, and a short form."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.kits.rows import due_words
from lantoa.desk.outreach.queries import SHOWN, Names, Row, row_of
from lantoa.desk.plans.rows import task_line
from lantoa.desk.unitwork.forms import QuickForm
from lantoa.desk.unitwork.owed import duties_of, owed_by
from lantoa.ledger.queries import facts
from lantoa.plan.campaigns import open_kit_items
from lantoa.plan.models import Task
from lantoa.plan.queries import live_plans, task_rows_of
from lantoa.registry.queries import units_of

MOST_RECORDED = 8


@needs("outreach.add_activity")
def unit_work(request: DeskRequest) -> HttpResponse:
    """The tasks that the units of this account lead or support; one activity at a time."""
    now = clock.now()
    today = now.date()
    units = units_of(request.user, today=today)
    own = {unit.pk for unit in units}
    plans = list(live_plans())
    rows = [
        row
        for row in task_rows_of(plans, today=today)
        if own
        & {unit.pk for unit in (*row.task.lead_units.all(), *row.task.supporting_units.all())}
    ]
    tasks = [row.task for row in rows]
    form = QuickForm(request.POST or None, request.FILES or None, today=today, own=tasks)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            seq = form.record(by=request.user, now=now)
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect(f"{reverse('unit-work')}?da-ghi={seq}")
    done = request.GET.get("da-ghi", "")
    context = {
        "units": units, "lines": [task_line(row, today=today) for row in rows], "form": form,
        "kit_items": [(item, due_words(item, today=today), item.due_on < today)
                      for item in open_kit_items(units, today=today)],
        "refusal": refusal, "done": done if done.isdigit() else "", "recorded": _recorded(tasks),
        "owed": owed_by(units, today=today), "duties": duties_of(units, plans),
    }  # fmt: skip
    status = 422 if refusal or form.errors else 200
    return render(request, "desk/unitwork/page.html", context, status=status)


def _recorded(tasks: list[Task]) -> list[Row]:
    found = {fact.seq: fact for task in tasks for fact in facts(kinds=SHOWN, subject=task.code)}
    newest = sorted(found.values(), key=lambda fact: (fact.occurred_at, fact.seq), reverse=True)
    names = Names.read()
    return [row_of(fact, names) for fact in newest[:MOST_RECORDED]]

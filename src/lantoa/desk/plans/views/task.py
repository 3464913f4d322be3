"""One task: what was done for it, its units, its cadence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.plans.rows import task_line, timing_words
from lantoa.ledger.kinds import KINDS
from lantoa.ledger.queries import Fact, facts
from lantoa.ledger.terms import Proof
from lantoa.newsroom.readers import readable_codes
from lantoa.plan.models import Task
from lantoa.plan.proposals import SHOWN
from lantoa.plan.queries import counted_to, task_row
from lantoa.plan.services import assign_task, change_cadence, close_task, reopen_task
from lantoa.plan.terms import INDICATORS, CadencePeriod, PlanState
from lantoa.registry.models import Account, Unit
from lantoa.vietnamese import clock_time, date_short

VIEW, CHANGE = "plan.view_plan", "plan.change_task"
MOST, DAYS_BACK = 30, timedelta(days=400)
STEPS = (
    "plan.confirmed", "plan.revised", "plan.issued", "task.assigned", "task.closed",
    "task.reopened",
)  # fmt: skip


@dataclass(frozen=True)
class EvidenceLine:
    """One entry in words: what, when, how it is known, where to look."""

    seq: int
    name: str
    title: str
    when: str
    proof: str
    link: str
    is_backfilled: bool
    times: int = 1


@needs(VIEW)
def task(request: DeskRequest, code: str, number: str) -> HttpResponse:
    """Everything about one task."""
    item = _task(code, number)
    today = counted_to(item.plan, today=clock.today())
    found = facts(subject=item.code, kinds=[*SHOWN, *STEPS], since=today - DAYS_BACK)
    cadence = getattr(item, "cadence", None)
    line = task_line(task_row(item, today=today), today=today)
    context = {
        "task": item, "plan": item.plan, "line": line,
        "ended_on": date_short(today) if item.plan.state == PlanState.CLOSED else "",
        "timing": timing_words(item) if not cadence else item.timing_text or "Thường xuyên",
        "entries": evidence_lines(found, request.user),
        "entry_count": len(found), "cadence": cadence, "periods": CadencePeriod.choices,
        "kinds": [(kind, KINDS[kind].name) for kind in SHOWN],
        "units": _units(item) if request.user.has_perm(CHANGE) else (),
        "targets": [
            (row, ", ".join(INDICATORS.get(each, each) for each in row.indicators))
            for row in item.targets.all()
        ],
    }  # fmt: skip
    return render(request, "desk/plans/task.html", context)


@needs(CHANGE)
@require_POST
def cadence(request: DeskRequest, code: str, number: str) -> HttpResponse:
    """Changes the cadence of one task."""
    item = _task(code, number)
    count = request.POST.get("count", "")
    change_cadence(
        task=item, count=int(count) if count.isdigit() else 0,
        period=request.POST.get("period", ""), what=request.POST.get("what", ""),
        kinds=request.POST.getlist("kinds"), by=request.user,
    )  # fmt: skip
    messages.success(request, f"Đã đổi tần suất của nhiệm vụ {item.number}.")
    return redirect("plan-task", code, number)


@needs(CHANGE)
@require_POST
def assign(request: DeskRequest, code: str, number: str) -> HttpResponse:
    """Gives the task to other units."""
    item = _task(code, number)
    leads, supporting = (
        list(Unit.objects.filter(pk__in=[pk for pk in request.POST.getlist(name) if pk.isdigit()]))
        for name in ("leads", "supporting")
    )
    assign_task(
        task=item, leads=leads, supporting=supporting, why=request.POST.get("why", ""),
        by=request.user, now=clock.now(), today=clock.today(),
    )  # fmt: skip
    messages.success(request, f"Đã phân công nhiệm vụ {item.number}. Các đơn vị đã được báo.")
    return redirect("plan-task", code, number)


@needs(CHANGE)
@require_POST
def close(request: DeskRequest, code: str, number: str) -> HttpResponse:
    """Ends a task, with evidence or a reason."""
    item = _task(code, number)
    close_task(task=item, why=request.POST.get("why", ""), by=request.user, now=clock.now())
    messages.success(request, f"Đã kết thúc nhiệm vụ {item.number}. Mở lại được ở trang này.")
    return redirect("plan-task", code, number)


@needs(CHANGE)
@require_POST
def reopen(request: DeskRequest, code: str, number: str) -> HttpResponse:
    """Takes an ended task up again."""
    item = _task(code, number)
    reopen_task(task=item, by=request.user, now=clock.now())
    messages.success(request, f"Đã mở lại nhiệm vụ {item.number}.")
    return redirect("plan-task", code, number)


def evidence_lines(found: list[Fact], reader: Account) -> list[EvidenceLine]:
    """The newest entries; one thing that several receivers proved is one line."""
    opened = readable_codes((code for fact in found for code in fact.subjects), reader)
    lines: dict[tuple[str, ...], EvidenceLine] = {}
    for fact in reversed(found):
        line = evidence_line(fact, opened)
        key = (line.name, line.title, line.when, line.proof, line.link)
        known = lines.get(key)
        if known is None and len(lines) == MOST:
            break
        lines[key] = replace(known, times=known.times + 1) if known else line
    return list(lines.values())


def evidence_line(fact: Fact, opened: Collection[str]) -> EvidenceLine:
    """One entry as people read it; `opened`: codes of articles that the reader may open. Midnight
    is a day without an hour."""
    moment = clock.local(fact.occurred_at)
    hour = clock_time(moment)
    day = date_short(moment.date())
    return EvidenceLine(
        fact.seq, KINDS[fact.kind].name, str(fact.payload.get("title", "")),
        day if hour == "00:00" else f"{hour} ngày {day}", str(Proof(fact.proof).label),
        _link(fact, opened), fact.is_backfilled,
    )  # fmt: skip


def _link(fact: Fact, opened: Collection[str]) -> str:
    """Where the thing itself is: its public address, else the article in the desk."""
    url = str(fact.payload.get("url", ""))
    if url.startswith(("/", "http://", "https://")):
        return url
    article = next((code for code in fact.subjects if code in opened), "")
    try:
        return reverse("edit-article", args=[article.partition(":")[2]]) if article else ""
    except NoReverseMatch:
        return ""


def _units(item: Task) -> list[tuple[Unit, bool, bool]]:
    """Units that may be given the task: does it lead, does it support."""
    leads, supporting = set(item.lead_units.all()), set(item.supporting_units.all())
    known = [*Unit.objects.filter(is_active=True)]
    gone = [unit for unit in leads | supporting if unit not in known]
    return [(unit, unit in leads, unit in supporting) for unit in [*known, *gone]]


def _task(code: str, number: str) -> Task:
    rows = Task.objects.select_related("plan", "cadence", "solution").prefetch_related(
        "lead_units", "supporting_units", "targets", "plan__observances"
    )
    by_key = rows.filter(plan__code=code, key=number).first()
    return by_key or get_object_or_404(rows, plan__code=code, number=number, key="")

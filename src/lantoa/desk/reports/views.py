"""The list of reports, one report, its figures and its files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from lantoa.approval.authority import waits_for
from lantoa.approval.queries import last_return, open_request, why_not_decide
from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.indicators.rows import rows_of
from lantoa.desk.reports.paper import opening, part_views
from lantoa.documents.sheets import write_xlsx
from lantoa.documents.writers import write_docx, write_pdf
from lantoa.indicators.queries import live_plans
from lantoa.ledger.queries import facts
from lantoa.reports.models import Report
from lantoa.reports.periods import cutoffs, period_of
from lantoa.reports.queries import (
    changes,
    document_of,
    last_value,
    missing,
    owed_code,
    snapshot_of,
    standing,
    workbook,
)
from lantoa.reports.terms import ReportState
from lantoa.vietnamese import date_short, due_date, slug

VIEW = ("reports.view_report", "reports.add_report")
CHANGE = "reports.change_report"
SHOWN_ENTRIES = 3
FILES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@needs(*VIEW)
def reports(request: DeskRequest) -> HttpResponse:
    """What is owed next with its one button, then what was made."""
    today = clock.today()
    owed = period_of(owed_code(today), cutoffs=cutoffs())
    made = Report.objects.select_related("plan")
    context = {
        "plans": live_plans(),
        "owed": owed,
        "due": due_date(owed.before, today=today) if owed.before else "",
        "cutoff": date_short(owed.cutoff_on),
        "drafts": {report.plan_id: report for report in made.filter(period=owed.code)},
        "rows": [_line(report) for report in made],
        "earlier": f"{owed.cutoff_on.year}-1" if owed.code.endswith("-2") else "",
        "today": today,
    }
    return render(request, "desk/reports/list.html", context)


def _line(report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "state": standing(report),
        "days": f"{date_short(report.since)}–{date_short(report.cutoff_on)}",
    }


@needs(*VIEW)
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """Sections, the page with its figures, what changed and what is missing."""
    found = get_object_or_404(Report.objects.select_related("plan"), pk=pk)
    waiting = open_request(subject=found.code)
    today = clock.today()
    why_not = why_not_decide(request=waiting, by=request.user, today=today) if waiting else ""
    context = page_context(found) | {
        "waiting": waiting,
        "why_not": why_not,
        "waits_for": waits_for(waiting) if waiting else "",
    }
    return render(request, "desk/reports/report.html", context)


def page_context(found: Report) -> dict[str, Any]:
    """Everything that the page of one report shows."""
    today, document = clock.today(), document_of(found)
    moved = changes(found)
    state = standing(found)
    lacking = missing(found, today=today) if state == ReportState.DRAFT else []
    return {
        "report": found, "document": document, "state": state,
        "parts": part_views(found), "changes": moved, "missing": lacking,
        "opening": opening(document, {change.key for change in moved}),
        "issuer": document.letterhead.issuer.upper().split("\n"),
        "due": due_date(found.due_on, today=today) if found.due_on else "",
        "cutoff": date_short(found.cutoff_on), "snapshot": snapshot_of(found),
        "returned": last_return(subject=found.code) if state == ReportState.DRAFT else None,
        "can_change": state == ReportState.DRAFT,
    }  # fmt: skip


@needs(*VIEW)
def figure(request: DeskRequest, pk: int) -> HttpResponse:
    """The popover under one figure: value, the one before, period, sheet, unknown, entries."""
    found = get_object_or_404(Report, pk=pk)
    key = request.GET.get("ma", "")
    value = snapshot_of(found).values.get(key)
    if value is None:
        raise Http404
    before = last_value(found, key)
    newest = sorted(facts(seqs=value.entries), key=lambda f: f.occurred_at) if value.entries else []
    code = key.removeprefix("target.") if key.startswith("target.") else ""
    context = {
        "value": value,
        "before": before.text if before and before.text != value.text else "",
        "rows": rows_of(newest[::-1][:SHOWN_ENTRIES], request.user),
        "report": found,
        "code": code,
    }
    return render(request, "desk/reports/_figure.html", context)


@needs(*VIEW)
def download(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    """The report as .docx or PDF, its entries as .xlsx."""
    found = get_object_or_404(Report.objects.select_related("plan"), pk=pk)
    if kind not in FILES:
        raise Http404
    if kind == "xlsx":
        content = write_xlsx(workbook(snapshot_of(found)))
    else:
        content = (write_docx if kind == "docx" else write_pdf)(document_of(found))
    response = HttpResponse(content, content_type=FILES[kind])
    name = slug(f"bao cao {found.period or found.cutoff_on}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response

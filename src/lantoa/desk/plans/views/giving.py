"""A plan given out as files, and copied forward to another year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.documents.sheets import write_xlsx
from lantoa.documents.writers import write_docx, write_pdf
from lantoa.ledger.origin import is_demo
from lantoa.plan.giving.calendar import plan_calendar
from lantoa.plan.giving.document import plan_document
from lantoa.plan.giving.sheets import plan_sheets
from lantoa.plan.models import Plan
from lantoa.plan.services import copy_forward

VIEW, ADD = "plan.view_plan", "plan.add_plan"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}


@needs(VIEW)
def give(request: DeskRequest, code: str, kind: str) -> HttpResponse:
    """The plan as .docx, .pdf, .xlsx or .ics."""
    plan = get_object_or_404(Plan, code=code)
    if kind not in TYPES:
        raise Http404
    answer = HttpResponse(_content(plan, kind), content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{plan.code}.{kind}"'
    return answer


@needs(ADD)
@require_POST
def copy(request: DeskRequest, code: str) -> HttpResponse:
    """A draft for another year."""
    plan = get_object_or_404(Plan, code=code)
    year = request.POST.get("nam", "")
    draft = copy_forward(
        plan=plan, to_year=int(year) if year.isdigit() and len(year) == 4 else 0,
        by=request.user, now=clock.now(),
    )  # fmt: skip
    messages.success(
        request, f"Đã sao {plan.number or plan.code} thành bản nháp {draft.code}. Xem lại rồi dùng."
    )
    return redirect("plan-reading", draft.code)


def _content(plan: Plan, kind: str) -> bytes:
    now = clock.now()
    if kind == "xlsx":
        return write_xlsx(plan_sheets(plan))
    if kind == "ics":
        return plan_calendar(plan, now=now, year=clock.local(now).year)
    document = plan_document(
        plan.reading, number=plan.number, issued_on=plan.issued_on,
        year=plan.year or clock.local(now).year, is_demo=is_demo(),
    )  # fmt: skip
    return write_docx(document) if kind == "docx" else write_pdf(document)

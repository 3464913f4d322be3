"""The board of targets and the page of one indicator."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.indicators.rows import rows_of
from lantoa.desk.plans.rows import target_line, target_lines, target_summary
from lantoa.indicators.queries import figure, live_plans
from lantoa.indicators.terms import IndicatorSheet
from lantoa.ledger.queries import facts
from lantoa.plan.models import Plan
from lantoa.plan.queries import counted_to
from lantoa.plan.terms import INDICATORS, PlanState
from lantoa.vietnamese import date_short, moment_long

VIEW = "plan.view_plan"
SHEET_WORDS = {
    "numerator": "Tử số", "denominator": "Mẫu số", "exclusion": "Loại trừ",
    "period": "Kỳ tính", "reference_date": "Ngày tính", "disaggregation": "Phân tổ",
    "source": "Nguồn", "evidence_min": "Minh chứng tối thiểu", "estimator": "Cách tính",
    "uncertainty": "Độ bất định", "thresholds": "Mức đạt", "publication_rule": "Quy tắc công bố",
    "owner": "Đơn vị tính", "checker": "Đơn vị kiểm tra", "gaming_risks": "Có thể sai lệch do",
    "guards": "Cách phòng", "frequency": "Tần suất",
}  # fmt: skip


@needs(VIEW)
def board(request: DeskRequest) -> HttpResponse:
    """All targets of every live plan, worst first, the figure in words first."""
    now = clock.now()
    plans = []
    for plan in live_plans():
        lines = target_lines(plan, today=now.date())
        plans.append({"plan": plan, "lines": lines, "summary": target_summary(lines)})
    context = {"plans": plans, "counted": moment_long(now)}
    return render(request, "desk/indicators/board.html", context)


@needs(VIEW)
def indicator(request: DeskRequest, plan: str, code: str) -> HttpResponse:
    """One figure: how it is counted, and every entry behind it."""
    found = get_object_or_404(Plan.objects.defer("text", "reading"), code=plan)
    if code not in INDICATORS:
        raise Http404
    last = counted_to(found, today=clock.today())
    shown = figure(code, found, on=min(_day(request, last), last))
    if shown is None or shown.sheet is None:
        raise Http404
    entries = facts(seqs=shown.entries) if shown.entries else []
    rows = rows_of(sorted(entries, key=lambda one: one.occurred_at)[::-1], request.user)
    context = {
        "plan": found,
        "ended_on": date_short(last) if found.state == PlanState.CLOSED else "",
        "line": target_line(shown),
        "figure": shown,
        "sheet": sheet_rows(shown.sheet),
        "rows": [row for row in rows if not row.is_backfilled],
        "backfilled": [row for row in rows if row.is_backfilled],
    }
    return render(request, "desk/indicators/indicator.html", context)


def sheet_rows(sheet: IndicatorSheet) -> list[tuple[str, str]]:
    """The fields of a sheet under their Vietnamese names, in the order of the sheet."""
    return [
        (SHEET_WORDS[field.name], str(getattr(sheet, field.name)))
        for field in fields(sheet)
        if field.name in SHEET_WORDS
    ]


def _day(request: DeskRequest, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return otherwise

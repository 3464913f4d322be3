"""Hồ sơ kiểm tra: the screen, one part, the print, the file. Nothing here changes anything."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.audit.queries import day_of
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.inspection.gathering import Part, Period, part_of, parts_of
from lantoa.documents.sheets import Sheet, write_xlsx

MAY = "desk.inspect_period"
PAGE, MOST_PRINTED = 50, 2_000
LONGEST = timedelta(days=732)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(MAY, audited=True)
@require_safe
def inspection(request: DeskRequest) -> HttpResponse:
    """Two days, and how much there is of everything between them."""
    period, sentence = _asked(request)
    context = {
        "period": period, "sentence": sentence, "kept": _kept(period),
        "parts": parts_of(period, with_text=False),
    }  # fmt: skip
    return render(request, "desk/inspection/inspection.html", context)


@needs(MAY, audited=True)
@require_safe
def part(request: DeskRequest, code: str) -> HttpResponse:
    """One part, page by page."""
    period, _ = _asked(request)
    found = part_of(code, period)
    if found is None:
        raise Http404
    page = Paginator(found.lines, PAGE).get_page(request.GET.get("trang"))
    context = {"period": period, "part": found, "page": page, "kept": _kept(period)}
    return render(request, "desk/inspection/part.html", context)


@needs(MAY, audited=True)
@require_safe
def printed(request: DeskRequest) -> HttpResponse:
    """Everything on paper; very long parts end with a line that says so."""
    period, _ = _asked(request)
    note_audit(request, words=f"Bản in {period}.")
    parts = [
        (one, one.lines[:MOST_PRINTED], len(one.lines) - MOST_PRINTED)
        for one in parts_of(period, with_text=True)
    ]
    context = {"period": period, "parts": parts, "today": clock.today(), "kept": _kept(period)}
    return render(request, "desk/inspection/printed.html", context)


@needs(MAY, audited=True)
@require_safe
def export(request: DeskRequest) -> HttpResponse:
    """One workbook, a sheet a part."""
    period, _ = _asked(request)
    note_audit(request, words=f"Tệp Excel {period}.")
    content = write_xlsx([_sheet(one) for one in parts_of(period, with_text=True)])
    name = f"ho-so-kiem-tra-{period.since}-{period.until}.xlsx"
    return HttpResponse(
        content, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _sheet(one: Part) -> Sheet:
    return Sheet(one.name[:31], (one.heads, *(line.cells for line in one.lines)))


def _asked(request: DeskRequest) -> tuple[Period, str]:
    """The two days of the address; without them this year until today. What cannot be is said."""
    today = clock.today()
    since = day_of(request.GET.get("tu", "")) or date(today.year, 1, 1)
    until = day_of(request.GET.get("den", "")) or today
    if until < since:
        return Period(until, since), "Ngày cuối trước ngày đầu, nên hai ngày được đổi chỗ."
    if until - since > LONGEST:
        return Period(until - LONGEST, until), "Khoảng dài hơn hai năm: chỉ hiện hai năm cuối."
    return Period(since, until), ""


def _kept(period: Period) -> str:
    return f"tu={period.since.isoformat()}&den={period.until.isoformat()}"

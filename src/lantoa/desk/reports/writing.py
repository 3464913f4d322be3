"""What people do with a report: make, edit, refresh, submit, take back, issue."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.approval.terms import Decision
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.reports.paper import part_views
from lantoa.plan.models import Plan
from lantoa.reports.models import Report
from lantoa.reports.periods import ad_hoc_period, cutoffs, period_of
from lantoa.reports.queries import snapshot_of
from lantoa.reports.services import (
    decide_report,
    edit_section,
    issue_report,
    make_report,
    mark_changes_seen,
    refresh_figures,
    submit,
    take_back,
)
from lantoa.reports.terms import Period

CHANGE = "reports.change_report"


@require_POST
@needs("reports.add_report")
def make(request: DeskRequest) -> HttpResponse:
    """Lập báo cáo: a period code, or two days for an ad-hoc one."""
    plan = get_object_or_404(Plan, code=request.POST.get("plan", ""))
    code = request.POST.get("period", "")
    period = (
        period_of(code, cutoffs=cutoffs())
        if code
        else ad_hoc_period(_day(request, "since"), _day(request, "until"))
    )
    report = make_report(
        period=period, plan=plan, by=request.user, now=clock.now(), today=clock.today()
    )
    return redirect("report", report.pk)


@needs(CHANGE)
def part(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """The words of one part: the form, and the part as printed once it is saved."""
    report = _report(pk)
    get_object_or_404(report.parts, key=key)
    if request.method == "POST":
        edit_section(
            report=report, key=key, text=request.POST.get("text", ""), by=request.user,
            now=clock.now(),
        )  # fmt: skip
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    view = next(one for one in part_views(report) if one.key == key)
    names = sorted(value.name for value in snapshot_of(report).values.values())
    context = {"report": report, "part": view, "names": names}
    return render(request, "desk/reports/_edit.html", context)


@require_POST
@needs(CHANGE)
def refresh(request: DeskRequest, pk: int) -> HttpResponse:
    """Làm mới số liệu."""
    report = _report(pk)
    refresh_figures(
        report=report, period=period_of_report(report), by=request.user, now=clock.now(),
        today=clock.today(),
    )  # fmt: skip
    messages.success(request, "Đã đếm lại số liệu. Lời văn đã viết được giữ nguyên.")
    return redirect("report", pk)


@require_POST
@needs(CHANGE)
def seen(request: DeskRequest, pk: int) -> HttpResponse:
    """Đã xem các số liệu đổi."""
    mark_changes_seen(report=_report(pk), by=request.user)
    return redirect("report", pk)


@require_POST
@needs(CHANGE)
def send(request: DeskRequest, pk: int) -> HttpResponse:
    """Trình duyệt."""
    submit(report=_report(pk), by=request.user, now=clock.now(), today=clock.today())
    messages.success(request, "Đã trình báo cáo. Người duyệt thấy báo cáo ở mục Duyệt.")
    return redirect("report", pk)


@require_POST
@needs("approval.add_approval")
def decision(request: DeskRequest, pk: int) -> HttpResponse:
    """Duyệt or trả lại, on exactly what this page showed."""
    granted = request.POST.get("decision") == Decision.APPROVED
    made = decide_report(
        report=_report(pk), decision=Decision.APPROVED if granted else Decision.RETURNED,
        reason=request.POST.get("reason", ""), expected_hash=request.POST.get("hash", ""),
        by=request.user, now=clock.now(),
    )  # fmt: skip
    done = "Đã duyệt báo cáo." if made.is_final else "Đã duyệt bước một. Báo cáo chờ lãnh đạo."
    messages.success(request, done if granted else "Đã trả lại báo cáo.")
    return redirect("report", pk)


@require_POST
@needs(CHANGE)
def back(request: DeskRequest, pk: int) -> HttpResponse:
    """Rút về bản nháp."""
    take_back(report=_report(pk), by=request.user)
    return redirect("report", pk)


@require_POST
@needs("reports.issue_report")
def issue(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Phát hành: the number and day that the clerk gave."""
    number = request.POST.get("number", "")
    if not number.isdigit() or int(number) < 1:
        raise Refused("Chưa có số văn bản. Chưa phát hành. Nhập số do văn thư cấp.")
    issue_report(
        report=_report(pk), number=int(number), issued_on=_day(request, "issued_on"),
        by=request.user, now=clock.now(),
    )  # fmt: skip
    messages.success(request, "Đã ghi phát hành. Tệp Word đã vào sổ minh chứng.")
    return redirect("report", pk)


def period_of_report(report: Report) -> Period:
    """The period that the report was made for, with its days as they were frozen."""
    if report.period:
        return period_of(report.period, cutoffs=cutoffs())
    return ad_hoc_period(report.since, report.cutoff_on)


def _report(pk: int) -> Report:
    return get_object_or_404(Report.objects.select_related("plan"), pk=pk)


def _day(request: DeskRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise Refused("Chưa chọn đủ ngày. Chưa ghi gì. Chọn ngày rồi làm lại.") from None

"""Thời lượng phát trước kế hoạch: a grid of twelve months, filled in by hand or from a table."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.channels.station.models import AirtimeBefore
from lantoa.channels.station.services.airtime_before import (
    MonthBefore,
    months_entered,
    record_months,
    withdraw_month,
)
from lantoa.core import clock
from lantoa.core.errors import Refused, Unreadable
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.station.before_forms import BeforeFile, BeforeForm, months_of, year_before
from lantoa.indicators.counting.airtime import KINDS, baseline, baseline_months
from lantoa.indicators.queries import start_of
from lantoa.ledger.queries import facts
from lantoa.plan.models import Plan
from lantoa.plan.terms import PlanState

VIEW, CHANGE = "newsroom.view_article", "station.change_timetable"


@needs(VIEW)
def before(request: DeskRequest) -> HttpResponse:
    """The grid; «Ghi» writes the months that are new or differ."""
    start = _start()
    known = months_entered()
    form = _form(start, known, request)
    refusal = ""
    if request.method == "POST":
        if not request.user.has_perm(CHANGE):
            return refuse(request)
        if form.is_valid():
            try:
                count = _record(request, form)
            except Refused as refused:
                refusal = str(refused)
            else:
                messages.success(request, f"Đã ghi {count} tháng vào sổ minh chứng.")
                return redirect("station-before")
    return _page(request, form, BeforeFile(), start, known, refusal)


@needs(CHANGE)
def before_file(request: DeskRequest) -> HttpResponse:
    """Đọc từ tệp: fills the grid in; nothing is kept before «Ghi»."""
    if request.method != "POST":
        return redirect("station-before")
    start, known = _start(), months_entered()
    upload = BeforeFile(request.POST, request.FILES)
    refusal, told = "", None
    if upload.is_valid():
        try:
            told = months_of(upload.cleaned_data["table"].read(), upload.cleaned_data["clusters"])
        except (Refused, Unreadable) as refused:
            refusal = str(refused)
    form = _form(start, known, request, told=told)
    inside = [month for month in form.months if told and month in told]
    if told is not None and not inside:
        refusal = "Tệp không có tháng nào trong 12 tháng cần ghi. Chưa ghi gì."
    read = f"Đã đọc {len(inside)} tháng từ tệp, chưa ghi gì. Xem lại rồi nhấn «Ghi»."
    return _page(request, form, upload, start, known, refusal, read=read if inside else "")


@needs(CHANGE)
def before_out(request: DeskRequest, month: str) -> HttpResponse:
    """Rút số của một tháng, with its reason."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise Refused("Không có tháng này. Không có gì thay đổi.") from error
    row = months_entered().get(first)
    if request.method == "POST":
        withdraw_month(month=first, reason=request.POST.get("reason", ""), by=request.user,
                       now=clock.now())  # fmt: skip
        messages.success(request, f"Đã rút số của tháng {first:%m/%Y}.")
        return redirect("station-before")
    if row is None:
        return redirect("station-before")
    return render(request, "desk/station/before_out.html", {"month": first, "row": row})


def _start() -> date:
    plan = Plan.objects.filter(state=PlanState.LIVE).order_by("pk").first()
    return start_of(plan) if plan else clock.today()


def _form(
    start: date, known: dict[date, AirtimeBefore], request: DeskRequest,
    told: dict[date, MonthBefore] | None = None,
) -> BeforeForm:  # fmt: skip
    entered = {month: MonthBefore(row.minutes, row.clusters) for month, row in known.items()}
    seen = {
        month: seconds // 60
        for month, seconds, is_entered in baseline_months(facts(kinds=KINDS), start)
        if not is_entered
    }
    is_sent = request.method == "POST" and told is None and "table" not in request.FILES
    sent: tuple[Any, ...] = (request.POST, request.FILES) if is_sent else ()
    return BeforeForm(*sent, months=year_before(start), known={**entered, **(told or {})},
                      entries=known, seen=seen)  # fmt: skip


def _record(request: DeskRequest, form: BeforeForm) -> int:
    data = form.cleaned_data
    return record_months(
        months=form.told(), source=data["source"], proof=data["proof"], files=data["papers"],
        reason=data["reason"], by=request.user, now=clock.now(),
    )  # fmt: skip


def _page(
    request: DeskRequest, form: BeforeForm, upload: BeforeFile, start: date,
    known: dict[date, AirtimeBefore], refusal: str, *, read: str = "",
) -> HttpResponse:  # fmt: skip
    is_wrong = bool(refusal or form.errors or (upload.is_bound and upload.errors))
    context = {
        "form": form, "upload": upload, "start": start, "refusal": refusal, "read": read,
        "can_write": request.user.has_perm(CHANGE),
        "mean": baseline(facts(kinds=KINDS), start),
        "missing": sum(month not in known and not form.seen.get(month) for month in form.months),
    }  # fmt: skip
    return render(request, "desk/station/before.html", context, status=422 if is_wrong else 200)

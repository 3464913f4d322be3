"""Screens of data requests."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.requests.forms import AnswerForm, RequestForm
from lantoa.ledger import attachments
from lantoa.plan.contributions import (
    contributions_of,
    missing_contributions,
    request_row,
    request_rows,
)
from lantoa.plan.models import Contribution, DataRequest
from lantoa.plan.services import (
    accept_contribution,
    answer_request,
    ask_units,
    return_contribution,
)
from lantoa.plan.terms import ContributionState
from lantoa.registry.queries import units_of
from lantoa.registry.roles import TAKE_PART
from lantoa.vietnamese import countdown, decimal

ASK, SETTLE, VIEW = "plan.add_datarequest", "plan.change_contribution", "plan.view_datarequest"


@needs(VIEW)
def listed(request: DeskRequest) -> HttpResponse:
    """All requests, each with who still owes."""
    return render(request, "desk/requests/list.html", {"rows": request_rows()})


@needs(ASK)
def ask(request: DeskRequest) -> HttpResponse:
    """Asks units for a figure."""
    form, refusal = RequestForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            row = ask_units(
                **form.cleaned_data, by=request.user, now=clock.now(), today=clock.today()
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            count = row.contributions.count()
            messages.success(request, f"Đã gửi yêu cầu tới {count} đơn vị.")
            return redirect("data-request", row.pk)
    status = 422 if refusal or form.errors else 200
    context = {"form": form, "refusal": refusal}
    return render(request, "desk/requests/ask.html", context, status=status)


@needs(VIEW)
def missing(request: DeskRequest) -> HttpResponse:
    """Who owes what, on one screen and one page of paper."""
    today = clock.today()
    rows = [(row, countdown(row.request.due_on, today=today), row.request.due_on < today)
            for row in missing_contributions()]  # fmt: skip
    return render(request, "desk/requests/missing.html", {"rows": rows})


@needs()
def own(request: DeskRequest) -> HttpResponse:
    """What the own unit was asked for, for a phone."""
    today = clock.today()
    units = units_of(request.user, today=today)
    context = {"units": units, "rows": _own_rows(list(contributions_of(units)), today)}
    return render(request, "desk/requests/own.html", context)


@needs(VIEW)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """One request with every answer."""
    row = request_row(get_object_or_404(DataRequest, pk=pk))
    answers = [
        (each, decimal(each.value, places=4) if each.value is not None else "chưa có")
        for each in row.request.contributions.select_related("unit", "answered_by", "settled_by")
    ]
    total = decimal(row.total, places=4) if row.total is not None else ""
    context = {"row": row, "answers": answers, "total": total}
    return render(request, "desk/requests/one.html", context)


@needs(TAKE_PART)
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """A unit's answer: a number, a note, its paper."""
    row = get_object_or_404(Contribution.objects.select_related("request", "unit"), pk=pk)
    may = request.user.has_perm(ASK) or row.unit in units_of(request.user, today=clock.today())
    if not may:
        return refuse(request)
    first = {"value": decimal(row.value, places=4) if row.value is not None else "",
             "note": row.note, "document": row.document}  # fmt: skip
    form = AnswerForm(request.POST or None, request.FILES or None, initial=first)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, row, form.cleaned_data)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã gửi số liệu «{row.request.title}».")
            return redirect("own-contributions")
    context = {"row": row, "form": form, "refusal": refusal,
               "is_settled": row.state == ContributionState.ACCEPTED}  # fmt: skip
    status = 422 if refusal or form.errors else 200
    return render(request, "desk/requests/answer.html", context, status=status)


@needs(SETTLE)
@require_POST
def accept(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes an answer as evidence."""
    row = get_object_or_404(Contribution, pk=pk)
    accept_contribution(contribution=row, by=request.user, now=clock.now())
    messages.success(request, f"Đã nhận số liệu của {row.unit.name} vào sổ minh chứng.")
    return redirect("data-request", row.request_id)


@needs(SETTLE)
@require_POST
def send_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Returns an answer with a reason."""
    row = get_object_or_404(Contribution, pk=pk)
    return_contribution(
        contribution=row, reason=request.POST.get("reason", ""), by=request.user, now=clock.now(),
        today=clock.today(),
    )  # fmt: skip
    messages.success(request, f"Đã trả lại cho {row.unit.name} kèm lý do.")
    return redirect("data-request", row.request_id)


def _answer(request: DeskRequest, row: Contribution, given: dict[str, Any]) -> None:
    kept = [attachments.keep(*file) for file in given["papers"]]
    answer_request(
        contribution=row, value=given["value"], note=given["note"], document=given["document"],
        attachments=kept, by=request.user, now=clock.now(), today=clock.today(),
    )  # fmt: skip


def _own_rows(rows: list[Contribution], today: date) -> list[tuple[Contribution, str]]:
    return [(row, countdown(row.request.due_on, today=today)) for row in rows]

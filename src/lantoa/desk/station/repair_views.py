"""Phiếu sửa chữa and phản ánh tiếng ồn of a cluster."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.channels.station.models import NoiseComplaint, RepairTicket
from lantoa.channels.station.services.repairs import (
    MONEY,
    RepairCost,
    answer_complaint,
    book_cost,
    close_ticket,
    note_complaint,
    note_ticket,
    open_ticket,
)
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.queries import receiver_words
from lantoa.desk.station.repair_forms import (
    AnswerForm,
    BookForm,
    CloseForm,
    ComplaintForm,
    NoteForm,
    OpenForm,
)
from lantoa.registry.models import SpeakerCluster
from lantoa.vietnamese import money

VIEW, TIMETABLE = "newsroom.view_article", "station.change_timetable"


@needs(TIMETABLE)
def begin(request: DeskRequest, pk: int) -> HttpResponse:
    """Lập phiếu sửa chữa."""
    cluster = get_object_or_404(SpeakerCluster.objects.select_related("hamlet"), pk=pk)
    form, refusal = OpenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            made = open_ticket(cluster=cluster, by=request.user, now=clock.now(), **_told(form))
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã lập {made}. Cụm loa ghi là hỏng cho tới khi khép phiếu.")
            return redirect("station-repair", made.pk)
    return _form(request, form, refusal, cluster=cluster, act="open")


@needs(VIEW)
def ticket(request: DeskRequest, pk: int) -> HttpResponse:
    """One ticket: who, when, what was done, what it cost."""
    return _ticket(request, _found(pk))


@needs(TIMETABLE)
@require_POST
def note(request: DeskRequest, pk: int) -> HttpResponse:
    """Ghi diễn biến."""
    found, form = _found(pk), NoteForm(request.POST)
    if not form.is_valid():
        return _ticket(request, found, note=form)
    note_ticket(ticket=found, by=request.user, now=clock.now(), **_told(form))
    return redirect("station-repair", pk)


@needs(TIMETABLE)
@require_POST
def close(request: DeskRequest, pk: int) -> HttpResponse:
    """Khép phiếu."""
    found, form = _found(pk), CloseForm(request.POST)
    if not form.is_valid():
        return _ticket(request, found, close=form)
    told = _told(form)
    cost = RepairCost(told.pop("cost") or 0, told.pop("source"), told.pop("document"))
    try:
        close_ticket(ticket=found, cost=cost, by=request.user, now=clock.now(), **told)
    except Refused as refused:
        return _ticket(request, found, close=form, refusal=str(refused))
    messages.success(request, f"Đã khép {found}. Việc sửa vào sổ minh chứng.")
    return redirect("station-repair", pk)


@needs(MONEY)
@require_POST
def book(request: DeskRequest, pk: int) -> HttpResponse:
    """Ghi chi phí vào kinh phí của nhiệm vụ."""
    found, form = _found(pk), BookForm(request.POST)
    if not form.is_valid():
        return _ticket(request, found, book=form)
    tasks = list(form.cleaned_data["tasks"])
    book_cost(ticket=found, tasks=tasks, by=request.user, now=clock.now())
    messages.success(request, "Đã ghi vào mục Kinh phí của nhiệm vụ đã chọn.")
    return redirect("station-repair", pk)


@needs(TIMETABLE)
def complain(request: DeskRequest, pk: int) -> HttpResponse:
    """Ghi phản ánh tiếng ồn."""
    cluster = get_object_or_404(SpeakerCluster.objects.select_related("hamlet"), pk=pk)
    now = clock.now()
    form, refusal = ComplaintForm(request.POST or None, today=local(now).date()), ""
    if request.method == "POST" and form.is_valid():
        try:
            note_complaint(cluster=cluster, by=request.user, now=now, **_told(form))
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã ghi phản ánh về cụm loa {cluster}.")
            return redirect("station-device", pk)
    return _form(request, form, refusal, cluster=cluster, act="complain")


@needs(TIMETABLE)
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """Ghi đã xử lý một phản ánh."""
    rows = NoiseComplaint.objects.select_related("cluster__hamlet")
    complaint = get_object_or_404(rows, pk=pk)
    form, refusal = AnswerForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            answer_complaint(complaint=complaint, by=request.user, now=clock.now(), **_told(form))
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, "Đã ghi cách xử lý.")
            return redirect("station-device", complaint.cluster_id)
    return _form(
        request, form, refusal, cluster=complaint.cluster, act="answer", complaint=complaint
    )


def _found(pk: int) -> RepairTicket:
    rows = RepairTicket.objects.select_related(
        "cluster__hamlet", "opened_by", "closed_by", "cost_line"
    )
    return get_object_or_404(rows, pk=pk)


def _told(form: forms.Form) -> dict[str, Any]:
    return dict(form.cleaned_data)


def _ticket(request: DeskRequest, found: RepairTicket, **wrong: Any) -> HttpResponse:
    refusal = wrong.pop("refusal", "")
    may_book = bool(found.cost and found.closed_at and not found.cost_line_id)
    context = {
        "ticket": found, "notes": found.notes.select_related("by"), "refusal": refusal,
        "cost": money(found.cost), "receiver_words": receiver_words(found.cluster, clock.now()),
        "can_change": request.user.has_perm(TIMETABLE),
        "may_book": may_book and request.user.has_perm(MONEY),
        "note_form": wrong.get("note") or NoteForm(prefix=None),
        "close_form": wrong.get("close") or CloseForm(), "book_form": wrong.get("book")
        or (BookForm() if may_book else None),
    }  # fmt: skip
    is_wrong = bool(wrong or refusal)
    return render(request, "desk/station/ticket.html", context, status=422 if is_wrong else 200)


def _form(request: DeskRequest, form: forms.Form, refusal: str, **more: Any) -> HttpResponse:
    is_wrong = bool(refusal or form.errors)
    context = {"form": form, "refusal": refusal, "is_wrong": is_wrong, **more}
    return render(
        request, "desk/station/repair_form.html", context, status=422 if is_wrong else 200
    )

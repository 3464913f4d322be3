"""Hoạt động: the list, the forms, one entry, its correction, its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lantoa.channels.outreach.queries import deed_of
from lantoa.channels.outreach.services import correct_deed, may_correct, withdraw_deed
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.outreach.correction import correction_form
from lantoa.desk.outreach.filters import FilterForm
from lantoa.desk.outreach.kinds import FormKind, form_kind, forms_for
from lantoa.desk.outreach.queries import Names, details, one, row_of, rows
from lantoa.ledger import attachments
from lantoa.ledger.queries import Fact

PAGE_SIZE = 20
VIEW = "ledger.view_evidence"


@needs(VIEW)
def deeds(request: DeskRequest) -> HttpResponse:
    """Everything that was entered, newest first; filters stand in the address."""
    filters = FilterForm(request.GET)
    asked = filters.asked()
    page = Paginator(rows(asked), PAGE_SIZE).get_page(request.GET.get("trang"))
    kept = request.GET.copy()
    kept.pop("trang", None)
    context = {
        "page": page, "filters": filters, "kept": kept.urlencode(), "is_filtered": bool(asked),
        "can_write": any(forms_for(request.user)),
    }  # fmt: skip
    return render(request, "desk/outreach/list.html", context)


@needs(VIEW)
def choose(request: DeskRequest) -> HttpResponse:
    """Which form: only those that this account may fill in."""
    found = list(forms_for(request.user))
    with_project = request.user.has_perm("registry.add_scienceproject")
    if not found and not with_project:
        return refuse(request)
    context = {"kinds": found, "with_project": with_project}
    return render(request, "desk/outreach/choose.html", context)


@needs(VIEW)
def record(request: DeskRequest, slug: str) -> HttpResponse:
    """One form; what is wrong stands beside its field and nothing typed is lost."""
    kind = form_kind(slug)
    if kind is None:
        raise Http404
    if not request.user.has_perm(kind.permission):
        return refuse(request)
    now = clock.now()
    form = kind.form(request.POST or None, request.FILES or None, today=now.date())
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            seq = form.record(by=request.user, now=now)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã ghi vào sổ minh chứng, số {seq}.")
            return redirect("outreach-entry", seq)
    return _form_page(request, kind, form, refusal)


@needs(VIEW)
def entry(request: DeskRequest, seq: int) -> HttpResponse:
    """One entry as it stands, with its number, its files and its corrections."""
    fact = _fact(seq)
    row = deed_of(seq)
    names = Names.read()
    context = {
        "row": row_of(fact, names), "fact": fact, "details": details(fact, names),
        "files": list(enumerate(fact.attachments, 1)),
        "can_correct": row is not None and may_correct(row, request.user),
    }  # fmt: skip
    return render(request, "desk/outreach/entry.html", context)


@needs(VIEW)
def correct(request: DeskRequest, seq: int) -> HttpResponse:
    """Điều chỉnh, or withdrawing (the second button): both with a reason."""
    fact, row = _fact(seq), deed_of(seq)
    if row is None or not may_correct(row, request.user):
        return refuse(request)
    form = correction_form(row, request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        act: Any = {"row": row, "reason": form.cleaned_data["reason"], "by": request.user}
        try:
            if "rut" in request.POST:
                made = withdraw_deed(**act, now=clock.now())
            else:
                made = correct_deed(**act, changes=form.changes(), now=clock.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã ghi điều chỉnh vào sổ minh chứng, số {made.seq}.")
            is_gone = "rut" in request.POST
            return redirect("outreach-desk") if is_gone else redirect("outreach-entry", seq)
    context = {"form": form, "row": row_of(fact, Names.read()), "refusal": refusal}
    return render(request, "desk/outreach/correct.html", context, status=422 if refusal else 200)


@needs(VIEW, audited=True)
def attached(request: DeskRequest, seq: str, sha256: str) -> HttpResponse:
    """One file of an entry, as it was attached."""
    found = [file for file in _fact(int(seq)).attachments if file["sha256"] == sha256]
    content = attachments.read(sha256) if found else None
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=found[0]["mime"])
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _fact(seq: int) -> Fact:
    fact = one(seq)
    if fact is None:
        raise Http404
    return fact


def _form_page(request: DeskRequest, kind: FormKind, form: Any, refusal: str) -> HttpResponse:
    is_wrong = bool(refusal or form.errors)
    context = {"kind": kind, "form": form, "refusal": refusal, "is_wrong": is_wrong}
    return render(request, "desk/outreach/form.html", context, status=422 if is_wrong else 200)

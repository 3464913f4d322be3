"""Tờ rơi, áp phích on the desk: printed, handed out, noted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.channels.printed import services
from lantoa.channels.printed.models import Handout
from lantoa.channels.printed.queries import (
    handouts,
    handouts_to_recall,
    may_be_handed_out,
    printable_products,
    why_outdated_sheet,
)
from lantoa.channels.printed.terms import FORMS
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.articles.product_lines import shown_files
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.printed.forms import CorrectionForm, HandoutForm, RecallForm
from lantoa.newsroom.models import Rendition

VIEW, RECORD = "newsroom.view_article", "printed.add_handout"
PAGE_SIZE, SHEETS = 20, 8
PDF, PICTURES = "application/pdf", ("image/png", "image/jpeg")


@needs(VIEW)
def handout_list(request: DeskRequest) -> HttpResponse:
    """Approved sheets to print, then what was handed out."""
    page = Paginator(handouts(), PAGE_SIZE).get_page(request.GET.get("trang"))
    sheets = printable_products(today=local(clock.now()).date())
    shown = sheets if "tat-ca" in request.GET else sheets[:SHEETS]
    recalls = handouts_to_recall(now=clock.now())
    listed = recalls if "can-go" in request.GET else recalls[:SHEETS]
    context = {
        "page": page, "sheets": [(one, _seen(one), _printed(one)) for one in shown],
        "recalls": listed, "recall_count": len(recalls),
        "sheet_count": len(sheets), "can_write": request.user.has_perm(RECORD),
        "own": [row.pk for row in page.object_list if services.may_correct(row, request.user)],
    }  # fmt: skip
    return render(request, "desk/printed/list.html", context)


@needs(RECORD)
def record(request: DeskRequest, product: int) -> HttpResponse:
    """One run of an approved sheet."""
    rows = Rendition.objects.filter(form__in=FORMS).select_related("article")
    sheet = get_object_or_404(rows, pk=product)
    now = clock.now()
    blank = Handout(article=sheet.article, product=sheet)
    form = HandoutForm(
        request.POST or None, request.FILES or None, instance=blank, by=request.user,
        today=local(now).date(),
    )  # fmt: skip
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = _record(request, form)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã ghi vào sổ minh chứng, số {made.evidence_seq}.")
            return redirect("printed-desk")
    context = {
        "sheet": sheet, "form": form, "refusal": refusal, "seen": _seen(sheet),
        "printed": _printed(sheet), "is_current": may_be_handed_out(sheet),
        "is_wrong": bool(form.errors),
    }  # fmt: skip
    is_wrong = bool(refusal or form.errors)
    return render(request, "desk/printed/record.html", context, status=422 if is_wrong else 200)


@needs(RECORD)
def recall(request: DeskRequest, pk: int) -> HttpResponse:
    """Ghi đã gỡ, thu hồi."""
    row, now = get_object_or_404(handouts().filter(recalled_at=None), pk=pk), clock.now()
    today = local(now).date()
    form = RecallForm(request.POST or None, handout=row, today=today)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = services.record_recall(
                handout=row, copies=form.cleaned_data["copies"], note=form.cleaned_data["note"],
                happened_at=form.happened_at(now), by=request.user, now=now,
            )  # fmt: skip
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã ghi vào sổ minh chứng, số {made.seq}.")
            return redirect("printed-desk")
    context = {
        "row": row, "form": form, "refusal": refusal, "seen": _seen(row.product),
        "why": why_outdated_sheet(row.product, today=today),
    }  # fmt: skip
    is_wrong = bool(refusal or form.errors)
    return render(request, "desk/printed/recall.html", context, status=422 if is_wrong else 200)


@needs(VIEW)
def correct(request: DeskRequest, pk: int) -> HttpResponse:
    """Điều chỉnh, or withdrawing (the second button): both with a reason."""
    row = get_object_or_404(handouts(), pk=pk)
    if not services.may_correct(row, request.user):
        return refuse(request)
    form = CorrectionForm(request.POST or None, initial={"copies": row.copies})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {
            "handout": row, "reason": form.cleaned_data["reason"], "by": request.user,
            "now": clock.now(),
        }  # fmt: skip
        try:
            if "rut" in request.POST:
                made = services.withdraw_handout(**act)
            else:
                made = services.correct_handout(**act, copies=form.cleaned_data["copies"])
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã ghi điều chỉnh vào sổ minh chứng, số {made.seq}.")
            return redirect("printed-desk")
    is_wrong = bool(refusal or form.errors)
    context = {"row": row, "form": form, "refusal": refusal}
    return render(request, "desk/printed/correct.html", context, status=422 if is_wrong else 200)


def _record(request: DeskRequest, form: HandoutForm) -> Handout:
    now = clock.now()
    row: Handout = form.save(commit=False)
    row.happened_at = form.happened_at(now)
    data = form.cleaned_data
    return services.record_handout(
        handout=row, hamlets=list(data["hamlets"]), units=list(data["units"]), cost=form.cost(),
        proof=data["proof"], attachments=data["papers"], by=request.user, now=now,
        key=data["key"],
    )  # fmt: skip


def _seen(product: Rendition) -> Any:
    """The picture of its first page, with its address."""
    return next((one for one in shown_files(product) if one.file.mime in PICTURES), None)


def _printed(product: Rendition) -> list[Any]:
    """The files to print."""
    return [one for one in shown_files(product) if one.file.mime == PDF]

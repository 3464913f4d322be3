"""Văn bản đến: what was sent to the own unit, its own part of the plan, confirming, giving back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.plans.comparing import compared
from lantoa.desk.sending.forms import ReturnForm
from lantoa.ledger import attachments
from lantoa.plan.dispatching import earlier, own_tasks, reading_of
from lantoa.plan.models import Dispatch
from lantoa.plan.queries import known_units
from lantoa.plan.services import confirm_dispatch, return_pack
from lantoa.registry.queries import units_of
from lantoa.registry.roles import TAKE_PART

MOST = 100
NEW_FIRST = (F("confirmed_at").asc(nulls_first=True), "-sent_at")


@needs()
def listed(request: DeskRequest) -> HttpResponse:
    """What came to the own units; what is not confirmed yet stands first."""
    units = units_of(request.user, today=clock.today())
    rows = Dispatch.objects.filter(unit__in=units).select_related(
        "plan", "guidance", "pack", "unit"
    )
    context = {"units": units, "rows": rows.order_by(*NEW_FIRST)[:MOST]}
    return render(request, "desk/sending/received.html", context)


@needs()
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """One paper: the own part of a plan, the text of guidance, or the pack of a month."""
    row = _own(request, pk)
    if row is None:
        return refuse(request)
    return render(request, "desk/sending/received_one.html", _context(row))


@needs(TAKE_PART)
@require_POST
def confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """The unit has it."""
    row = get_object_or_404(Dispatch, pk=pk)
    confirm_dispatch(dispatch=row, by=request.user, now=clock.now(), today=clock.today())
    messages.success(request, "Đã xác nhận nhận văn bản.")
    return redirect("received-one", pk)


@needs(TAKE_PART)
@require_POST
def give_back(request: DeskRequest, pk: int) -> HttpResponse:
    """What the unit did with the pack, in one form with a photo."""
    row = _own(request, pk)
    if row is None:
        return refuse(request)
    form, refusal = ReturnForm(request.POST, request.FILES), ""
    if form.is_valid():
        given = dict(form.cleaned_data)
        kept = [attachments.keep(*file) for file in given.pop("papers")]
        try:
            return_pack(
                dispatch=row, **given, attachments=kept, by=request.user, now=clock.now(),
                today=clock.today(),
            )  # fmt: skip
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, "Đã ghi kết quả vào sổ minh chứng.")
            return redirect("received-one", pk)
    context = {**_context(row), "form": form, "refusal": refusal}
    return render(request, "desk/sending/received_one.html", context, status=422)


def _own(request: DeskRequest, pk: int) -> Dispatch | None:
    rows = Dispatch.objects.select_related("plan", "guidance", "pack", "unit")
    row = get_object_or_404(rows, pk=pk)
    may = request.user.has_perm("plan.view_dispatch")
    return row if may or row.unit in units_of(request.user, today=clock.today()) else None


def _versions(row: Dispatch) -> dict[str, Any]:
    """What this version changes for the unit, or the one that took its place."""
    if row.version < row.plan.version:
        newer = Dispatch.objects.filter(
            plan=row.plan, unit=row.unit, guidance=None, pack=None, version=row.plan.version
        ).first()
        return {"newer": newer, "is_worn": True}
    before = earlier(row)
    if before is None:
        return {}
    known = known_units()
    old = own_tasks(reading_of(row.plan, before.version), row.unit, known)
    new = own_tasks(row.plan.reading, row.unit, known)
    changed = [one for one in compared(old, new) if one.state != "same" or one.before_number]
    return {"before": before, "changed": changed}


def _context(row: Dispatch) -> dict[str, Any]:
    context: dict[str, Any] = {"row": row, "form": ReturnForm()}
    if row.pack:
        context["paragraphs"] = row.pack.script.splitlines()
    elif row.guidance:
        context["paragraphs"] = row.guidance.text.splitlines()
    else:
        tasks = row.plan.tasks.filter(closed_at__isnull=True)
        context["leads"] = tasks.filter(lead_units=row.unit)
        context["supports"] = tasks.filter(supporting_units=row.unit).exclude(lead_units=row.unit)
        context |= _versions(row)
        context["duties"] = row.plan.responsibilitys.filter(Q(unit=row.unit))
    return context

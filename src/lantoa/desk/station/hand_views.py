"""Ghi lượt phát tay: tap the slot, tap «Ghi vào sổ»; corrected with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.channels.station.by_hand import HandSlot, hand_clusters, hand_slots, sheets
from lantoa.channels.station.models import HandSheet, TimeSlot
from lantoa.channels.station.services.by_hand import record_sheet
from lantoa.channels.station.services.outer_correcting import correct_sheet, withdraw_sheet
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.hand_forms import HandCorrection, HandForm
from lantoa.desk.station.hand_rows import day_groups, sheet_row

VIEW, CHANGE = "newsroom.view_article", "station.change_timetable"
PAGE_SIZE = 20


@needs(VIEW)
def hand_list(request: DeskRequest) -> HttpResponse:
    """The slots that may be written down, the newest day first; then what was written."""
    now = clock.now()
    page = Paginator(sheets(), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "days": day_groups(hand_slots(now), now), "page": page,
        "rows": [sheet_row(row) for row in page.object_list],
        "can_write": request.user.has_perm(CHANGE), "has_clusters": hand_clusters().exists(),
    }  # fmt: skip
    return render(request, "desk/station/hand_list.html", context)


@needs(CHANGE)
def record(request: DeskRequest) -> HttpResponse:
    """One act: what the slot held is ticked already."""
    now = clock.now()
    slot = _slot(request.GET.get("khung", ""))
    form = HandForm(request.POST or None, request.FILES or None, slot=slot, now=now)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = _record(request, form, slot)
        except Refused as refused:
            refusal = str(refused)
        else:
            count = made.airings.count()
            messages.success(request, f"Đã ghi sổ thủ công {count} lượt phát.")
            return redirect("station-hand-sheet", made.pk)
    is_wrong = bool(refusal or form.errors)
    context = {"form": form, "slot": slot, "refusal": refusal, "is_wrong": bool(form.errors)}
    return render(request, "desk/station/hand_form.html", context, status=422 if is_wrong else 200)


@needs(VIEW)
def sheet(request: DeskRequest, pk: int) -> HttpResponse:
    """One sheet: items by cluster with their entries, photos of the page."""
    row = get_object_or_404(sheets(), pk=pk)
    context = {"row": sheet_row(row), "can_write": request.user.has_perm(CHANGE)}
    return render(request, "desk/station/hand_sheet.html", context)


@needs(CHANGE)
def correct(request: DeskRequest, pk: int) -> HttpResponse:
    """Điều chỉnh, or withdrawing (the second button): both with a reason."""
    row = get_object_or_404(sheets(), pk=pk)
    form = HandCorrection(request.POST or None, sheet=row)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            said = _correct(request, row, form)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, said)
            return redirect("station-hand-sheet", pk)
    is_wrong = bool(refusal or form.errors)
    context = {"row": sheet_row(row), "form": form, "refusal": refusal}
    return render(
        request, "desk/station/hand_correct.html", context, status=422 if is_wrong else 200
    )


def _slot(key: str) -> HandSlot | None:
    return next((one for one in hand_slots(clock.now()) if one.key == key), None)


def _record(request: DeskRequest, form: HandForm, slot: HandSlot | None) -> HandSheet:
    data = form.cleaned_data
    row = TimeSlot.objects.get(pk=slot.airtime.slot.id) if slot else None
    return record_sheet(
        starts_at=form.starts_at, items=form.chosen(), relayed=form.relayed(),
        clusters=list(data["clusters"]), slot=row, photos=data["photos"], by=request.user,
        now=clock.now(), key=data["key"],
    )  # fmt: skip


def _correct(request: DeskRequest, row: HandSheet, form: HandCorrection) -> str:
    reason, now = form.cleaned_data["reason"], clock.now()
    if "rut" in request.POST:
        count = withdraw_sheet(sheet=row, reason=reason, by=request.user, now=now)
        return f"Đã rút tờ ghi: {count} lượt không còn được tính."
    count = correct_sheet(
        sheet=row, seconds=form.seconds(), reason=reason, by=request.user, now=now,
        clusters={one.pk for one in form.cleaned_data["clusters"]},
    )  # fmt: skip
    return f"Đã điều chỉnh {count} lượt phát."

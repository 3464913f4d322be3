"""Kênh và người giữ kênh: the register, one channel's file, the sheet of a hand-over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.registry.channels import channel_row, channel_rows, rows_of
from lantoa.desk.registry.forms import DayInput, RowForm
from lantoa.registry.models import Custody, Officer
from lantoa.registry.services import hand_over_channels

VIEW, CHANGE = "registry.view_custody", "registry.change_custody"


class CustodyForm(RowForm):
    """Hồ sơ giữ kênh."""

    class Meta:
        model = Custody
        fields = ("owner", "deputy", "held_since", "recovery_email", "recovery_phone",
                  "second_factor", "codes_kept_at", "note")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("owner") and cleaned.get("owner") == cleaned.get("deputy"):
            self.add_error("deputy", "Người thay phải là người khác.")
        return cleaned


class HandoverForm(forms.Form):
    """Giao kênh: to whom, from which day."""

    taker = forms.ModelChoiceField(
        Officer.objects.all(), label="người nhận", empty_label="chọn",
        error_messages={"required": "Chọn người nhận kênh."},
    )  # fmt: skip
    on = forms.DateField(label="từ ngày", widget=DayInput(), input_formats=["%Y-%m-%d"])


@needs(VIEW)
def channels(request: DeskRequest) -> HttpResponse:
    """Every channel, the ones with most missing first."""
    rows = channel_rows(today=clock.today())
    owners = sorted({row.custody.owner for row in rows if row.custody.owner}, key=str)
    context = {
        "rows": rows, "owners": owners, "can_change": request.user.has_perm(CHANGE),
        "lacking": sum(bool(row.missing) for row in rows),
    }  # fmt: skip
    return render(request, "desk/registry/channels.html", context)


@needs(CHANGE)
def edit(request: DeskRequest, code: str) -> HttpResponse:
    """Who answers for one channel and how it is recovered."""
    row = channel_row(code, today=clock.today())
    if row is None:
        raise Http404
    form, refusal = CustodyForm(request.POST or None, instance=row.custody), ""
    if request.method == "POST" and form.is_valid():
        try:
            form.keep(by=request.user, now=clock.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã lưu hồ sơ giữ kênh «{row.name}».")
            return redirect("channel-register")
    is_wrong = bool(refusal or form.errors)
    context = {"row": row, "form": form, "refusal": refusal, "is_wrong": is_wrong}
    return render(request, "desk/registry/custody.html", context, status=422 if is_wrong else 200)


@needs(VIEW)
def handover(request: DeskRequest, pk: int) -> HttpResponse:
    """The sheet of one person's channels to print and sign, and giving them to somebody else."""
    giver = get_object_or_404(Officer, pk=pk)
    form = HandoverForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        taker, on = form.cleaned_data["taker"], form.cleaned_data["on"]
        given = hand_over_channels(giver=giver, taker=taker, on=on, by=request.user)
        messages.success(request, f"{taker} giữ {len(given)} kênh từ ngày {on:%d/%m/%Y}.")
        return redirect("channel-register")
    context = {
        "giver": giver, "rows": rows_of(giver, today=clock.today()), "form": form,
        "can_change": request.user.has_perm(CHANGE), "today": clock.today(),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "desk/registry/handover.html", context, status=status)

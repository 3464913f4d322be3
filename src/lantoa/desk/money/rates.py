"""Định mức: the commune's own rates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.money.forms import RateForm
from lantoa.desk.money.royalties import genre_words
from lantoa.plan.models import RoyaltyRate
from lantoa.plan.services import drop_rate, set_rate
from lantoa.vietnamese import number

WRITE = "plan.add_costline"


@needs(WRITE)
def board(request: DeskRequest) -> HttpResponse:
    """The rates with a form to add one."""
    form, refusal = RateForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            rate = set_rate(**form.cleaned_data, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            words = f"{genre_words(rate.genre)}, {rate.get_form_display()}"
            messages.success(request, f"Đã ghi định mức {words}: {number(rate.amount)} đồng.")
            return redirect("royalty-rates")
    rows = [(rate, genre_words(rate.genre), number(rate.amount))
            for rate in RoyaltyRate.objects.all()]  # fmt: skip
    status = 422 if refusal or form.errors else 200
    context = {"form": form, "refusal": refusal, "rows": rows}
    return render(request, "desk/money/rates.html", context, status=status)


@needs(WRITE)
@require_POST
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes a rate out."""
    rate = get_object_or_404(RoyaltyRate, pk=pk)
    drop_rate(rate=rate, by=request.user)
    messages.success(request, f"Đã bỏ định mức {genre_words(rate.genre)}.")
    return redirect("royalty-rates")

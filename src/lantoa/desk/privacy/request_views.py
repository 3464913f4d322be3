"""Sổ yêu cầu về dữ liệu cá nhân, with the days that are owed."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.registry.models import PrivacyRequest
from lantoa.registry.privacy import (
    acknowledge_request,
    close_request,
    extend_request,
    record_request,
)
from lantoa.registry.terms import PrivacyKind

CHANGE = "registry.change_privacyrequest"
# What the audit says of an act: never who asked, for the audit outlives the request.
DONE = {"acknowledge": "Đã báo nhận.", "extend": "Gia hạn.", "close": "Đã trả lời."}


class RequestForm(forms.Form):
    """What a person asked."""

    person = forms.CharField(label="Người yêu cầu", max_length=120)
    contact = forms.CharField(label="Nơi nhận trả lời", max_length=120, required=False)
    kind = forms.ChoiceField(label="Loại yêu cầu", choices=PrivacyKind.choices)
    received_on = forms.DateField(
        label="Ngày nhận", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )  # fmt: skip
    text = forms.CharField(
        label="Nội dung", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


@needs(CHANGE)
def requests(request: DeskRequest) -> HttpResponse:
    """Open ones first, the nearest day on top; a form for a new one."""
    form = RequestForm(request.POST or None, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        row = record_request(**form.cleaned_data, by=request.user, today=clock.today())
        note_audit(request, subject=f"request:{row.pk}", words="Ghi yêu cầu.")
        messages.success(request, f"Đã ghi yêu cầu của {row.person}.")
        return redirect("privacy-requests")
    closed = PrivacyRequest.objects.filter(closed_on__isnull=False)
    context = {
        "form": form, "today": clock.today(),
        "open": PrivacyRequest.objects.filter(closed_on__isnull=True).order_by("due_on"),
        "page": Paginator(closed, 30).get_page(request.GET.get("trang")),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "desk/privacy/requests.html", context, status=status)


@needs(CHANGE)
@require_POST
def act(request: DeskRequest, pk: int) -> HttpResponse:
    """Báo đã nhận, gia hạn, trả lời."""
    row, today = get_object_or_404(PrivacyRequest, pk=pk), clock.today()
    chosen = request.POST.get("act")
    if chosen == "acknowledge":
        acknowledge_request(request=row, by=request.user, today=today)
    elif chosen == "extend":
        extend_request(request=row, by=request.user)
    elif chosen == "close":
        close_request(
            request=row, result=request.POST.get("result", ""), by=request.user, today=today
        )
    else:
        raise Refused("Chưa rõ việc cần làm với yêu cầu này. Chưa đổi gì.")
    note_audit(request, subject=f"request:{row.pk}", words=DONE[chosen])
    messages.success(request, f"Đã cập nhật yêu cầu của {row.person}.")
    return redirect("privacy-requests")

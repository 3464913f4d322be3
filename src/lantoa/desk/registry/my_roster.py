"""Danh sách cán bộ của đơn vị mình: the unit contact's list."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.registry.forms import DayInput
from lantoa.registry.models import Roster, Unit
from lantoa.registry.own_roster import RIGHT, add_to_own_roster, end_own_rosters
from lantoa.registry.queries import units_of


class PersonForm(forms.Form):
    """One person who joins the unit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="đơn vị", empty_label=None)
    name = forms.CharField(label="họ và tên", max_length=120, min_length=2)
    title = forms.CharField(label="chức vụ", max_length=120, required=False)
    joined_on = forms.DateField(label="từ ngày", widget=DayInput(), input_formats=["%Y-%m-%d"])


@needs(RIGHT, audited=True)
def my_roster(request: DeskRequest) -> HttpResponse:
    """Who is there today, with a form for who joins; ticked people leave on a day."""
    today = clock.today()
    units = units_of(request.user, today=today)
    form = PersonForm(request.POST if "name" in request.POST else None,
                      initial={"joined_on": today})  # fmt: skip
    form.fields["unit"].queryset = Unit.objects.filter(pk__in=[u.pk for u in units])  # type: ignore[attr-defined]
    if request.method == "POST" and _is_kept(request, form, units):
        return redirect("my-roster")
    lines = Roster.objects.filter(unit__in=units).select_related("officer", "unit")
    there = [line for line in lines if line.left_on is None or line.left_on >= today]
    context = {
        "units": units, "form": form, "today": today,
        "there": there, "gone": [line for line in lines if line not in there],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "desk/registry/my_roster.html", context, status=status)


def _day(text: str) -> date | None:
    try:
        return forms.DateField().to_python(text or None)
    except forms.ValidationError:
        raise Refused("Ngày ra chưa đúng. Chưa ghi gì. Chọn lại ngày ra.") from None


def _is_kept(request: DeskRequest, form: PersonForm, units: list[Unit]) -> bool:
    today = clock.today()
    if "ngay-ra" in request.POST:
        keys = [key for key in request.POST.getlist("dong") if key.isdecimal()][:500]
        rosters = list(
            Roster.objects.filter(pk__in=keys, left_on__isnull=True).select_related(
                "officer", "unit"
            )
        )
        day = _day(request.POST["ngay-ra"])
        if not rosters or day is None:
            raise Refused("Chưa chọn ai hoặc chưa có ngày ra. Chưa ghi gì.")
        count = end_own_rosters(rosters=rosters, left_on=day, by=request.user, today=today)
        messages.success(request, f"Đã ghi ngày ra cho {count} người.")
        return True
    if not form.is_valid():
        return False
    line = add_to_own_roster(by=request.user, today=today, **form.cleaned_data)
    note_audit(request, subject=line.officer.code, words=f"Thêm vào danh sách của {line.unit}.")
    messages.success(request, f"Đã ghi {line}.")
    return True

"""Truyền thanh: today, what was heard, devices, hours."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.channels.station.line_up import coming_airtimes, line_up
from lantoa.channels.station.models import TimeSlot, Zone
from lantoa.channels.station.queries import next_broadcasts
from lantoa.channels.station.services.programme_files import newest_file
from lantoa.channels.station.services.zones import save_slot, save_zone
from lantoa.channels.station.sounding import sounding
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.forms import AiringFilter, SlotForm, ZoneForm, rule_words
from lantoa.desk.station.programme import (
    airtime_key,
    airtime_words,
    chosen_airtime,
    next_key,
    programme_lines,
)
from lantoa.desk.station.queries import airing_note, airings, counts, devices, zone_days
from lantoa.registry.models import SpeakerCluster
from lantoa.registry.services import CODE_LIFE, invite_receiver

PAGE_SIZE = 30
VIEW, TIMETABLE, RECEIVERS = (
    "newsroom.view_article", "station.change_timetable", "registry.change_receiver"
)  # fmt: skip


@needs(VIEW)
def today(request: DeskRequest) -> HttpResponse:
    """What sounds now, what comes next, and today's list by zone."""
    now = clock.now()
    context = {"on_air": sounding(now), "coming": next_broadcasts(now), "zones": zone_days(now)}
    return render(request, "desk/station/today.html", context)


@needs(VIEW)
def programme(request: DeskRequest) -> HttpResponse:
    """What a coming slot holds, what is left out and why; the next filled one unless asked."""
    now = clock.now()
    choices = coming_airtimes(now)
    chosen = chosen_airtime(choices, request.GET.get("khung") or next_key(next_broadcasts(now)))
    context = {
        "choices": [(airtime_key(one), airtime_words(one)) for one in choices],
        "chosen": airtime_key(chosen) if chosen else "",
        "lines": programme_lines(line_up(chosen)) if chosen else None,
        "file": newest_file(chosen) if chosen else None,
        "can_change": request.user.has_perm(TIMETABLE),
    }  # fmt: skip
    return render(request, "desk/station/programme.html", context)


@needs(VIEW)
def past(request: DeskRequest) -> HttpResponse:
    """What was heard, what was not and why, what nobody knows."""
    filters = AiringFilter(request.GET)
    asked = filters.asked()
    rows = airings(asked, now=clock.now())
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    kept = request.GET.copy()
    kept.pop("trang", None)
    context = {
        "page": page, "filters": filters, "kept": kept.urlencode(), "is_filtered": bool(asked),
        "rows": [(row, airing_note(row)) for row in page.object_list],
    }  # fmt: skip
    return render(request, "desk/station/past.html", context)


@needs(VIEW)
def device_list(request: DeskRequest) -> HttpResponse:
    """Every cluster with the last contact of its receiver."""
    found = devices(clock.now())
    context = {
        "devices": found, "counts": counts(found), "can_invite": request.user.has_perm(RECEIVERS)
    }  # fmt: skip
    return render(request, "desk/station/devices.html", context)


@needs(RECEIVERS)
def invite(request: DeskRequest, pk: int) -> HttpResponse:
    """A one-time code for the receiver of a cluster, shown once."""
    if request.method != "POST":
        return redirect("station-devices")
    cluster = get_object_or_404(SpeakerCluster, pk=pk)
    code = invite_receiver(cluster=cluster, by=request.user, now=clock.now())
    hours = int(CODE_LIFE.total_seconds() // 3600)
    context = {"cluster": cluster, "code": code, "hours": hours}
    return render(request, "desk/station/code.html", context)


@needs(VIEW)
def hours(request: DeskRequest) -> HttpResponse:
    """Zones with their slots."""
    slots = Prefetch("slots", TimeSlot.objects.order_by("at", "name"))
    zones = Zone.objects.prefetch_related("clusters", slots)
    found = [(zone, [(slot, rule_words(slot.rule)) for slot in zone.slots.all()]) for zone in zones]
    context = {"zones": found, "can_change": request.user.has_perm(TIMETABLE)}
    return render(request, "desk/station/hours.html", context)


@needs(TIMETABLE)
def edit_zone(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Adds or changes a zone; a conflict is named in words before anything is kept."""
    zone = get_object_or_404(Zone, pk=pk) if pk is not None else Zone()
    form, refusal = ZoneForm(request.POST or None, instance=zone), ""
    if request.method == "POST" and form.is_valid():
        try:
            clusters = list(form.cleaned_data["clusters"])
            saved = save_zone(zone=form.save(commit=False), clusters=clusters, by=request.user)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã lưu khu vực «{saved}».")
            return redirect("station-hours")
    return _form(request, form, "khu vực phát", pk, refusal)


@needs(TIMETABLE)
def edit_slot(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Adds or changes a slot; a conflict is named in words before anything is kept."""
    day = clock.today()
    slot = get_object_or_404(TimeSlot, pk=pk) if pk is not None else TimeSlot()
    form, refusal = SlotForm(request.POST or None, instance=slot, today=day), ""
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_slot(slot=form.slot(), by=request.user, today=day)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã lưu khung giờ «{saved.name}».")
            return redirect("station-hours")
    return _form(request, form, "khung giờ", pk, refusal)


def _form(
    request: DeskRequest, form: ZoneForm | SlotForm, what: str, pk: int | None, refusal: str
) -> HttpResponse:
    is_wrong = bool(refusal or form.errors)
    context = {
        "form": form, "what": what, "is_new": pk is None, "refusal": refusal, "is_wrong": is_wrong
    }  # fmt: skip
    return render(request, "desk/station/form.html", context, status=422 if is_wrong else 200)

"""Khung giờ: zones, slots, days that are not like others, quiet places, relays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.channels.station.models import (
    DayProfile,
    QuietPlace,
    RelaySource,
    TimeSlot,
    VolumeHour,
    Zone,
)
from lantoa.channels.station.relay_queries import approved_relays
from lantoa.channels.station.rules import describe
from lantoa.channels.station.services.profiles import (
    save_profile,
    save_quiet_place,
    save_relay_source,
)
from lantoa.channels.station.services.trying import would_break
from lantoa.channels.station.services.zones import save_slot, save_zone
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.day_forms import AddDayForm, ProfileForm, QuietPlaceForm, RelayForm
from lantoa.desk.station.forms import SlotForm, VolumeForms, ZoneForm

VIEW, TIMETABLE = "newsroom.view_article", "station.change_timetable"
CLEAR = "Không vướng gì. Nhấn «Lưu khung giờ» để giữ."


@needs(VIEW)
def hours(request: DeskRequest) -> HttpResponse:
    """Zones with their slots, and what differs from them."""
    rows = TimeSlot.objects.select_related("relay", "source", "profile").order_by("at", "name")
    zones = Zone.objects.prefetch_related("clusters", "volume_hours", Prefetch("slots", rows))
    found = [(zone, [(slot, describe(slot.rule)) for slot in zone.slots.all()]) for zone in zones]
    relays = list(RelaySource.objects.select_related("fallback"))
    context = {
        "approved": approved_relays(relays),
        "zones": found, "can_change": request.user.has_perm(TIMETABLE),
        "profiles": DayProfile.objects.prefetch_related("zones"),
        "places": QuietPlace.objects.prefetch_related("clusters"),
        "relays": relays,
    }  # fmt: skip
    return render(request, "desk/station/hours.html", context)


@needs(TIMETABLE)
def edit_zone(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Adds or changes a zone; a conflict is named in words before anything is kept."""
    zone = get_object_or_404(Zone, pk=pk) if pk is not None else Zone()
    rows = zone.volume_hours.all() if zone.pk else VolumeHour.objects.none()
    form = ZoneForm(request.POST or None, instance=zone)
    volumes = VolumeForms(request.POST or None, queryset=rows, prefix="am-luong")
    refusal = ""
    if request.method == "POST" and form.is_valid() and volumes.is_valid():
        try:
            saved = save_zone(
                zone=form.save(commit=False), clusters=list(form.cleaned_data["clusters"]),
                by=request.user, volume_hours=_hours(volumes), now=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã lưu khu vực «{saved}».")
            return redirect("station-hours")
    extra = {"volumes": volumes, "is_wrong": volumes.is_bound and not volumes.is_valid()}
    return _form(request, form, "khu vực phát", pk, refusal, **extra)


@needs(TIMETABLE)
def edit_slot(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Adds or changes a slot. «Thử» names what would stand against it and keeps nothing."""
    day, told = clock.today(), ""
    slot = get_object_or_404(TimeSlot, pk=pk) if pk is not None else TimeSlot()
    form, refusal = SlotForm(request.POST or None, instance=slot, today=day), ""
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"by": request.user, "today": day, "now": clock.now()}
        if request.POST.get("viec") == "thu":
            refusal = would_break(lambda: save_slot(slot=form.slot(), **given))
            told = "" if refusal else f"{_sentence(form.slot())} {CLEAR}"
        else:
            try:
                saved = save_slot(slot=form.slot(), **given)
            except Refused as refused:
                refusal = str(refused)
            else:
                messages.success(request, f"Đã lưu khung giờ «{saved.name}».")
                return redirect("station-hours")
    kept = TimeSlot.objects.filter(pk=pk).first() if pk else None
    extra = {
        "told": told, "sentence": _sentence(kept) if kept else "", "add_day": AddDayForm(),
        "changes": kept.changes.filter(day__gte=day) if kept else [], "slot": kept, "may_try": True,
    }  # fmt: skip
    return _form(request, form, "khung giờ", pk, refusal, **extra)


@needs(TIMETABLE)
def edit_profile(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Dịp đặc biệt."""
    profile = get_object_or_404(DayProfile, pk=pk) if pk is not None else DayProfile()
    form = ProfileForm(request.POST or None, instance=profile)

    def save() -> DayProfile:
        zones = list(form.cleaned_data["zones"])
        made: DayProfile = form.save(commit=False)
        return save_profile(profile=made, zones=zones, by=request.user, now=clock.now())

    return _kept(request, form, "dịp đặc biệt", pk, save)


@needs(TIMETABLE)
def edit_place(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Nơi cần yên tĩnh."""
    place = get_object_or_404(QuietPlace, pk=pk) if pk is not None else QuietPlace()
    form = QuietPlaceForm(request.POST or None, instance=place)

    def save() -> QuietPlace:
        clusters = list(form.cleaned_data["clusters"])
        made: QuietPlace = form.save(commit=False)
        return save_quiet_place(place=made, clusters=clusters, by=request.user, now=clock.now())

    return _kept(request, form, "nơi cần yên tĩnh", pk, save)


@needs(TIMETABLE)
def edit_relay(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Nguồn tiếp âm."""
    source = get_object_or_404(RelaySource, pk=pk) if pk is not None else RelaySource()
    form = RelayForm(request.POST or None, instance=source)

    def save() -> RelaySource:
        made: RelaySource = form.save(commit=False)
        return save_relay_source(source=made, by=request.user, now=clock.now())

    return _kept(request, form, "nguồn tiếp âm", pk, save)


def _kept(
    request: DeskRequest, form: forms.BaseForm, what: str, pk: int | None, save: Any
) -> HttpResponse:
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            saved = save()
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã lưu {what} «{saved}».")
            return redirect("station-hours")
    return _form(request, form, what, pk, refusal)


def _form(
    request: DeskRequest, form: forms.BaseForm, what: str, pk: int | None, refusal: str,
    **extra: Any,
) -> HttpResponse:  # fmt: skip
    is_wrong = bool(refusal or form.errors or extra.pop("is_wrong", False))
    context = {
        "form": form, "what": what, "is_new": pk is None, "refusal": refusal, "is_wrong": is_wrong,
        **extra,
    }  # fmt: skip
    return render(request, "desk/station/form.html", context, status=422 if is_wrong else 200)


def _hours(volumes: forms.BaseModelFormSet[VolumeHour, Any]) -> list[VolumeHour]:
    """The lines that were filled in, each as a new row."""
    lines = (line.cleaned_data for line in volumes.forms if line.is_valid())
    return [
        VolumeHour(start=line["start"], end=line["end"], level=line["level"])
        for line in lines
        if line and not line.get("DELETE") and line.get("start") is not None
    ]


def _sentence(slot: TimeSlot) -> str:
    """«Phát thứ Hai đến thứ Sáu hằng tuần, lúc 17:00, từ ngày 01/12/2026.»"""
    until = f" đến hết ngày {slot.ends_on:%d/%m/%Y}" if slot.ends_on else ""
    since = f"từ ngày {slot.starts_on:%d/%m/%Y}"
    return f"Phát {describe(slot.rule)}, lúc {slot.at:%H:%M}, {since}{until}."

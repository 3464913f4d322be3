"""Lịch phát sóng: the week, one airing moved or left out, its undo."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lantoa.channels.station.models import SlotChange, TimeSlot, Zone
from lantoa.channels.station.rules import describe
from lantoa.channels.station.services.changing import (
    Occurrence,
    Wanted,
    add_day,
    move_day,
    move_series,
    next_free,
    occurrence,
    put_back,
    skip_day,
    stood,
    take_back_change,
)
from lantoa.channels.station.services.trying import would_break
from lantoa.core import clock
from lantoa.core.clock import ZONE as CLOCK_ZONE
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.day_forms import AddDayForm, MoveForm
from lantoa.desk.station.week import week_of
from lantoa.vietnamese.moments import clock_time, date_long

VIEW, CHANGE = "newsroom.view_article", "station.change_timetable"
UNDO = "station-undo"
FIRST_YEAR, LAST_YEAR = 2020, 2100


@needs(VIEW)
def week(request: DeskRequest) -> HttpResponse:
    """The week of a zone; this week of the first zone unless asked."""
    zones = list(Zone.objects.filter(is_active=True))
    chosen = next((zone for zone in zones if str(zone.pk) == request.GET.get("khu-vuc")), None)
    zone = chosen or (zones[0] if zones else None)
    now = clock.now()
    context = {
        "zones": zones, "zone": zone, "can_change": request.user.has_perm(CHANGE),
        "week": week_of(zone, asked_day(request.GET.get("ngay", "")), now) if zone else None,
        "undo": (request.session.get(UNDO) or {}).get("words", ""),
        "is_list": request.GET.get("xem") == "danh-sach",
    }  # fmt: skip
    return render(request, "desk/station/week.html", context)


@needs(CHANGE)
def airing(request: DeskRequest) -> HttpResponse:
    """One airing: at another hour or day, alone or the whole series, or left out. `thu`: only
    what would stand against it, and the next free hour; nothing is kept."""
    given = request.POST if request.method == "POST" else request.GET
    of = _occurrence(given.get("khung", ""))
    form = MoveForm(request.POST or None, of=of)
    refusal = ""
    if request.method == "POST":
        if request.POST.get("viec") == "bo":
            return _skip(request, of)
        if form.is_valid():
            if request.POST.get("viec") == "thu":
                return _tried(request, of, form)
            refusal = _refusal(request, of, form)
            if not refusal:
                return redirect(week_path(of.slot.zone_id, form.cleaned_data["day"]))
    context = {
        "form": form, "of": of, "key": given.get("khung", ""), "refusal": refusal,
        "when": _when(of), "rule": describe(of.slot.rule),
        "free": _free(of, form) if refusal else "",
    }  # fmt: skip
    is_wrong = bool(refusal or form.errors)
    return render(request, "desk/station/airing.html", context, status=422 if is_wrong else 200)


@needs(CHANGE)
@require_POST
def undo(request: DeskRequest) -> HttpResponse:
    """Hoàn tác the last change of this session, once."""
    kept: dict[str, Any] | None = request.session.pop(UNDO, None)
    slot = TimeSlot.objects.filter(pk=kept["slot"]).first() if kept else None
    if kept is None or slot is None:
        raise Refused("Không còn gì để hoàn tác. Lịch giữ nguyên.")
    put_back(slot=slot, before=kept["before"], by=request.user, now=clock.now())
    messages.success(request, "Đã hoàn tác.")
    return redirect(week_path(slot.zone_id, date.fromisoformat(kept["day"])))


@needs(CHANGE)
@require_POST
def add(request: DeskRequest, pk: int) -> HttpResponse:
    """Thêm một ngày to a slot."""
    slot = get_object_or_404(TimeSlot, pk=pk)
    form = AddDayForm(request.POST)
    if not form.is_valid():
        raise Refused("Chưa thêm ngày: cần chọn ngày và giờ phát. Mở lại khung giờ rồi chọn.")
    before, day = stood(slot), form.cleaned_data["day"]
    to = Wanted(day, form.cleaned_data["at"], None, form.cleaned_data["why"])
    add_day(slot=slot, to=to, by=request.user, now=clock.now())
    _keep_undo(request, slot, before, day, f"Đã thêm «{slot.name}» vào {date_long(day)}.")
    return redirect(week_path(slot.zone_id, day))


@needs(CHANGE)
@require_POST
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """The day is as the rule has it again."""
    change = get_object_or_404(SlotChange.objects.select_related("slot__zone"), pk=pk)
    before, slot = stood(change.slot), change.slot
    words = f"{date_long(change.day)} của «{slot.name}» trở lại như thường ngày."
    take_back_change(change=change, by=request.user, now=clock.now())
    _keep_undo(request, slot, before, change.day, words[:1].upper() + words[1:])
    return redirect(week_path(slot.zone_id, change.day))


def asked_day(text: str) -> date:
    """The day that an address names, today for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return clock.today()
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else clock.today()


def week_path(zone: int, day: date) -> str:
    return f"{reverse('station-week')}?khu-vuc={zone}&ngay={day.isoformat()}"


def _occurrence(key: str) -> Occurrence:
    pk, _, moment = key.partition("@")
    try:
        starts_at = datetime.fromisoformat(moment)
    except ValueError as error:
        raise Http404 from error
    if starts_at.tzinfo is not None or not pk.isdecimal() or len(pk) > 18:
        raise Http404
    slot = get_object_or_404(TimeSlot.objects.select_related("zone"), pk=int(pk))
    return occurrence(slot=slot, starts_at=starts_at.replace(tzinfo=CLOCK_ZONE))


def _skip(request: DeskRequest, of: Occurrence) -> HttpResponse:
    before = stood(of.slot)
    skip_day(of=of, why=request.POST.get("why", ""), by=request.user, now=clock.now())
    _keep_undo(request, of.slot, before, of.day, f"Đã bỏ {_when(of)}.")
    return redirect(week_path(of.slot.zone_id, of.day))


def _refusal(request: DeskRequest, of: Occurrence, form: MoveForm) -> str:
    """Keeps the change; what it is refused for, in words, else empty."""
    before, to = stood(of.slot), form.wanted()
    try:
        _change(request, of, form, to)
    except Refused as refused:
        return str(refused)
    name = f"«{of.slot.name}» sang {clock_time(to.at)} {date_long(to.day)}"
    scope = "cả loạt " if form.is_series else ""
    _keep_undo(request, of.slot, before, to.day, f"Đã chuyển {scope}{name}.")
    return ""


def _change(request: DeskRequest, of: Occurrence, form: MoveForm, to: Wanted) -> None:
    now = clock.now()
    if form.is_series:
        move_series(of=of, to=to, by=request.user, now=now, today=clock.today())
    else:
        move_day(of=of, to=to, by=request.user, now=now)


def _tried(request: DeskRequest, of: Occurrence, form: MoveForm) -> HttpResponse:
    """What would stand against it, before anything is kept."""
    to = form.wanted()
    words = would_break(lambda: _change(request, of, form, to))
    of.slot.refresh_from_db()
    context = {
        "words": words, "free": _free(of, form) if words else "",
        "when": f"{date_long(to.day)}, {clock_time(to.at)}",
    }  # fmt: skip
    return render(request, "desk/station/_tried.html", context)


def _free(of: Occurrence, form: MoveForm) -> str:
    if not form.is_valid():
        return ""
    found = next_free(of=of, to=form.wanted())
    return clock_time(found) if found else ""


def _keep_undo(
    request: DeskRequest, slot: TimeSlot, before: dict[str, Any], day: date, words: str
) -> None:
    request.session[UNDO] = {
        "slot": slot.pk, "before": before, "day": day.isoformat(), "words": words,
    }  # fmt: skip


def _when(of: Occurrence) -> str:
    at = of.was_at or (of.added.at if of.added else None)
    hour = f", {clock_time(at)}" if at else ""
    return f"«{of.slot.name}» {date_long(of.day)}{hour}"

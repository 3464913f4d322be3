"""Truyền thanh: today, what was heard, devices."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.channels.station.line_up import coming_airtimes, line_up
from lantoa.channels.station.models import IncomingBulletin
from lantoa.channels.station.queries import next_broadcasts
from lantoa.channels.station.services.programme_files import newest_file
from lantoa.channels.station.sounding import sounding
from lantoa.channels.station.terms import IncomingState
from lantoa.core import clock
from lantoa.core.options import option
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.forms import AiringFilter
from lantoa.desk.station.programme import (
    airtime_key,
    airtime_words,
    chosen_airtime,
    next_key,
    programme_lines,
)
from lantoa.desk.station.queries import airing_note, airings, zone_days
from lantoa.media.qr import qr_svg
from lantoa.newsroom.terms import Priority
from lantoa.receiver.messages.enrolment import PATH as ENROL_PATH
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
    above = list(IncomingBulletin.objects.filter(state=IncomingState.NEW).values_list("level"))
    context = {
        "on_air": sounding(now), "coming": next_broadcasts(now), "zones": zone_days(now),
        "from_above": len(above), "grave_above": (Priority.EMERGENCY,) in above,
    }  # fmt: skip
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
        "can_order": bool(
            chosen and chosen.starts_at > now and request.user.has_perm(TIMETABLE)
        ),
        "undo": request.session.pop("station-order-undo", None),
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


def public_server(request: DeskRequest) -> str:
    """Where a receiver calls: the commune's own address, else the one that is open now."""
    return option("LANTOA_PUBLIC_URL").rstrip("/") or f"{request.scheme}://{request.get_host()}"


@needs(RECEIVERS)
def invite(request: DeskRequest, pk: int) -> HttpResponse:
    """A one-time code for the receiver of a cluster, shown once."""
    if request.method != "POST":
        return redirect("station-devices")
    cluster = get_object_or_404(SpeakerCluster, pk=pk)
    code = invite_receiver(cluster=cluster, by=request.user, now=clock.now())
    hours = int(CODE_LIFE.total_seconds() // 3600)
    server = public_server(request)
    text = f"{server}{ENROL_PATH}#{code}"
    context = {
        "cluster": cluster, "code": code, "hours": hours, "server": server, "text": text,
        "qr": qr_svg(text), "folder": f"/var/lib/lantoa/cum-{cluster.pk}",
        "is_replaced": cluster.receiver.enrolled_at is not None,
    }  # fmt: skip
    return render(request, "desk/station/code.html", context)

"""Chương trình thành một tệp: asked for, followed, stopped, heard, downloaded."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lantoa.channels.station.line_up import coming_airtimes
from lantoa.channels.station.models import ProgrammeFile
from lantoa.channels.station.services.programme_files import ask_programme, file_to_hand_over
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.desk.articles.ranged import ranged
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.programme import airtime_key, file_key
from lantoa.newsroom.making.jobs import cancel
from lantoa.newsroom.terms import RenditionState
from lantoa.vietnamese.text import slug

VIEW, CHANGE = "newsroom.view_article", "station.change_timetable"


@needs(CHANGE)
@require_POST
def make(request: DeskRequest) -> HttpResponse:
    """Làm tệp of the slot that the page shows."""
    asked = request.POST.get("khung", "")
    airtimes = (one for one in coming_airtimes(clock.now()) if airtime_key(one) == asked)
    airtime = next(airtimes, None)
    if airtime is None:
        raise Http404
    made = ask_programme(airtime=airtime, by=request.user, now=clock.now())
    return redirect(_page(made))


@needs(VIEW)
def panel(request: DeskRequest, pk: int) -> HttpResponse:
    """The panel alone, asked for every second while the file is being made."""
    row = get_object_or_404(ProgrammeFile, pk=pk)
    context = {"file": row, "can_change": request.user.has_perm(CHANGE)}
    answer = render(request, "desk/station/_programme_file.html", context)
    if row.state != RenditionState.MAKING:
        answer["HX-Refresh"] = "true"
    return answer


@needs(CHANGE)
@require_POST
def stop(request: DeskRequest, pk: int) -> HttpResponse:
    """Dừng."""
    row = get_object_or_404(ProgrammeFile, pk=pk)
    cancel(row)
    return redirect(_page(row))


@needs(VIEW)
def download(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Tải chương trình: while everything in it still is what was approved."""
    row = get_object_or_404(ProgrammeFile.objects.select_related("slot", "kit"), pk=pk)
    answer = ranged(request, file_to_hand_over(row), "audio/mpeg")
    name = f"{slug(row.slot.name)}-{local(row.starts_at):%Y-%m-%d-%H%M}.mp3"
    if "tai" in request.GET:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(row: ProgrammeFile) -> str:
    return f"{reverse('station-programme')}?khung={file_key(row)}#tep"

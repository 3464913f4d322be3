"""Hôm nay and the on-air light."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.today.queries import light, today_board


@needs()
def today(request: DeskRequest) -> HttpResponse:
    """The home of the desk."""
    now = clock.now()
    board = today_board(account=request.user, now=now)
    return render(request, "desk/today/today.html", {"board": board})


@needs()
def on_air_light(request: DeskRequest) -> HttpResponse:
    """The light at the right end of the header, fetched every 15 seconds."""
    return render(request, "desk/shell/light.html", {"light": light(now=clock.now())})
